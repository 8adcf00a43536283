import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledGrammar as grammar } from '../../server/src/profile/grammar';
import type { Grammar } from '../../server/src/schema';
import { ANY_TYPE, attributeUsesOf, declarationFor, declaredType, describeSimpleType, expectedElements, globalElementsNamed, occurrenceIn, scopeOf, simpleTypeOf, UNCHECKED } from '../../server/src/schema';
import type { PlacedElement } from '../../server/src/syntax/cursor';
import { childElements, nodeAt, rootElement } from '../../server/src/syntax/cursor';
import { splitExpandedName } from '../../server/src/syntax/namespaces';
import { parse } from '../../server/src/syntax/parse';
import { grammarOf } from './diagnose';

const OPEN = '<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" xmlns:cp="urn:ietf:params:xml:ns:common-policy" xmlns:v="urn:v" XUI-URI="a" user-profile-index="0">';

/** What may stand at `$0` inside the body of a profile: required ones with `!`, wildcards as `*`. */
function expectedAt(marked: string, schema: Grammar = grammar, open = OPEN, close = '</mcptt-user-profile>'): string {
  const text = open + marked.replace('$0', '') + close;
  const offset = open.length + marked.indexOf('$0');
  const element = enclosing(text, offset);
  const { elements, wildcards } = expectedElements(element.node, element.start, text, scopeOf(element, text), declarationFor(element, text, schema), offset, schema);
  return [...elements.map(({ declaration, required }) => localNameOf(declaration, schema) + (required ? '!' : '')), ...wildcards.map(() => '*')].join(' ');
}

function enclosing(text: string, offset: number): PlacedElement {
  let element = rootElement(parse(text))!;
  for (;;) {
    const inner = childElements(element).find(({ node, start }) => start + node.startTagLength <= offset && offset <= start + node.length - node.endTagLength && node.form !== 'empty');
    if (!inner) return element;
    element = inner;
  }
}

function localNameOf(declaration: number, schema: Grammar = grammar): string {
  return splitExpandedName(schema.elements[declaration]!.name)[1];
}

/** What the element whose start tag holds `$0` is checked against. */
function declarationAt(marked: string): number {
  const text = OPEN + marked.replace('$0', '');
  const placed = nodeAt(parse(text), OPEN.length + marked.indexOf('$0'))!;
  assert.equal(placed.node.kind, 'element');
  return declarationFor(placed as PlacedElement, text, grammar);
}

suite('what may stand at a place', () => {
  test('among the children of a choice: all, in schema order', () => {
    assert.equal(expectedAt('<Common>$0</Common>'), 'UserAlias MCPTTUserID PrivateCall MCPTT-group-call MissionCriticalOrganization ParticipantType anyExt *');
    assert.equal(expectedAt('<Common><UserAlias/>$0<ParticipantType/></Common>'), 'UserAlias MCPTTUserID PrivateCall MCPTT-group-call MissionCriticalOrganization ParticipantType anyExt *');
  });

  test('in a sequence: what fits between the neighbours', () => {
    const entry = (inner: string): string => expectedAt(`<Common><MCPTTUserID>${inner}</MCPTTUserID></Common>`);
    assert.equal(entry('$0'), 'uri-entry!');
    assert.equal(entry('$0<uri-entry/>'), '');
    assert.equal(entry('<uri-entry/>$0'), 'display-name anyExt *');
    assert.equal(entry('<uri-entry/>$0<anyExt/>'), 'display-name');
    assert.equal(entry('<uri-entry/><anyExt/>$0'), '*');
  });

  test('what is missing between is what may stand there, and is required', () => {
    assert.equal(expectedAt('<Common><MCPTTUserID>$0<display-name/></MCPTTUserID></Common>'), 'uri-entry!');
    assert.equal(expectedAt('<Common><PrivateCall>$0</PrivateCall></Common>'), 'PrivateCallList!');
  });

  test('one of several that are required is required of none', () => {
    assert.equal(expectedAt('<cp:ruleset><cp:rule id="a"><cp:conditions><cp:identity>$0</cp:identity></cp:conditions></cp:rule></cp:ruleset>'), 'one many *');
    assert.equal(expectedAt('<cp:ruleset><cp:rule id="a"><cp:conditions><cp:validity>$0</cp:validity></cp:conditions></cp:rule></cp:ruleset>'), 'from!');
    assert.equal(expectedAt('<cp:ruleset><cp:rule id="a"><cp:conditions><cp:validity><cp:from/>$0</cp:validity></cp:conditions></cp:rule></cp:ruleset>'), 'until!');
  });

  test('in broken content: what fits what stands before', () => {
    assert.equal(expectedAt('<Common><MCPTTUserID><nonsense/><uri-entry/>$0<uri-entry/><nonsense/></MCPTTUserID></Common>'), 'display-name anyExt *');
    assert.equal(expectedAt('<cp:ruleset><cp:rule id="a">$0<cp:nonsense/></cp:rule></cp:ruleset>'), 'conditions actions transformations');
  });

  test('in extensions, in unknown elements, in values, in nothing', () => {
    assert.equal(expectedAt('<anyExt>$0</anyExt>'), '*');
    assert.equal(expectedAt('<v:a>$0</v:a>'), '*');
    assert.equal(expectedAt('<Status>$0</Status>'), '');
    assert.equal(expectedAt('<Pre-selected-indication>$0</Pre-selected-indication>'), '');
    assert.equal(expectedAt('<Nonsense>$0</Nonsense>'), '');
  });

  test('bounded numbers', () => {
    const schema = grammarOf('<xs:element name="r"><xs:complexType><xs:sequence><xs:element name="a" minOccurs="2" maxOccurs="3"/></xs:sequence></xs:complexType></xs:element>');
    const at = (inner: string): string => expectedAt(inner, schema, '<r xmlns="urn:t">', '</r>');
    assert.deepEqual(['$0', '<a/>$0', '<a/><a/>$0', '<a/>$0<a/>', '<a/><a/><a/>$0'].map(at), ['a!', 'a!', 'a', 'a', '']);
  });
});

suite('what an element is', () => {
  test('in a sound document', () => {
    assert.equal(localNameOf(declarationAt('<OnNetwork><$0MaxAffiliationsN2/></OnNetwork>')), 'MaxAffiliationsN2');
    assert.equal(localNameOf(declarationAt('<OnNetwork><anyExt><v:a><GroupServerInfo><$0KMS-URI/>')), 'KMS-URI');
  });

  test('misplaced, mistyped, too early or too often, it is what it is called', () => {
    assert.equal(localNameOf(declarationAt('<Common><MCPTTUserID><$0display-name/></MCPTTUserID></Common>')), 'display-name');
    assert.equal(localNameOf(declarationAt('<Common><MCPTTUserID><uri-entry/><$0uri-entry/></MCPTTUserID></Common>')), 'uri-entry');
    assert.equal(localNameOf(declarationAt('<OnNetwork><$0MaxAfiliationsN2/></OnNetwork>')), 'MaxAffiliationsN2');
    assert.equal(localNameOf(declarationAt('<OnNetwork><$0FunctionalAliasList/></OnNetwork>')), 'FunctionalAliasList');
  });

  test('in a document that is being typed', () => {
    assert.equal(localNameOf(declarationAt('<Common><MCPTTUserID><uri-entry/><$0display-name')), 'display-name');
  });

  test('unknown ones', () => {
    assert.equal(declarationAt('<$0v:a/>'), ANY_TYPE);
    assert.equal(declarationAt('<anyExt><$0Unknown/></anyExt>'), ANY_TYPE);
    assert.equal(declarationAt('<Common><$0Unknown/></Common>'), UNCHECKED);
    assert.equal(declarationAt('<x:a><$0b/></x:a>'), UNCHECKED);
  });

  test('its value and its attributes', () => {
    const index = declarationAt('<OnNetwork><$0MaxAffiliationsN2/></OnNetwork>');
    assert.equal(describeSimpleType(grammar, simpleTypeOf(grammar, declaredType(grammar, index))!), 'whole number, 0 or more');
    const entry = declaredType(grammar, declarationAt('<OnNetwork><MCPTTGroupInfo><$0entry/></MCPTTGroupInfo></OnNetwork>'));
    assert.deepEqual(attributeUsesOf(entry).map(({ attribute }) => grammar.attributes[attribute]!.name), ['entry-info', 'index']);
    assert.equal(simpleTypeOf(grammar, entry), undefined);
  });

  test('a global name in no matter which namespace', () => {
    assert.deepEqual(globalElementsNamed(grammar, 'ruleset').map((index) => grammar.elements[index]!.name), ['{urn:ietf:params:xml:ns:common-policy}ruleset']);
    assert.deepEqual(globalElementsNamed(grammar, 'toString'), []);
  });

  test('every element of the complete profile is declared or foreign', () => {
    const text = readFileSync(join(import.meta.dirname, '../fixtures/complete-profile.xml'), 'utf8');
    const pending = [rootElement(parse(text))!];
    const declared = new Set<number>();
    for (let element = pending.pop(); element; element = pending.pop()) {
      const assignment = declarationFor(element, text, grammar);
      assert.ok(assignment >= 0 || element.node.name.startsWith('v:'), element.node.name);
      declared.add(assignment);
      pending.push(...childElements(element));
    }
    // The fixture promises that nothing is left out.
    const left = grammar.elements.flatMap(({ name }, index) => (declared.has(index) ? [] : splitExpandedName(name)[1]));
    assert.deepEqual(left.filter((name) => name !== 'anyExt'), []);
  });
});

suite('how often an element may stand', () => {
  const schema = grammarOf(`<xs:element name="r"><xs:complexType><xs:sequence>
    <xs:element name="once" type="xs:string"/><xs:element name="maybe" type="xs:string" minOccurs="0"/>
    <xs:element name="some" type="xs:string" maxOccurs="unbounded"/><xs:element name="any" type="xs:string" minOccurs="0" maxOccurs="3"/>
    <xs:choice minOccurs="0" maxOccurs="unbounded"><xs:element name="left" type="xs:string"/><xs:element name="right" type="xs:string"/></xs:choice>
  </xs:sequence></xs:complexType></xs:element>`);
  const declared = (local: string): number => schema.elements.findIndex(({ name }) => splitExpandedName(name)[1] === local);

  test('by the parent\'s content', () => {
    const often = ['once', 'maybe', 'some', 'any', 'left', 'r'].map((name) => `${name} ${occurrenceIn(schema, declaredType(schema, declared('r')), declared(name)) ?? '-'}`);
    assert.deepEqual(often, ['once exactly once', 'maybe at most once', 'some at least once', 'any a few times', 'left any number of times', 'r -']);
  });

  test('nothing of what has no content model', () => {
    assert.equal(occurrenceIn(schema, declaredType(schema, declared('once')), declared('maybe')), undefined);
    assert.equal(occurrenceIn(schema, 'any', declared('once')), undefined);
  });

  test('what has to follow, in content that is complete', () => {
    const pairs = grammarOf('<xs:element name="r"><xs:complexType><xs:sequence minOccurs="0" maxOccurs="unbounded"><xs:element name="a"/><xs:element name="b"/><xs:element name="c" minOccurs="0"/></xs:sequence></xs:complexType></xs:element>');
    const followers = (inner: string): string => {
      const text = `<r xmlns="urn:t">${inner.replace('$0', '')}</r>`;
      const element = rootElement(parse(text))!;
      const { elements } = expectedElements(element.node, 0, text, scopeOf(element, text), declarationFor(element, text, pairs), text.indexOf('>') + 1 + inner.indexOf('$0'), pairs);
      return elements.map((each) => [each.declaration, ...each.followers].map((index) => localNameOf(index, pairs)).join('+')).join(' ');
    };
    assert.deepEqual(['$0', '<a/><b/>$0', '<a/><b/>$0<c/>', '<a/>$0<b/>', '$0<a/><b/>', '<a/>$0', '<a/><b/>$0<a/><b/>'].map(followers), ['a+b', 'a+b c', 'a+b c+a+b', 'b+a', 'a+b', 'b', 'a+b c']);
  });
});
