import assert from 'node:assert/strict';
import { validate } from '../../server/src/schema';
import { parse } from '../../server/src/syntax/parse';
import { assertVerdict, grammarOf, schemaText } from './diagnose';

suite('schema: substitution groups', () => {
  const group = grammarOf(`
    <xs:element name="r"><xs:complexType><xs:sequence><xs:element ref="t:vehicle" maxOccurs="unbounded"/><xs:element name="end"/></xs:sequence></xs:complexType></xs:element>
    <xs:element name="vehicle" type="t:Vehicle" abstract="true"/>
    <xs:element name="car" type="t:Car" substitutionGroup="t:vehicle"/>
    <xs:element name="taxi" substitutionGroup="t:car"/>
    <xs:element name="bus" type="t:Vehicle" substitutionGroup="t:vehicle" block="restriction"/>
    <xs:complexType name="Vehicle"><xs:attribute name="wheels" type="xs:unsignedByte"/></xs:complexType>
    <xs:complexType name="Car"><xs:complexContent><xs:extension base="t:Vehicle"><xs:attribute name="doors" type="xs:unsignedByte"/></xs:extension></xs:complexContent></xs:complexType>`);

  test('the members stand for the head, through other members too, each by its own type', () => assertVerdict(`
<r xmlns="urn:t"><car doors="x"/><taxi doors="4"/><bus doors="2"/><end/></r>
                             ^ invalid-value: 'x' is not a whole number from 0 to 255
                                                       ^^^^^ unexpected-attribute: attribute 'doors' is not allowed in 'bus'; expected 'wheels'`, group));

  test('an abstract head is none of them', () => {
    assertVerdict(`
<r xmlns="urn:t"><car/><vehicle/><end/></r>
                        ^^^^^^^ unexpected-element: 'vehicle' is not allowed in 'r'; expected 'car', 'taxi', 'bus' or 'end'`, group);
    assertVerdict(`
<vehicle xmlns="urn:t"/>
 ^^^^^^^ unexpected-element: 'vehicle' is abstract: use an element that stands for it`, group);
  });

  test('what is missing is one of them', () => assertVerdict(`
<r xmlns="urn:t"></r>
 ^ missing-element: 'r' lacks 'car', 'taxi' or 'bus'`, group));

  const blocked = grammarOf(`
    <xs:element name="r"><xs:complexType><xs:choice maxOccurs="unbounded"><xs:element ref="t:a"/><xs:element ref="t:b"/><xs:element ref="t:c"/></xs:choice></xs:complexType></xs:element>
    <xs:element name="a" type="t:T" block="substitution"/><xs:element name="a1" substitutionGroup="t:a"/>
    <xs:element name="b" type="t:T" block="extension"/><xs:element name="b1" substitutionGroup="t:b"/><xs:element name="b2" type="t:U" substitutionGroup="t:b"/>
    <xs:element name="c" type="t:B"/><xs:element name="c1" type="t:C" substitutionGroup="t:c"/>
    <xs:complexType name="T"/><xs:complexType name="U"><xs:complexContent><xs:extension base="t:T"><xs:attribute name="x"/></xs:extension></xs:complexContent></xs:complexType>
    <xs:complexType name="B" block="#all"/><xs:complexType name="C"><xs:complexContent><xs:extension base="t:B"/></xs:complexContent></xs:complexType>`);

  test('block keeps members out: of any kind, of a kind of derivation, by the type', () => assertVerdict(`
<r xmlns="urn:t"><a/><a1/><b1/><b2/><c/><c1/></r>
                      ^^ unexpected-element: 'a1' is not allowed in 'r'; expected 'a', 'b', 'b1' or 'c'
                                ^^ unexpected-element: 'b2' is not allowed in 'r'; expected 'a', 'b', 'b1' or 'c'
                                         ^^ unexpected-element: 'c1' is not allowed in 'r'; expected 'a', 'b', 'b1' or 'c'`, blocked));
});

suite('schema: all', () => {
  const element = (name: string, occurs = ''): string => `<xs:element name="${name}" ${occurs}/>`;
  const all = grammarOf(`
    <xs:group name="g"><xs:all>${element('a')}${element('b')}${element('c', 'minOccurs="0"')}</xs:all></xs:group>
    <xs:element name="r"><xs:complexType><xs:group ref="t:g"/></xs:complexType></xs:element>
    <xs:element name="o"><xs:complexType><xs:group ref="t:g" minOccurs="0"/></xs:complexType></xs:element>
    <xs:element name="many"><xs:complexType><xs:all>${Array.from({ length: 300 }, (_, index) => element(`e${index}`)).join('')}</xs:all></xs:complexType></xs:element>`);

  test('each once, in any order', () => {
    for (const order of ['ab', 'ba', 'abc', 'cba', 'bca']) assertVerdict(`<r xmlns="urn:t">${[...order].map((name) => `<${name}/>`).join('')}</r>`, all);
  });

  test('one twice, one left out', () => assertVerdict(`
<r xmlns="urn:t"><b/><c/><b/></r>
                          ^ unexpected-element: 'b' is not allowed here; expected 'a'`, all));

  test('what is required is named, all of it', () => assertVerdict(`
<r xmlns="urn:t"><c/></r>
 ^ missing-element: 'r' lacks 'a' and 'b'`, all));

  test('all of it or nothing, where it is optional', () => {
    assertVerdict('<o xmlns="urn:t"/>', all);
    assertVerdict(`
<o xmlns="urn:t"><b/></o>
 ^ missing-element: 'o' lacks 'a'`, all);
  });

  test('three hundred in reverse', () => {
    const children = Array.from({ length: 300 }, (_, index) => `<e${299 - index}/>`);
    assertVerdict(`<many xmlns="urn:t">${children.join('')}</many>`, all);
    assertVerdict(`
<many xmlns="urn:t">${children.slice(1).join('')}</many>
 ^^^^ missing-element: 'many' lacks 'e299'`, all);
  });
});

suite('schema: counted repetitions', () => {
  const model = (particles: string): ReturnType<typeof grammarOf> => grammarOf(`<xs:element name="r"><xs:complexType><xs:sequence>${particles}</xs:sequence></xs:complexType></xs:element>`);
  const isValid = (grammar: ReturnType<typeof grammarOf>, inner: string): boolean => validate(parse(`<r xmlns="urn:t">${inner}</r>`), grammar).length === 0;
  const some = (number: number, inner = '<a/>'): string => inner.repeat(number);

  test('one element', () => {
    const grammar = model('<xs:element name="a" minOccurs="70" maxOccurs="5000"/><xs:element name="b" minOccurs="0"/>');
    for (const [number, valid] of [[69, false], [70, true], [5000, true], [5001, false]] as const) {
      assert.equal(isValid(grammar, some(number)), valid, String(number));
      assert.equal(isValid(grammar, `${some(number)}<b/>`), valid, String(number));
    }
  });

  test('a group', () => {
    const grammar = model('<xs:sequence minOccurs="3" maxOccurs="100000"><xs:element name="a"/><xs:element name="b" minOccurs="0" maxOccurs="200"/></xs:sequence>');
    assert.equal(isValid(grammar, some(2)), false);
    assert.equal(isValid(grammar, some(3)), true);
    assert.equal(isValid(grammar, `<a/>${some(200, '<b/>')}<a/>${some(200, '<b/>')}<a/>`), true);
    assert.equal(isValid(grammar, `<a/>${some(201, '<b/>')}<a/><a/>`), false);
    assert.equal(isValid(grammar, some(100_000)), true);
    assert.equal(isValid(grammar, some(100_001)), false);
  });

  test('a group of nothing but optional parts', () => {
    const grammar = model('<xs:sequence minOccurs="2" maxOccurs="100"><xs:element name="a" minOccurs="0"/><xs:element name="b" minOccurs="0"/></xs:sequence>');
    assert.equal(isValid(grammar, ''), true);
    assert.equal(isValid(grammar, some(100, '<a/><b/>')), true);
    assert.equal(isValid(grammar, some(100, '<b/><a/>')), false);
    assert.equal(isValid(grammar, some(99, '<b/><a/>')), true);
    assert.equal(isValid(grammar, some(101)), false);
  });

  test('a fixed number is told from what comes after it', () => {
    const grammar = model('<xs:element name="a" minOccurs="100" maxOccurs="100"/><xs:element name="a" minOccurs="0"/>');
    assert.deepEqual([99, 100, 101, 102].map((number) => isValid(grammar, some(number))), [false, true, true, false]);
  });

  test('where it is not certain which repetition a child belongs to, all are written out', () => {
    const grammar = model('<xs:sequence minOccurs="0" maxOccurs="50"><xs:element name="a" minOccurs="2" maxOccurs="3"/></xs:sequence>');
    assert.deepEqual([0, 1, 2, 7, 149, 150, 151].map((number) => isValid(grammar, some(number))), [true, false, true, true, true, true, false]);
  });

  test('what is said', () => {
    const grammar = model('<xs:element name="a" minOccurs="70" maxOccurs="100"/><xs:element name="b"/>');
    assertVerdict(`
<r xmlns="urn:t"><a/><b/></r>
                      ^ missing-element: 'a' is missing before 'b'`, grammar);
    assertVerdict(`
<r xmlns="urn:t"><a/></r>
 ^ missing-element: 'r' lacks 'a' and 'b'`, grammar);
    assertVerdict(`
<r xmlns="urn:t">${some(100)}
<a/><b/></r>
 ^ unexpected-element: 'a' is not allowed here; expected 'b'`, grammar);
  });

  test('nothing, however often, is nothing', () => {
    const grammar = model(`${'<xs:sequence maxOccurs="3000">'.repeat(20)}${'</xs:sequence>'.repeat(20)}<xs:element name="a"/>`);
    assert.equal(isValid(grammar, '<a/>'), true);
    assert.equal(isValid(model('<xs:choice/>'), ''), false);
    assert.equal(isValid(model('<xs:choice minOccurs="0"/>'), ''), true);
  });

  test('numbers beyond all documents', () => {
    const grammar = model('<xs:element name="a" minOccurs="1" maxOccurs="79228162514264337593543950335"/>');
    assert.deepEqual([0, 1, 2].map((number) => isValid(grammar, some(number))), [false, true, true]);
  });

  test('the cost of mistakes does not grow with how high it counts', function () {
    this.timeout(20_000);
    const costOf = (most: number): number => {
      const grammar = model(`<xs:sequence minOccurs="0" maxOccurs="${most}"><xs:element name="a" minOccurs="${most}" maxOccurs="${most}"/><xs:element name="b"/></xs:sequence>`);
      const tree = parse(`<r xmlns="urn:t">${some(4000, '<a/><b/><c/>')}</r>`);
      const times = [1, 2, 3].map(() => {
        const before = process.hrtime.bigint();
        assert.ok(validate(tree, grammar).length >= 4000);
        return Number(process.hrtime.bigint() - before);
      });
      return Math.min(...times);
    };
    costOf(100);
    assert.ok(costOf(900_000_000) < costOf(100) * 5);
  });
});

suite('schema: xsi:type and xsi:nil', () => {
  const XSI = 'xmlns="urn:t" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
  const shapes = grammarOf(`
    <xs:complexType name="Shape" abstract="true"/>
    <xs:complexType name="Circle"><xs:complexContent><xs:extension base="t:Shape"><xs:attribute name="radius" type="xs:decimal" use="required"/></xs:extension></xs:complexContent></xs:complexType>
    <xs:complexType name="Square"><xs:complexContent><xs:extension base="t:Shape"><xs:sequence><xs:element name="side" type="xs:decimal"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>
    <xs:complexType name="Other"/>
    <xs:element name="shape" type="t:Shape"/>
    <xs:element name="n" type="xs:decimal" nillable="true"/>
    <xs:element name="u"><xs:simpleType><xs:union memberTypes="xs:date xs:int"/></xs:simpleType></xs:element>
    <xs:element name="blocked" type="t:Base" block="extension"/>
    <xs:complexType name="Base"/><xs:complexType name="More"><xs:complexContent><xs:extension base="t:Base"/></xs:complexContent></xs:complexType><xs:complexType name="Less"><xs:complexContent><xs:restriction base="t:Base"/></xs:complexContent></xs:complexType>
    <xs:element name="list" nillable="true"><xs:complexType><xs:sequence><xs:element name="x"/></xs:sequence><xs:attribute name="id" use="required"/></xs:complexType></xs:element>
    <xs:element name="only" type="xs:int" nillable="true" fixed="7"/>
    <xs:element name="strict"><xs:complexType><xs:sequence><xs:any/></xs:sequence></xs:complexType></xs:element>
    <xs:element name="any"/>`);

  test('the named type counts', () => {
    assertVerdict(`
<shape ${XSI} xsi:type="Circle"/>
 ^^^^^ missing-attribute: 'shape' lacks the attribute 'radius'`, shapes);
    assertVerdict(`
<shape ${XSI} xsi:type=" Square "><side>x</side></shape>
                                                                                                     ^ invalid-value: 'x' is not a decimal number`, shapes);
    assertVerdict(`
<n ${XSI} xmlns:xs="http://www.w3.org/2001/XMLSchema" xsi:type="xs:byte">300</n>
                                                                                                                                      ^^^ invalid-value: '300' is not a whole number from -128 to 127`, shapes);
  });

  test('an abstract type wants another', () => {
    assertVerdict(`
<shape ${XSI}/>
 ^^^^^ missing-attribute: 'shape' lacks xsi:type, since its type is abstract; expected 'Circle' or 'Square'`, shapes);
    assertVerdict(`
<shape ${XSI} xsi:type="Shape"/>
                                                                                     ^^^^^ invalid-value: the type 'Shape' is abstract; expected 'Circle' or 'Square'`, shapes);
  });

  test('a type that cannot stand there', () => {
    assertVerdict(`
<shape ${XSI} xsi:type="Other"/>
                                                                                     ^^^^^ invalid-value: the type 'Other' cannot stand here; expected 'Circle' or 'Square'`, shapes);
    assertVerdict(`
<shape ${XSI} xsi:type="Cirle"/>
                                                                                     ^^^^^ invalid-value: 'Cirle' is not a type of the schema; did you mean 'Circle'?`, shapes);
    assertVerdict(`
<shape ${XSI} xsi:type="z:Circle"/>
                                                                                     ^^^^^^^^ invalid-value: the prefix of 'z:Circle' is not declared`, shapes);
    assertVerdict(`
<blocked ${XSI} xsi:type="More"/>
                                                                                       ^^^^ invalid-value: the type 'More' cannot stand here; expected 'Base' or 'Less'`, shapes);
    assertVerdict(`<blocked ${XSI} xsi:type="Less"/>`, shapes);
  });

  test('a member stands for a union', () => {
    assertVerdict(`<u ${XSI} xmlns:xs="http://www.w3.org/2001/XMLSchema" xsi:type="xs:byte">1</u>`, shapes);
    assertVerdict(`
<u ${XSI} xmlns:xs="http://www.w3.org/2001/XMLSchema" xsi:type="xs:time">08:00:00</u>
                                                                                                                             ^^^^^^^ invalid-value: the type 'xs:time' cannot stand here; expected no other type
                                                                                                                                      ^^^^^^^^ invalid-value: '08:00:00' is not a date such as 2026-01-31, or a whole number from -2147483648 to 2147483647`, shapes);
  });

  test('an undeclared element with a type is checked by it', () => {
    assertVerdict(`
<any ${XSI}><x xsi:type="Circle" radius="?"/></any>
                                                                                                      ^ invalid-value: '?' is not a decimal number`, shapes);
    assertVerdict(`<strict ${XSI}><x xsi:type="Circle" radius="1"/></strict>`, shapes);
    assertVerdict(`
<strict ${XSI}><x/></strict>
                                                                             ^ unexpected-element: 'x' is not declared in the schema`, shapes);
  });

  test('nil is nothing at all, attributes aside', () => {
    assertVerdict(`<n ${XSI} xsi:nil="true"/>`, shapes);
    assertVerdict(`<n ${XSI} xsi:nil="0">1</n>`, shapes);
    assertVerdict(`
<n ${XSI} xsi:nil="1"> </n>
                                                                                   ^ unexpected-text: 'n' is nil: it must be empty, without even a space`, shapes);
    assertVerdict(`
<list ${XSI} xsi:nil="true"><x/></list>
 ^^^^ missing-attribute: 'list' lacks the attribute 'id'
                                                                                          ^ unexpected-element: 'x' is not allowed in 'list', which is nil`, shapes);
  });

  test('who may not be nil', () => {
    assertVerdict(`
<u ${XSI} xsi:nil="false">1</u>
                                                                       ^^^^^^^ unexpected-attribute: 'u' is not nillable; remove 'xsi:nil'`, shapes);
    assertVerdict(`
<n ${XSI} xsi:nil="yes">1</n>
                                                                                ^^^ invalid-value: 'yes' is not true or false`, shapes);
    assertVerdict(`
<only ${XSI} xsi:nil="true"/>
                                                                          ^^^^^^^ unexpected-attribute: 'only' must be '7', so that it cannot be nil`, shapes);
  });
});

suite('schema: values of elements', () => {
  const values = grammarOf(`
    <xs:element name="d" type="xs:int" default="5"/><xs:element name="f" type="xs:decimal" fixed="1.0"/>
    <xs:element name="m" fixed="a b"><xs:complexType mixed="true"><xs:sequence><xs:element name="x" minOccurs="0"/></xs:sequence></xs:complexType></xs:element>
    <xs:attribute name="v" type="xs:int" fixed="3"/>
    <xs:element name="w"><xs:complexType><xs:anyAttribute/></xs:complexType></xs:element><xs:element name="x"><xs:complexType><xs:attribute ref="t:v"/></xs:complexType></xs:element>`);

  test('an empty element has its default', () => {
    assertVerdict('<d xmlns="urn:t"/>', values);
    assertVerdict('<d xmlns="urn:t"><!-- nothing --></d>', values);
    assertVerdict(`
<d xmlns="urn:t"> </d>
 ^ invalid-value: a value is missing; expected a whole number from -2147483648 to 2147483647`, values);
  });

  test('a fixed one is compared as a value', () => {
    for (const text of ['1', '+1.00', '', ' 1 ']) assertVerdict(`<f xmlns="urn:t">${text}</f>`, values);
    assertVerdict(`
<f xmlns="urn:t">2</f>
                 ^ invalid-value: '2' is not '1.0', the only value allowed`, values);
  });

  test('fixed mixed content is compared letter by letter', () => {
    assertVerdict('<m xmlns="urn:t">a b</m>', values);
    assertVerdict(`
<m xmlns="urn:t">a  b</m>
 ^ invalid-value: 'm' must be 'a b', without elements`, values);
    assertVerdict(`
<m xmlns="urn:t">a b<x/></m>
 ^ invalid-value: 'm' must be 'a b', without elements`, values);
  });

  test('what is fixed at an attribute\'s declaration holds wherever it stands', () => {
    for (const name of ['w', 'x']) {
      assertVerdict(`
<${name} xmlns="urn:t" xmlns:t="urn:t" t:v="4"/>
                                      ^ invalid-value: '4' is not '3', the only value allowed`, values);
      assertVerdict(`<${name} xmlns="urn:t" xmlns:t="urn:t" t:v="03"/>`, values);
    }
  });
});

suite('schema: redefined', () => {
  const original = `
    <xs:simpleType name="Size"><xs:restriction base="xs:int"/></xs:simpleType>
    <xs:complexType name="Person"><xs:sequence><xs:element name="name"/></xs:sequence></xs:complexType>
    <xs:group name="g"><xs:sequence><xs:element name="a"/></xs:sequence></xs:group>
    <xs:attributeGroup name="ag"><xs:attribute name="p"/></xs:attributeGroup>
    <xs:element name="person" type="t:Person"/><xs:element name="size" type="t:Size"/>
    <xs:element name="grouped"><xs:complexType><xs:group ref="t:g"/><xs:attributeGroup ref="t:ag"/></xs:complexType></xs:element>`;
  const redefinitions = `
    <xs:simpleType name="Size"><xs:restriction base="t:Size"><xs:maxInclusive value="9"/></xs:restriction></xs:simpleType>
    <xs:complexType name="Person"><xs:complexContent><xs:extension base="t:Person"><xs:sequence><xs:element name="age"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>
    <xs:group name="g"><xs:sequence><xs:group ref="t:g"/><xs:element name="b"/></xs:sequence></xs:group>
    <xs:attributeGroup name="ag"><xs:attributeGroup ref="t:ag"/><xs:attribute name="q"/></xs:attributeGroup>`;

  for (const [kind, attributes] of [['of the same namespace', undefined], ['without a namespace', 'elementFormDefault="qualified"']] as const) {
    test(`a document ${kind}: what was there, changed, also for those who used it before`, () => {
      const text = attributes === undefined ? schemaText(original) : schemaText(original.replaceAll('"t:', '"'), attributes);
      const grammar = grammarOf(`<xs:redefine schemaLocation="o.xsd">${redefinitions}</xs:redefine>`, { 'o.xsd': text });
      assertVerdict(`
<person xmlns="urn:t"><name/></person>
 ^^^^^^ missing-element: 'person' lacks 'age'`, grammar);
      assertVerdict(`
<size xmlns="urn:t">10</size>
                    ^^ invalid-value: '10' is not a whole number from -2147483648 to 9`, grammar);
      assertVerdict('<grouped xmlns="urn:t" p="" q=""><a/><b/></grouped>', grammar);
    });
  }
});

test('schema: a redefinition may be redefined', () => {
  const longer = (attribute: string): string => `<xs:complexType name="P"><xs:complexContent><xs:extension base="t:P"><xs:attribute name="${attribute}" use="required"/></xs:extension></xs:complexContent></xs:complexType>`;
  const grammar = grammarOf(`<xs:redefine schemaLocation="b.xsd">${longer('c')}</xs:redefine>`, {
    'b.xsd': schemaText(`<xs:redefine schemaLocation="a.xsd">${longer('b')}</xs:redefine>`),
    'a.xsd': schemaText('<xs:complexType name="P"><xs:attribute name="a" use="required"/></xs:complexType><xs:element name="p" type="t:P"/>'),
  });
  assertVerdict(`
<p xmlns="urn:t"/>
 ^ missing-attribute: 'p' lacks the attribute 'a'
 ^ missing-attribute: 'p' lacks the attribute 'b'
 ^ missing-attribute: 'p' lacks the attribute 'c'`, grammar);
});

suite('schema: names as values', () => {
  const names = grammarOf(`
    <xs:notation name="png" public="image/png"/><xs:notation name="gif" public="image/gif"/>
    <xs:element name="q"><xs:simpleType><xs:restriction base="xs:QName"><xs:enumeration value="t:a"/><xs:enumeration value="xs:b"/></xs:restriction></xs:simpleType></xs:element>
    <xs:element name="n"><xs:complexType><xs:attribute name="kind"><xs:simpleType><xs:restriction base="xs:NOTATION"><xs:enumeration value="t:png"/><xs:enumeration value="t:gif"/></xs:restriction></xs:simpleType></xs:attribute></xs:complexType></xs:element>`);

  test('what their prefixes stand for counts, and not the prefixes', () => {
    assertVerdict('<q xmlns="urn:t">a</q>', names);
    assertVerdict('<x:q xmlns:x="urn:t">x:a</x:q>', names);
    assertVerdict('<x:n xmlns:x="urn:t" kind="x:gif"/>', names);
    assertVerdict(`
<q xmlns="urn:t" xmlns:t="urn:other">t:a</q>
                                     ^^^ invalid-value: 't:a' is not one of 't:a' or 'xs:b'; did you mean 't:a'?`, names);
    assertVerdict(`
<x:n xmlns:x="urn:t" kind="x:jpg"/>
                           ^^^^^ invalid-value: 'x:jpg' is not one of 't:png' or 't:gif'`, names);
  });
});
