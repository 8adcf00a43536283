import assert from 'node:assert/strict';
import type { ContentAutomaton, Grammar } from '../../server/src/schema/grammar';
import { grammarOf } from './diagnose';

/** The automaton of a content model, one line a state: `*` where it may end, then the ways on. */
function automaton(model: string): string[] {
  const grammar = grammarOf(`<xs:complexType name="T">${model}</xs:complexType>`);
  const type = grammar.complexTypes.find(({ name }) => name === '{urn:t}T')!;
  return type.model ? lines(type.model, grammar) : [type.content];
}

function lines({ states }: ContentAutomaton, grammar: Grammar): string[] {
  return states.map(({ accepting, steps }, index) => `${index}${accepting ? '*' : ''}: ${steps.map(({ element, wildcard, to }) => (
    `${element === undefined ? JSON.stringify(wildcard!.namespaces) : grammar.elements[element]!.name.replace('{urn:t}', '')}→${to}`)).join(' ')}`);
}

const element = (name: string, occurs = ''): string => `<xs:element name="${name}" ${occurs}/>`;

suite('content models', () => {
  test('nothing', () => {
    assert.deepEqual(automaton(''), ['empty']);
    assert.deepEqual(automaton('<xs:sequence/>'), ['empty']);
    assert.deepEqual(automaton('<xs:choice minOccurs="0"/>'), ['empty']);
    assert.deepEqual(automaton(`<xs:sequence maxOccurs="0" minOccurs="0">${element('a')}</xs:sequence>`), ['empty']);
  });

  test('a sequence with optional parts', () => assert.deepEqual(
    automaton(`<xs:sequence>${element('a')}${element('b', 'minOccurs="0"')}${element('c', 'minOccurs="0" maxOccurs="unbounded"')}</xs:sequence>`),
    ['0: a→1', '1*: b→2 c→2', '2*: c→2']));

  test('a choice with a wildcard, any number of times, is one state', () => assert.deepEqual(
    automaton(`<xs:choice maxOccurs="unbounded">${element('a')}${element('b', 'minOccurs="0"')}<xs:any namespace="##other" minOccurs="0" maxOccurs="unbounded"/></xs:choice>`),
    ['0*: a→0 b→0 {"not":["urn:t",""]}→0']));

  test('at least one of a choice', () => assert.deepEqual(
    automaton(`<xs:choice maxOccurs="unbounded">${element('a')}${element('b')}</xs:choice>`), ['0: a→1 b→1', '1*: a→1 b→1']));

  test('one of a choice, once', () => assert.deepEqual(
    automaton(`<xs:choice>${element('a')}<xs:any namespace="##other" minOccurs="0" maxOccurs="unbounded"/></xs:choice>`),
    ['0*: a→1 {"not":["urn:t",""]}→2', '1*: ', '2*: {"not":["urn:t",""]}→2']));

  test('bounded numbers', () => assert.deepEqual(
    automaton(`<xs:sequence>${element('a', 'minOccurs="1" maxOccurs="3"')}</xs:sequence>`), ['0: a→1', '1*: a→2', '2*: a→3', '3*: ']));

  test('at least so many', () => assert.deepEqual(
    automaton(`<xs:sequence>${element('a', 'minOccurs="2" maxOccurs="unbounded"')}</xs:sequence>`), ['0: a→1', '1: a→2', '2*: a→2']));

  test('a repeated optional part competes with nothing but itself', () => assert.deepEqual(
    automaton(`<xs:sequence maxOccurs="2">${element('a', 'minOccurs="0"')}</xs:sequence>`), ['0*: a→1', '1*: a→2', '2*: ']));

  test('a thousand are counted', () => assert.deepEqual(
    automaton(`<xs:sequence>${element('a', 'minOccurs="0" maxOccurs="1000"')}</xs:sequence>`), ['0*: a→1', '1*: a→1']));

  test('repeated sequences', () => assert.deepEqual(
    automaton(`<xs:sequence maxOccurs="unbounded">${element('a')}${element('b')}</xs:sequence>`), ['0: a→1', '1: b→2', '2*: a→1']));

  test('namespaces of wildcards', () => {
    const any = (namespace: string): string[] => automaton(`<xs:sequence><xs:any namespace="${namespace}"/></xs:sequence>`);
    assert.deepEqual(any('##any'), ['0: "any"→1', '1*: ']);
    assert.deepEqual(any('##targetNamespace ##local urn:u'), ['0: {"in":["urn:t","","urn:u"]}→1', '1*: ']);
  });
});
