import assert from 'node:assert/strict';
import { checkSchema } from '../../server/src/schema';
import { schemaText } from './diagnose';

const element = (name: string, attributes = ''): string => `<xs:element name="${name}" type="xs:token" ${attributes}/>`;
const sequence = (content: string, attributes = ''): string => `<xs:sequence ${attributes}>${content}</xs:sequence>`;
const choice = (content: string, attributes = ''): string => `<xs:choice ${attributes}>${content}</xs:choice>`;
const all = (content: string, attributes = ''): string => `<xs:all ${attributes}>${content}</xs:all>`;
const optional = 'minOccurs="0"';
const endless = 'minOccurs="0" maxOccurs="unbounded"';

/** What the other declarations of each schema here are. */
const COMMON = `
  <xs:element name="vehicle" abstract="true" type="xs:token"/>
  <xs:element name="van" type="xs:token" substitutionGroup="t:vehicle"/>
  <xs:element name="boat" type="xs:token" substitutionGroup="t:vehicle"/>
  <xs:element name="alone" type="xs:token"/>
  <xs:group name="crew">${sequence(element('driver') + element('medic', optional))}</xs:group>
  <xs:complexType name="Wide">${sequence(element('x', optional))}</xs:complexType>
  <xs:complexType name="Narrow"><xs:complexContent><xs:restriction base="t:Wide">${sequence(element('x'))}</xs:restriction></xs:complexContent></xs:complexType>
  <xs:complexType name="Wider"><xs:complexContent><xs:extension base="t:Wide">${sequence(element('y', optional))}</xs:extension></xs:complexContent></xs:complexType>`;

/** A type with some content, and one that restricts it to another. */
function restricting(base: string, own: string): string {
  return `${COMMON}<xs:complexType name="Base">${base}</xs:complexType><xs:complexType name="Own"><xs:complexContent><xs:restriction base="t:Base">${own}</xs:restriction></xs:complexContent></xs:complexType>`;
}

function problemsOf(declarations: string): string[] {
  const text = schemaText(declarations);
  return checkSchema({ location: 'main.xsd', text }, () => undefined).problems.map(({ code, message, start, end }) => `${text.slice(start, end)} ${code}: ${message}`);
}

const [a, b, c] = [element('a'), element('b'), element('c')];
const ref = (name: string, attributes = ''): string => `<xs:element ref="t:${name}" ${attributes}/>`;
const any = (attributes = ''): string => `<xs:any ${attributes}/>`;
const typed = (name: string, type: string): string => `<xs:element name="${name}" type="${type}"/>`;

const RESTRICTIONS: readonly [what: string, base: string, own: string][] = [
  ['the same', sequence(a + b), sequence(a + b)],
  ['fewer times', sequence(element('a', 'maxOccurs="9"')), sequence(element('a', 'minOccurs="2" maxOccurs="3"'))],
  ['without what may be left out', sequence(a + element('b', optional) + c), sequence(a + c)],
  ['nothing, where all may be left out', sequence(element('a', optional) + choice(b + element('c', optional))), ''],
  ['no times is not at all', sequence(a + element('b', optional)), sequence(a + element('b', 'minOccurs="0" maxOccurs="0"'))],
  ['groups that only wrap others', sequence(sequence(a + sequence(b)) + choice(c)), choice(sequence(a + b + sequence(c)))],
  ['a named group is what it holds', sequence('<xs:group ref="t:crew"/>' + a), sequence(element('driver') + a)],
  ['fewer alternatives', choice(a + b + c), choice(a + c)],
  ['one of the alternatives', choice(a + b), sequence(b)],
  ['one of the alternatives, as often as there may be choices', choice(a + b, endless), sequence(element('b', endless))],
  ['choices in a row', choice(a + b + c, 'maxOccurs="3"'), sequence(b + a)],
  ['members of all in a row', all(a + b + element('c', optional)), sequence(b + a)],
  ['members of all', all(a + element('b', optional)), all(a)],
  ['elements for a wildcard', sequence(any('namespace="##targetNamespace" maxOccurs="4"')), sequence(a + choice(b + element('c', 'maxOccurs="3"')))],
  ['a smaller wildcard', sequence(any(`namespace="##other" processContents="lax" ${endless}`)), sequence(any('namespace="urn:u urn:v" maxOccurs="7"'))],
  ['for an abstract element one that stands for it', sequence(ref('vehicle')), sequence(ref('van'))],
  ['those that stand for it, in any order', sequence(ref('vehicle', endless)), choice(ref('boat') + ref('van'), endless)],
  ['an abstract element as it is', sequence(ref('vehicle', endless)), sequence(ref('vehicle', 'maxOccurs="4"'))],
  ['a restricted type', sequence(typed('a', 't:Wide')), sequence(typed('a', 't:Narrow'))],
  ['a narrower value', sequence(typed('a', 'xs:integer')), sequence(typed('a', 'xs:unsignedByte'))],
  ['one of what may be repeated, once', choice(a + b, 'maxOccurs="4"'), sequence(a)],
  ['any type for anyType', sequence('<xs:element name="a"/>'), sequence(typed('a', 't:Narrow'))],
  ['the same fixed value, written otherwise', sequence('<xs:element name="a" type="xs:decimal" fixed="1"/>'), sequence('<xs:element name="a" type="xs:decimal" fixed="1.0"/>')],
  ['very many', sequence(element('a', 'maxOccurs="999999999"')), sequence(element('a', 'maxOccurs="99999999"'))],
];

const attribute = (name: string, rest = 'type="xs:token"'): string => `<xs:attribute name="${name}" ${rest}/>`;

/** What a restriction may make of the attributes of its base. */
const ATTRIBUTES: readonly [what: string, base: string, own: string][] = [
  ['left as they are', attribute('p', 'use="required"') + attribute('q'), ''],
  ['required', attribute('p'), attribute('p', 'type="xs:token" use="required"')],
  ['taken away', attribute('p'), attribute('p', 'use="prohibited"')],
  ['narrower', attribute('p', 'type="xs:integer"'), attribute('p', 'type="xs:byte"')],
  ['fixed to the same value', attribute('p', 'type="xs:decimal" fixed="1"'), attribute('p', 'type="xs:decimal" fixed="1.0"')],
  ['those that a wildcard takes', '<xs:anyAttribute namespace="##local"/>', attribute('p')],
  ['fewer that a wildcard takes', '<xs:anyAttribute processContents="lax"/>', '<xs:anyAttribute namespace="##other"/>'],
  ['none that a wildcard takes', '<xs:anyAttribute/>', ''],
];

const ATTRIBUTES_BEYOND: readonly [base: string, own: string, message: string][] = [
  [attribute('p', 'use="required"'), attribute('p', ''), `the attribute 'p' is required by the base type; a restriction cannot make it optional`],
  [attribute('p'), attribute('q'), `the attribute 'q' is not allowed by the base type`],
  ['<xs:anyAttribute namespace="##other"/>', attribute('q'), `the attribute 'q' is not allowed by the base type`],
  [attribute('p', 'type="xs:int"'), attribute('p', 'type="xs:long"'), `the attribute 'p' has a type that is not the one of the base type, nor a restriction of it`],
  [attribute('p', 'type="xs:int" fixed="1"'), attribute('p', 'type="xs:int" fixed="2"'), `the attribute 'p' must keep the fixed value '1', which it has in the base type`],
  [attribute('p', 'type="xs:int" fixed="1"'), attribute('p', 'type="xs:int"'), `the attribute 'p' must keep the fixed value '1', which it has in the base type`],
  ['', '<xs:anyAttribute/>', 'this takes attributes of more namespaces than the base type does'],
  ['<xs:anyAttribute namespace="##other"/>', '<xs:anyAttribute/>', 'this takes attributes of more namespaces than the base type does'],
  ['<xs:anyAttribute/>', '<xs:anyAttribute processContents="skip"/>', `other attributes are checked as 'skip' here, in the base type as 'strict'; a restriction cannot be laxer`],
];

const BEYOND: readonly [what: string, base: string, own: string, message: string][] = [
  ['more often', sequence(element('a', 'minOccurs="2" maxOccurs="4"')), sequence(element('a', endless)), `'a' may stand any number of times, in the base 2 to 4 times`],
  ['less often', sequence(element('a', 'minOccurs="2" maxOccurs="4"') + b), sequence(element('a', 'maxOccurs="4"') + b), `'a' may stand 1 to 4 times, in the base 2 to 4 times`],
  ['what must be there', sequence(a + b), sequence(a), `the base asks for 'b', which is left out`],
  ['what must be there at last', sequence(a + b + c), sequence(a + b), `the base asks for 'c', which is left out`],
  ['what must be there first', sequence(a + b + c), sequence(b + c), `the base asks for 'a' before 'b'`],
  ['something new in between', sequence(a + b), sequence(a + c + b), `the base has no place for 'c' before 'b'`],
  ['all that must be there', sequence(a), '', 'it holds no elements, but the base asks for some'],
  ['something new', sequence(a + element('b', optional)), sequence(a + c), `the base has no place for 'c' here`],
  ['something where there was nothing', '', sequence(a), 'it holds elements, which the base does not'],
  ['another order', sequence(element('a', optional) + element('b', optional)), sequence(b + a), `the base has no place for 'a' here`],
  ['another order of alternatives', choice(a + b), choice(b + a), `the base has no place for 'a' here`],
  ['a new alternative', choice(a + b), choice(a + c), `the base has no place for 'c' here`],
  ['an optional one for an optional choice, which is the other way round', choice(a + b, optional), sequence(element('a', optional)), `'a' may stand at most once, in the base once`],
  ['a choice for a sequence', sequence(element('a', optional) + element('b', optional)), choice(a + b), `the choice of 'a' and 'b' cannot take the place of the sequence of 'a' and 'b'`],
  ['more than there may be choices', choice(a + b, 'maxOccurs="2"'), sequence(a + b + a), `the sequence of 'a', 'b' and 'a' may stand 3 times, in the base 1 to 2 times`],
  ['a member of all twice', all(a + element('b', optional)), sequence(a + element('b', optional) + a), `the base has no place for 'a' here`],
  ['without a member of all', all(a + b + c), sequence(b + a), `the base asks for 'c', which is left out`],
  ['an element for a wildcard of other namespaces', sequence(any('namespace="##other"')), sequence(a), `'a' is of the namespace 'urn:t', which the wildcard in the base does not take`],
  ['more elements than a wildcard takes', sequence(any('maxOccurs="2"')), sequence(a + element('b', 'maxOccurs="2"')), `the sequence of 'a' and 'b' may stand 2 to 3 times, in the base 1 to 2 times`],
  ['a larger wildcard', sequence(any('namespace="urn:u urn:v"')), sequence(any('namespace="##other"')), 'the wildcard takes namespaces that the one in the base does not'],
  ['a laxer wildcard', sequence(any('processContents="strict"')), sequence(any('processContents="skip"')), 'the wildcard says processContents="skip"; the base asks for strict'],
  ['a wildcard for an element', sequence(element('a', endless)), sequence(any()), `any element cannot take the place of 'a'`],
  ['an element that does not stand for the other', sequence(ref('vehicle')), sequence(ref('alone')), `the base has no place for 'alone' here`],
  ['another type', sequence(typed('a', 'xs:int')), sequence(typed('a', 'xs:string')), `the type of 'a' is not the one that it has in the base, nor a restriction of it`],
  ['an extended type', sequence(typed('a', 't:Wide')), sequence(typed('a', 't:Wider')), `the type of 'a' is not the one that it has in the base, nor a restriction of it`],
  ['nillable', sequence(a), sequence(element('a', 'nillable="true"')), `'a' is nillable, which it is not in the base`],
  ['another fixed value', sequence(element('a', 'fixed="x"')), sequence(element('a', 'fixed="y"')), `'a' must keep the fixed value 'x', which it has in the base`],
  ['no fixed value', sequence(element('a', 'fixed="x"')), sequence(a), `'a' must keep the fixed value 'x', which it has in the base`],
  ['a type that is no longer blocked', sequence(element('a', 'block="restriction"')), sequence(a), `'a' must block restriction, as it does in the base`],
  ['deep inside, the innermost reason', sequence(a + choice(sequence(b + element('c', 'maxOccurs="3"')) + element('d'), 'maxOccurs="2"')), sequence(a + choice(sequence(b + element('c', 'maxOccurs="5"')) + element('d'))), `'c' may stand 1 to 5 times, in the base 1 to 3 times`],
];

suite('schemas: a restriction is no more than its base', () => {
  for (const [what, base, own] of RESTRICTIONS) test(`it may be: ${what}`, () => assert.deepEqual(problemsOf(restricting(base, own)), []));
  for (const [what, base, own, message] of BEYOND) {
    test(`it cannot be: ${what}`, () => assert.deepEqual(problemsOf(restricting(base, own)), [`t:Base invalid-schema: this is no restriction of 'Base': ${message}`]));
  }

  for (const [what, base, own] of ATTRIBUTES) test(`attributes may be: ${what}`, () => assert.deepEqual(problemsOf(restricting(base, own)), []));
  for (const [base, own, message] of ATTRIBUTES_BEYOND) test(message, () => assert.deepEqual(problemsOf(restricting(base, own)), [`xs:restriction invalid-schema: ${message}`]));

  test('of anyType everything is a restriction', () => assert.deepEqual(problemsOf(`<xs:complexType name="Own"><xs:complexContent><xs:restriction base="xs:anyType">${choice(a + b, endless)}<xs:anyAttribute processContents="skip"/></xs:restriction></xs:complexContent></xs:complexType>`), []));

  test('a redefined group holds what it redefines once, or is a restriction of it', () => {
    const redefined = (group: string): string[] => {
      const text = schemaText(`<xs:redefine schemaLocation="old.xsd">${group}</xs:redefine>`);
      const old = schemaText(`<xs:group name="g">${sequence(a + element('b', optional))}</xs:group><xs:attributeGroup name="h">${attribute('p', 'use="required"')}</xs:attributeGroup>`);
      return checkSchema({ location: 'main.xsd', text }, (location) => ({ location, text: old })).problems.map(({ message, start, end }) => `${text.slice(start, end)}: ${message}`);
    };
    const group = (content: string): string => `<xs:group name="g">${content}</xs:group>`;
    const held = '<xs:group ref="t:g"/>';
    assert.deepEqual(redefined(group(sequence(held + c))), []);
    assert.deepEqual(redefined(group(sequence(a))), []);
    assert.deepEqual(redefined(group(sequence(a + c))), [`g: this is no restriction of 'g': the base has no place for 'c' here`]);
    assert.deepEqual(redefined(group(sequence(held + choice(c + held)))), [`t:g: a redefined group can hold what it redefines once only`]);
    assert.deepEqual(redefined(group(sequence('<xs:group ref="t:g" minOccurs="0"/>'))), [`0: what is redefined stands exactly once here; 'minOccurs' must be 1`]);
    assert.deepEqual(redefined(`<xs:attributeGroup name="h"><xs:attributeGroup ref="t:h"/>${attribute('q')}</xs:attributeGroup>`), []);
    assert.deepEqual(redefined(`<xs:attributeGroup name="h">${attribute('p', 'use="required"')}${attribute('q')}</xs:attributeGroup>`), [`xs:attributeGroup: the attribute 'q' is not allowed by the base type`]);
    assert.deepEqual(redefined('<xs:attributeGroup name="h"/>'), [`xs:attributeGroup: the attribute 'p' is required by what this redefines; it cannot be left out`]);
  });

  test('each step is held against the one before it', () => assert.deepEqual(problemsOf(`
    <xs:complexType name="One">${sequence(element('a', endless) + element('b', optional))}</xs:complexType>
    <xs:complexType name="Two"><xs:complexContent><xs:restriction base="t:One">${sequence(element('a', 'maxOccurs="5"'))}</xs:restriction></xs:complexContent></xs:complexType>
    <xs:complexType name="Three"><xs:complexContent><xs:extension base="t:Two">${sequence(c)}</xs:extension></xs:complexContent></xs:complexType>
    <xs:complexType name="Four"><xs:complexContent><xs:restriction base="t:Three">${sequence(element('a', 'maxOccurs="6"') + c)}</xs:restriction></xs:complexContent></xs:complexType>`),
  [`t:Three invalid-schema: this is no restriction of 'Three': 'a' may stand 1 to 6 times, in the base 1 to 5 times`]));

  test('a value for mixed content, where the elements may be left out', () => {
    const declared = (occurrence: string): string => `<xs:complexType name="Base" mixed="true">${sequence(element('a', occurrence))}</xs:complexType>
      <xs:complexType name="Own"><xs:simpleContent><xs:restriction base="t:Base"><xs:simpleType><xs:restriction base="xs:int"/></xs:simpleType></xs:restriction></xs:simpleContent></xs:complexType>`;
    assert.deepEqual(problemsOf(declared(optional)), []);
    assert.deepEqual(problemsOf(declared('')), [`t:Base invalid-schema: this is no restriction of 'Base': it holds no elements, but the base asks for some`]);
  });

  test('what is too large to be compared is a hint, and is taken', () => {
    const alternatives = Array.from({ length: 1500 }, (_, index) => element(`e${index}`)).join('');
    const text = schemaText(restricting(choice(alternatives, endless), sequence(alternatives)));
    const { grammar, problems } = checkSchema({ location: 'main.xsd', text }, () => undefined);
    assert.deepEqual(problems.map(({ severity, message }) => `${severity}: ${message}`), [`warning: the content is too large to be held against that of 'Base'; it is taken as it is`]);
    assert.ok(grammar);
  });

  test('deep nesting costs no more than its size', () => {
    const nested = (depth: number, innermost: string): string => (depth === 0 ? innermost : choice(sequence(nested(depth - 1, innermost) + element(`y${depth}`), optional) + element(`z${depth}`), optional));
    assert.deepEqual(problemsOf(restricting(nested(40, a), nested(40, b))), [`t:Base invalid-schema: this is no restriction of 'Base': the base has no place for 'b' before 'a'`]);
    assert.deepEqual(problemsOf(restricting(nested(60, a), choice(element('b', endless)))), [`t:Base invalid-schema: this is no restriction of 'Base': the base has no place for 'b' here`]);
  });
});
