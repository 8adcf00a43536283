import assert from 'node:assert/strict';
import { compileSchema, SchemaError } from '../../server/src/schema';
import { assertVerdict, grammarOf, schemaText } from './diagnose';

const type = (content: string): string => `<xs:complexType name="T">${content}</xs:complexType>`;
const model = (particles: string): string => type(`<xs:sequence>${particles}</xs:sequence>`);
const simple = (base: string, facets: string): string => `<xs:simpleType name="S"><xs:restriction base="${base}">${facets}</xs:restriction></xs:simpleType>`;

/** What is said of a schema, and the text that it is said of. */
const REFUSED: readonly [declarations: string, message: string, at: string][] = [
  [type('<xs:all/>'), `'xs:all' is not supported in 'complexType'`, 'xs:all'],
  ['<xs:redefine schemaLocation="x"/>', `'xs:redefine' is not supported in 'schema'`, 'xs:redefine'],
  ['<other/>', `'other' is not supported in 'schema'`, 'other'],
  ['<xs:element name="a" substitutionGroup="t:b"/>', `'substitutionGroup' is not supported on 'element'`, 'substitutionGroup'],
  ['<xs:element name="a" abstract="true"/>', `'abstract' is not supported on 'element'`, 'abstract'],
  ['<xs:element name="a" nillable="1"/>', `'nillable' is not supported on 'element'`, 'nillable'],
  ['<xs:element name="a" default="x"/>', `'default' is not supported on 'element'`, 'default'],
  ['<xs:element name="a"><xs:key name="k"/></xs:element>', `'key' must begin with a selector`, 'xs:key'],
  ['<xs:element name="a" type="t:Nope"/>', `'Nope' is not declared: no such type in the schema`, 'xs:element'],
  ['<xs:element name="a" type="xs:nope"/>', `'nope' is not a simple type of XML Schema`, 'xs:element'],
  ['<xs:element name="a" type="x:T"/>', `the prefix of 'x:T' is not declared`, 'xs:element'],
  ['<xs:element name="a"/><xs:element name="a"/>', `'a' is declared twice`, 'xs:element'],
  ['<xs:element name="a" type="xs:int"><xs:simpleType/></xs:element>', `'element' needs either 'type' or a type inside it`, 'xs:element'],
  [model('<xs:element name="a" maxOccurs="1001"/>'), 'maxOccurs of more than 1000 is not supported', 'xs:element name="a"'],
  [model('<xs:element name="a" minOccurs="2"/>'), 'minOccurs is more than maxOccurs', 'xs:element name="a"'],
  [model('<xs:element name="a" minOccurs="few"/>'), `'few' is not a whole number`, 'xs:element name="a"'],
  [model('<xs:sequence maxOccurs="100"><xs:element name="a" maxOccurs="100"/></xs:sequence>'), 'the content model is too large: more than 4000 elements when its repetitions are written out', 'xs:complexType'],
  [model('<xs:element name="a" minOccurs="0"/><xs:element name="a"/>'), `the content model is ambiguous: 'a' could be two things at one place`, 'xs:complexType'],
  [model('<xs:any minOccurs="0"/><xs:element name="a"/>'), `the content model is ambiguous: 'a' could be two things at one place`, 'xs:complexType'],
  [model('<xs:any minOccurs="0"/><xs:any namespace="urn:u"/>'), 'the content model is ambiguous: two wildcards take the same elements at one place', 'xs:complexType'],
  [model('<xs:element name="a" type="xs:int"/><xs:element name="a"/>'), `'a' has two types in one content model`, 'xs:complexType'],
  [model('<xs:choice/>'), 'a choice of nothing can never be satisfied', 'xs:choice'],
  [model('<xs:any namespace="##wrong"/>'), `'##wrong' is not a namespace`, 'xs:any'],
  [type('<xs:sequence/><xs:sequence/>'), 'a type has one content model only', 'xs:sequence'],
  [type('<xs:group ref="t:g"/>'), `'g' is not declared: no such group in the schema`, 'xs:group'],
  ['<xs:group name="g"><xs:sequence><xs:group ref="t:g"/></xs:sequence></xs:group>', `'g' is defined by itself`, 'xs:group'],
  [type('<xs:complexContent><xs:extension base="t:T"/></xs:complexContent>'), `'T' is defined by itself`, 'xs:complexType'],
  [type('<xs:complexContent><xs:extension base="xs:anyType"/></xs:complexContent>'), 'an extension of anyType is not supported', 'xs:extension'],
  [type('<xs:simpleContent><xs:restriction base="xs:string"/></xs:simpleContent>'), 'simple content can be restricted only where the base is a complex type', 'xs:restriction'],
  [type('<xs:anyAttribute processContents="maybe"/>'), `'maybe' is none of strict, lax, skip`, 'xs:anyAttribute'],
  [type('<xs:attribute name="a"/><xs:attribute name="a"/>'), `the attribute 'a' is declared twice`, 'xs:attribute'],
  [type('<xs:attribute name="a" type="xs:unsignedByte" fixed="x"/>'), `the fixed value does not fit the type: 'x' is not a whole number from 0 to 255`, 'xs:attribute'],
  [type('<xs:attribute name="a" use="maybe"/>'), `'maybe' is none of optional, required, prohibited`, 'xs:attribute'],
  [simple('xs:string', '<xs:pattern value="\\p{IsGreek}"/>'), String.raw`the pattern '\p{IsGreek}' cannot be used: '\p{IsGreek}' is not supported`, 'xs:restriction'],
  [simple('xs:string', '<xs:pattern value="[a-"/>'), `the pattern '[a-' cannot be used: '[' is not closed`, 'xs:restriction'],
  [simple('xs:string', '<xs:pattern value="a**"/>'), `the pattern 'a**' cannot be read`, 'xs:restriction'],
  [simple('xs:string', '<xs:minInclusive value="1"/>'), 'minInclusive is not supported for this type', 'xs:restriction'],
  [simple('xs:unsignedByte', '<xs:maxInclusive value="300"/>'), `the value of 'maxInclusive' does not fit the type: '300' is not a whole number from 0 to 255`, 'xs:maxInclusive'],
  [simple('xs:string', '<xs:length value="-1"/>'), `'-1' is not a whole number`, 'xs:length'],
  [simple('xs:string', '<xs:sequence/>'), `'sequence' cannot stand in a simple type`, 'xs:sequence'],
  [simple('t:S', ''), `'S' is defined by itself`, 'xs:simpleType'],
  ['<xs:simpleType name="S"><xs:union/></xs:simpleType>', 'this union has no members', 'xs:union'],
  ['<xs:include schemaLocation="gone.xsd"/>', `the schema 'gone.xsd' was not found`, 'xs:include'],
  ['<xs:import namespace="urn:u"/>', `the schema 'urn:u' was not found`, 'xs:import'],
  ['<xs:import namespace="urn:u" schemaLocation="t.xsd"/>', `'t.xsd' declares the namespace 'urn:t', not 'urn:u'`, 'xs:import'],
  ['<xs:element name="a"><xs:complexType></xs:element>', `'xs:complexType' has no end tag; add '</xs:complexType>' where it ends`, 'xs:complexType'],
  [model(`${'<xs:sequence>'.repeat(5000)}${'</xs:sequence>'.repeat(5000)}`), 'more than 200 elements inside each other are not supported', 'xs:sequence'],
];

suite('schemas that cannot be used', () => {
  for (const [declarations, message, at] of REFUSED) {
    test(message.slice(0, 90), () => {
      const error = refusal(() => grammarOf(declarations, { 't.xsd': schemaText('') }));
      assert.equal(error.message, message);
      const found = schemaText(declarations).slice(error.offset);
      assert.ok(found.startsWith(at), `at ${found.slice(0, 30)}`);
      assert.equal(error.location, 'main.xsd');
    });
  }

  test('what is no schema', () => {
    for (const text of ['', 'text', '<a/>', '<xs:schema/>', '\u0000', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>']) {
      assert.ok(!refusal(() => compileSchema({ location: 'a', text }, () => undefined)).message.includes('\n'));
    }
  });

  test('a mistake in an included document is reported there', () => {
    const error = refusal(() => grammarOf('<xs:include schemaLocation="b.xsd"/>', { 'b.xsd': schemaText('<xs:element name="a" type="t:Nope"/>') }));
    assert.equal(error.location, 'b.xsd');
  });
});

function refusal(compile: () => unknown): SchemaError {
  try {
    compile();
  } catch (error) {
    assert.ok(error instanceof SchemaError, String(error));
    return error;
  }
  return assert.fail('the schema was accepted');
}

suite('schemas and what they say of documents', () => {
  test('included without a namespace: it takes the one of who includes it', () => assertVerdict(`
<a xmlns="urn:t"><b>x</b></a>
                    ^ invalid-value: 'x' is not true or false`,
  grammarOf('<xs:include schemaLocation="b.xsd"/><xs:element name="a" type="t:A"/>', {
    'b.xsd': schemaText('<xs:complexType name="A"><xs:sequence><xs:element name="b" type="B"/></xs:sequence></xs:complexType><xs:simpleType name="B"><xs:restriction base="xs:boolean"/></xs:simpleType>', 'elementFormDefault="qualified"'),
  })));

  test('documents that include each other', () => assertVerdict(`
<a xmlns="urn:t"><b/></a>
                  ^ invalid-value: a value is missing; expected true or false`,
  grammarOf('<xs:include schemaLocation="b.xsd"/><xs:element name="a" type="t:A"/><xs:simpleType name="B"><xs:restriction base="xs:boolean"/></xs:simpleType>', {
    'main.xsd': '', 'b.xsd': schemaText('<xs:include schemaLocation="b.xsd"/><xs:complexType name="A"><xs:sequence><xs:element name="b" type="t:B"/></xs:sequence></xs:complexType>'),
  })));

  test('imported: the form of local names is that of their own document', () => assertVerdict(`
<a xmlns="urn:t" xmlns:u="urn:u"><u:b><c xmlns=""/><u:c/></u:b></a>
                                                    ^^^ unexpected-element: 'c' is not allowed in 'b'; nothing more may stand in 'b'`,
  grammarOf('<xs:import namespace="urn:u" schemaLocation="u.xsd"/><xs:element name="a"><xs:complexType><xs:sequence><xs:element ref="u:b" xmlns:u="urn:u"/></xs:sequence></xs:complexType></xs:element>', {
    'u.xsd': schemaText('<xs:element name="b"><xs:complexType><xs:sequence><xs:element name="c"/></xs:sequence></xs:complexType></xs:element>', 'targetNamespace="urn:u"'),
  })));

  const derived = grammarOf(`
    <xs:complexType name="Base"><xs:sequence><xs:element name="x"/></xs:sequence><xs:attribute name="p"/><xs:attribute name="q"/></xs:complexType>
    <xs:element name="longer"><xs:complexType><xs:complexContent><xs:extension base="t:Base"><xs:sequence><xs:element name="y"/></xs:sequence><xs:attribute name="r" use="required"/></xs:extension></xs:complexContent></xs:complexType></xs:element>
    <xs:element name="shorter"><xs:complexType><xs:complexContent><xs:restriction base="t:Base"><xs:sequence><xs:element name="x"/></xs:sequence><xs:attribute name="q" use="prohibited"/></xs:restriction></xs:complexContent></xs:complexType></xs:element>
    <xs:complexType name="Size"><xs:simpleContent><xs:extension base="xs:unsignedByte"><xs:attribute name="unit" fixed="m"/></xs:extension></xs:simpleContent></xs:complexType>
    <xs:element name="small"><xs:complexType><xs:simpleContent><xs:restriction base="t:Size"><xs:maxInclusive value="9"/></xs:restriction></xs:simpleContent></xs:complexType></xs:element>
    <xs:element name="mixed"><xs:complexType mixed="true"><xs:sequence><xs:element ref="t:small" minOccurs="0"/></xs:sequence></xs:complexType></xs:element>
    <xs:element name="strict"><xs:complexType><xs:sequence><xs:any/></xs:sequence></xs:complexType></xs:element>
    <xs:element name="skip"><xs:complexType><xs:sequence><xs:any processContents="skip"/></xs:sequence><xs:anyAttribute namespace="##local" processContents="strict"/></xs:complexType></xs:element>
    <xs:element name="anything"/>`);

  test('an extension adds elements and attributes', () => assertVerdict(`
<longer xmlns="urn:t" p="" q="" s=""><x/></longer>
 ^^^^^^ missing-attribute: 'longer' lacks the attribute 'r'
 ^^^^^^ missing-element: 'longer' lacks 'y'
                                ^ unexpected-attribute: attribute 's' is not allowed in 'longer'; expected 'r'`, derived));

  test('a restriction takes away', () => assertVerdict(`
<shorter xmlns="urn:t" p="" q=""><x/></shorter>
                            ^ unexpected-attribute: attribute 'q' is not allowed in 'shorter'`, derived));

  test('a value with attributes, narrowed', () => assertVerdict(`
<small xmlns="urn:t" unit="km">10</small>
                           ^^ invalid-value: 'km' is not 'm', the only value allowed
                               ^^ invalid-value: '10' is not a whole number from 0 to 9`, derived));

  test('mixed content', () => assertVerdict(`
<mixed xmlns="urn:t">text <small>1</small> text <small>2</small></mixed>
                                                 ^^^^^ unexpected-element: 'small' is not allowed here; nothing more may stand in 'mixed'`, derived));

  test('a strict wildcard wants what the schema declares', () => {
    assertVerdict(`
<strict xmlns="urn:t"><small>10</small></strict>
                             ^^ invalid-value: '10' is not a whole number from 0 to 9`, derived);
    assertVerdict(`
<strict xmlns="urn:t"><foreign xmlns="urn:v"/></strict>
                       ^^^^^^^ unexpected-element: 'foreign' is not declared in the schema`, derived);
    assertVerdict(`
<strict xmlns="urn:t"></strict>
 ^^^^^^ missing-element: 'strict' lacks an element`, derived);
  });

  test('a wildcard that skips looks at nothing', () => assertVerdict(`
<skip xmlns="urn:t" local=""><small><small>10</small></small></skip>
                    ^^^^^ unexpected-attribute: attribute 'local' is not allowed in 'skip'`, derived));

  test('anyType takes everything, and checks what it knows', () => assertVerdict(`
<anything xmlns="urn:t" a="b">text <x>more</x><small>10</small></anything>
                                                     ^^ invalid-value: '10' is not a whole number from 0 to 9`, derived));
});
