import assert from 'node:assert/strict';
import { validate, type Grammar } from '../../server/src/schema';
import { bundledGrammar } from '../../server/src/profile/grammar';
import { COMMON_POLICY_NAMESPACE, expandedElementName } from '../../server/src/profile/namespaces';
import { checkRules } from '../../server/src/profile/rules';
import { elementTemplate, type TemplateOptions } from '../../server/src/profile/templates';
import { localName } from '../../server/src/syntax/namespaces';
import { parse } from '../../server/src/syntax/parse';
import { grammarPlaces } from './grammarWalk';
import { missing } from './required';
import { expandSnippet, tabStops } from './snippetNotation';
import { syntaxProblems } from './wellFormed';

const options: TemplateOptions = { prefixOf: (namespace) => (namespace === COMMON_POLICY_NAMESPACE ? 'cp' : ''), indent: '\t' };
const places = grammarPlaces(bundledGrammar);

function template(at: string, given: Partial<TemplateOptions> = {}): string {
  const place = places.find(({ path }) => path.join('/') === at);
  assert.ok(place, `${at} is in the schema`);
  return elementTemplate(bundledGrammar, place.path.slice(0, -1), place.declaration, { ...options, ...given });
}

suite('Templates', () => {
  test('an empty element, a text, a boolean', () => {
    assert.equal(template('mcptt-user-profile/Pre-selected-indication'), '<Pre-selected-indication/>$0');
    assert.equal(template('mcptt-user-profile/Name'), '<Name>${1:Name}</Name>$0');
    assert.equal(template('mcptt-user-profile/Status'), '<Status>${1|true,false|}</Status>$0');
  });

  test('required attributes, and entry-info where it decides', () => {
    assert.equal(template('mcptt-user-profile/OnNetwork/PrivateEmergencyAlert'), [
      '<PrivateEmergencyAlert>',
      '\t<entry entry-info="${1|UsePreConfigured,LocallyDetermined|}" index="${2:0}">',
      '\t\t<uri-entry>${3:sip:user@example.com}</uri-entry>',
      '\t</entry>',
      '</PrivateEmergencyAlert>$0',
    ].join('\n'));
  });

  test('what is required by the specification, in schema order, after what the schema requires', () => {
    assert.equal(template('mcptt-user-profile/Common/PrivateCall'), [
      '<PrivateCall>',
      '\t<PrivateCallList>',
      '\t\t<PrivateCallURI>',
      '\t\t\t<uri-entry>${1:sip:user@example.com}</uri-entry>',
      '\t\t</PrivateCallURI>',
      '\t</PrivateCallList>',
      '\t<EmergencyCall>',
      '\t\t<MCPTTPrivateRecipient>',
      '\t\t\t<entry entry-info="${2|UsePreConfigured,LocallyDetermined|}" index="${3:0}">',
      '\t\t\t\t<uri-entry>${4:sip:user@example.com}</uri-entry>',
      '\t\t\t</entry>',
      '\t\t\t<ProSeUserID-entry index="${5:0}">',
      '\t\t\t\t<User-Info-ID>${6:000000000000}</User-Info-ID>',
      '\t\t\t</ProSeUserID-entry>',
      '\t\t</MCPTTPrivateRecipient>',
      '\t</EmergencyCall>',
      '</PrivateCall>$0',
    ].join('\n'));
  });

  test('a rule, with the prefix of the document and an id that is not taken', () => {
    const given = { prefixOf: (namespace: string) => (namespace === COMMON_POLICY_NAMESPACE ? 'policy' : 'up'), indent: '  ', values: { id: 'rule7' } };
    const declaration = places.find(({ path }) => path.join('/') === 'cp:ruleset/cp:rule')!.declaration;
    assert.equal(elementTemplate(bundledGrammar, ['mcptt-user-profile', 'cp:ruleset'], declaration, given), [
      '<policy:rule id="${1:rule7}">',
      '  <policy:conditions>',
      '    <policy:identity>',
      '      <policy:one id="${2:sip:user@example.com}"/>',
      '    </policy:identity>',
      '  </policy:conditions>',
      '  <policy:actions>',
      '    ${3}',
      '  </policy:actions>',
      '</policy:rule>$0',
    ].join('\n'));
  });

  test('the document element declares its namespace', () => {
    assert.equal(template('mcptt-user-profile').split('\n')[0],
      '<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" XUI-URI="${1:sip:user@example.com}" user-profile-index="${2:0}">');
  });

  test('every element of the schema: well formed, valid, complete, no rule complains, tab stops in order', () => {
    for (const { declaration, path } of places) {
      const inside = path.join('/');
      const around = path.slice(0, -1);
      const snippet = elementTemplate(bundledGrammar, around, declaration, options);
      const { document, start } = inPlace(around, expandSnippet(snippet));
      assert.deepEqual(syntaxProblems(document), [], inside);
      assert.deepEqual(validate(parse(document), bundledGrammar)
        .filter((each) => each.start > start && !each.message.endsWith(`before '${localName(path.at(-1)!)}'`)), [], inside);
      // Whatever stands around it lacks much, and its own place may be a wrong one.
      assert.deepEqual(checkRules(parse(document)).filter((each) => each.start >= start && !/-extension$|^emergency-call-kind$/.test(each.code)), [], inside);
      assert.deepEqual(missing(document).filter((each) => each.startsWith(`${inside}/`) || each.startsWith(`${inside}@`)), [], inside);
      const stops = tabStops(snippet);
      assert.deepEqual(stops, [...stops.slice(0, -1).map((_stop, at) => at + 1), 0], inside);
    }
    assert.ok(places.length > 150, String(places.length));
  });

  test('names and values that mean something to the editor or to XML stand as they are', () => {
    const grammar = tinyGrammar('$a}\\,|b <&">');
    const snippet = elementTemplate(grammar, ['Common'], 0, options);
    assert.equal(snippet, '<x a="${1|\\$a\\}\\\\\\,\\|b &lt;&amp;&quot;&gt;|}">\n\t<x a="${2|\\$a\\}\\\\\\,\\|b &lt;&amp;&quot;&gt;|}">\n\t\t${3}\n\t</x>\n</x>$0');
    assert.match(expandSnippet(snippet), /^<x a="\$a\}\\,\|b &lt;&amp;&quot;&gt;">/);
  });
});

/** A document with an element at a place; what stands around it lacks its attributes, and what should stand before it. */
function inPlace(around: readonly string[], element: string): { document: string; start: number } {
  const bindings = `xmlns="urn:3gpp:mcptt:user-profile:1.0" xmlns:cp="${COMMON_POLICY_NAMESPACE}"`;
  const bare = element.replace(/ xmlns(:cp)?="[^"]*"/, '');
  const [root, ...inner] = around;
  if (root === undefined) return { document: bare.replace(/^<[\w:-]+/, `$& ${bindings}`), start: -1 };
  const before = [`${root} ${bindings}`, ...inner].map((name) => `<${name}>`).join('');
  return { document: `${before}${bare}${[...around].reverse().map((name) => `</${name}>`).join('')}`, start: before.length };
}

/** An element that requires itself, as a schema may: a template has to end all the same. */
function tinyGrammar(value: string): Grammar {
  return {
    elements: [{ name: expandedElementName('x'), complexType: 0 }],
    attributes: [{ name: 'a', simpleType: 0 }],
    complexTypes: [{
      content: 'elements', attributeUses: [{ attribute: 0, required: true }],
      model: { states: [{ accepting: false, steps: [{ element: 0, to: 1 }] }, { accepting: true, steps: [] }] },
    }],
    simpleTypes: [{ variety: 'atomic', builtIn: 'string', facets: { enumeration: [value] } }],
    globalElements: {}, globalAttributes: {},
  };
}
