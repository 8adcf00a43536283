import assert from 'node:assert/strict';
import type { Grammar } from '../../server/src/schema';
import { SchemaError, validate } from '../../server/src/schema';
import { parse } from '../../server/src/syntax/parse';
import { assertVerdict, grammarOf } from './diagnose';

/** A list of groups, and of users who name them, in the namespace of the tests; `constraints` stand on its root, `fleet`. */
function fleet(constraints: string, number = 'xs:decimal'): Grammar {
  return grammarOf(`
    <xs:element name="fleet">
      <xs:complexType><xs:choice minOccurs="0" maxOccurs="unbounded">
        <xs:element name="group"><xs:complexType>
          <xs:sequence><xs:element name="name" type="xs:token" minOccurs="0" maxOccurs="2"/><xs:element name="call"  type="xs:token" minOccurs="0"/></xs:sequence>
          <xs:attribute name="id" type="${number}"/><xs:attribute name="zone" type="xs:token" default="a"/>
        </xs:complexType></xs:element>
        <xs:element name="user"><xs:complexType><xs:attribute name="in" type="xs:integer"/><xs:attribute name="zone" type="xs:token"/></xs:complexType></xs:element>
        <xs:element ref="t:fleet"/>
      </xs:choice></xs:complexType>
      ${constraints}
    </xs:element>`);
}

const UNIQUE = '<xs:unique name="id"><xs:selector xpath="t:group"/><xs:field xpath="@id"/></xs:unique>';
const KEY = '<xs:key name="groupKey"><xs:selector xpath="t:group"/><xs:field xpath="@id"/></xs:key>';
const KEYREF = '<xs:keyref name="in" refer="t:groupKey"><xs:selector xpath="t:user"/><xs:field xpath="@in"/></xs:keyref>';

suite('schema: unique', () => {
  test('the second of two is reported, with the first beside it', () => {
    assertVerdict(`
<fleet xmlns="urn:t"><group id="1"/>
  <group id="2"/><group id="1"/>
                            ^ duplicate-key: '1' is there already; each 'group' in 'fleet' needs 'id' of its own
</fleet>`, fleet(UNIQUE));
    const text = '<fleet xmlns="urn:t"><group id="1"/><group id="1"/></fleet>';
    const [found] = validate(parse(text), fleet(UNIQUE));
    assert.deepEqual(found!.related, [{ start: text.indexOf('1"'), end: text.indexOf('1"') + 1, message: "the first '1'" }]);
  });

  test('values are compared, not texts', () => {
    assertVerdict(`
<fleet xmlns="urn:t"><group id="1"/><group id=" +01.0 "/></fleet>
                                               ^^^^^^^ duplicate-key: '+01.0' is there already; each 'group' in 'fleet' needs 'id' of its own`, fleet(UNIQUE));
    assertVerdict(`
<fleet xmlns="urn:t"><group id="1"/><group id="01"/></fleet>`, fleet(UNIQUE, 'xs:string'));
  });

  test('what lacks the field does not count', () => assertVerdict(`
<fleet xmlns="urn:t"><group/><group/></fleet>`, fleet(UNIQUE)));

  test('each element has values of its own', () => assertVerdict(`
<fleet xmlns="urn:t"><group id="1"/><fleet><group id="1"/></fleet></fleet>`, fleet(UNIQUE)));

  test('at any depth, where the path begins so', () => assertVerdict(`
<fleet xmlns="urn:t"><group id="1"/><fleet><group id="1"/></fleet></fleet>
                                                      ^ duplicate-key: '1' is there already; each 'group' in 'fleet' needs 'id' of its own`, fleet(UNIQUE.replace('"t:group"', '".//t:group"'))));

  test('several fields count together, a default value with them', () => assertVerdict(`
<fleet xmlns="urn:t"><group id="1" zone="b"/><group id="1"/><group id="2" zone="a"/>
  <group id="1" zone="a"/>
             ^ duplicate-key: '1, a' is there already; each 'group' in 'fleet' needs 'id' and 'zone' of its own
</fleet>`, fleet(UNIQUE.replace('</xs:unique>', '<xs:field xpath="@zone"/></xs:unique>'))));

  test('a field may be the text of a child, and alternatives are one', () => assertVerdict(`
<fleet xmlns="urn:t"><group><name> A  1 </name></group><group><call>A 1</call></group></fleet>
                                                                    ^^^ duplicate-key: 'A 1' is there already; each 'group' in 'fleet' needs 'name' of its own`,
  fleet('<xs:unique name="id"><xs:selector xpath="t:group"/><xs:field xpath="t:name|t:call"/></xs:unique>')));

  test('a field must be single', () => assertVerdict(`
<fleet xmlns="urn:t"><group><name>A</name><name>B</name></group></fleet>
                                                ^ ambiguous-key: one 'name' too many in 'group'; it must be a single one`,
  fleet('<xs:unique name="id"><xs:selector xpath="t:group"/><xs:field xpath="t:name"/></xs:unique>')));

  test('any attribute is one of those about the schema, too', () => assertVerdict(`
<fleet xmlns="urn:t" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><group id="1" xsi:schemaLocation="urn:t t.xsd"/></fleet>
                                                                                                             ^^^^^^^^^^^ ambiguous-key: one 'value' too many in 'group'; it must be a single one`,
  grammarOf('<xs:element name="fleet"><xs:complexType><xs:sequence><xs:element name="group"><xs:complexType><xs:attribute name="id"/></xs:complexType></xs:element></xs:sequence></xs:complexType><xs:unique name="u"><xs:selector xpath="t:group"/><xs:field xpath="@*"/></xs:unique></xs:element>')));

  test('a field must be a plain value', () => assertVerdict(`
<fleet xmlns="urn:t"><fleet><group/></fleet></fleet>
                             ^^^^^ ambiguous-key: 'group' must hold a plain value to be compared in 'fleet'`,
  fleet('<xs:unique name="id"><xs:selector xpath="t:fleet"/><xs:field xpath="t:group"/></xs:unique>')));

  test('a wrong value is one mistake', () => assertVerdict(`
<fleet xmlns="urn:t"><group id="x"/><group id="x"/></fleet>
                                ^ invalid-value: 'x' is not a decimal number
                                               ^ invalid-value: 'x' is not a decimal number`, fleet(UNIQUE)));

  test('nesting of any depth', () => {
    const text = `<fleet xmlns="urn:t">${'<fleet>'.repeat(3000)}<group id="1"/><group id="1"/>${'</fleet>'.repeat(3000)}</fleet>`;
    assert.equal(validate(parse(text), fleet(UNIQUE)).length, 1);
  });
});

suite('schema: key and keyref', () => {
  test('a key must be there', () => assertVerdict(`
<fleet xmlns="urn:t"><group id="1"/><group/></fleet>
                                     ^^^^^ missing-key: 'group' lacks 'id', which tells it from the others in 'fleet'`, fleet(KEY)));

  test('a reference must find its key, wherever it stands', () => assertVerdict(`
<fleet xmlns="urn:t"><user in="1"/><user/><user in="7"/><group id="1.0"/></fleet>
                                                    ^ unknown-key: '7' names no 'group' in 'fleet'; correct it, or add what it should name`, fleet(KEY + KEYREF)));

  test('a key of several kinds of elements is told by all their names', () => assertVerdict(`
<fleet xmlns="urn:t"><user in="7"/><group id="1"/></fleet>
                               ^ unknown-key: '7' names no 'group' or 'user' in 'fleet'; correct it, or add what it should name`,
  fleet('<xs:unique name="key"><xs:selector xpath="t:group|t:user"/><xs:field xpath="@id"/></xs:unique><xs:keyref name="in" refer="t:key"><xs:selector xpath="t:user"/><xs:field xpath="@in"/></xs:keyref>')));

  test('a near miss is named', () => assertVerdict(`
<fleet xmlns="urn:t"><group id="40017"/><user in="40018"/></fleet>
                                                  ^^^^^ unknown-key: '40018' names no 'group' in 'fleet'; did you mean '40017'?`, fleet(KEY + KEYREF)));

  test('a key that is wrong itself takes no references with it', () => assertVerdict(`
<fleet xmlns="urn:t"><group id="seven"/><user in="7"/></fleet>
                                ^^^^^ invalid-value: 'seven' is not a decimal number`, fleet(KEY + KEYREF)));

  test('keys of elements inside count, unless two of these have the same', () => assertVerdict(`
<fleet xmlns="urn:t"><fleet><group id="1"/><group id="2"/></fleet><fleet><group id="2"/></fleet><user in="1"/>
  <user in="2"/>
            ^ unknown-key: '2' names no 'group' in 'fleet'; correct it, or add what it should name
</fleet>`, fleet(KEY + KEYREF)));
});

suite('schema: identifiers and references to them', () => {
  const grammar = grammarOf(`
    <xs:simpleType name="either"><xs:union memberTypes="xs:integer xs:IDREF"/></xs:simpleType>
    <xs:element name="net"><xs:complexType>
      <xs:sequence><xs:element name="node" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:simpleContent><xs:extension base="xs:IDREFS">
        <xs:attribute name="id" type="xs:ID"/><xs:attribute name="next" type="t:either"/></xs:extension></xs:simpleContent></xs:complexType></xs:element></xs:sequence>
    </xs:complexType></xs:element>`);

  test('a reference may stand before what it names', () => assertVerdict(`
<net xmlns="urn:t"><node id="alpha">beta</node><node id="beta" next="7"> alpha  beta </node></net>`, grammar));

  test('one that names nothing is pointed at in its list', () => assertVerdict(`
<net xmlns="urn:t"><node id="alpha">
  alpha alpho gamma
        ^^^^^ unknown-id: 'alpho' is no identifier in this document; did you mean 'alpha'?
              ^^^^^ unknown-id: 'gamma' is no identifier in this document; correct it, or give an element this identifier
</node></net>`, grammar));

  test('one in a union', () => assertVerdict(`
<net xmlns="urn:t"><node id="alpha" next="beta">alpha</node></net>
                                          ^^^^ unknown-id: 'beta' is no identifier in this document; correct it, or give an element this identifier`, grammar));
});

suite('schema: identity constraints that cannot be used', () => {
  const cases: [what: string, constraint: string, message: string][] = [
    ['no such key', KEYREF, `'t:groupKey' is no key and no unique of the schema`],
    ['another number of fields', KEY + KEYREF.replace('</xs:keyref>', '<xs:field xpath="@zone"/></xs:keyref>'), `'t:groupKey' has 1 fields, and this keyref 2`],
    ['two of one name', UNIQUE + UNIQUE, `'id' is the name of another constraint already`],
    ['no field', '<xs:unique name="id"><xs:selector xpath="t:group"/></xs:unique>', `'unique' lacks a field`],
    ['no selector', '<xs:unique name="id"><xs:field xpath="@id"/></xs:unique>', `'unique' must begin with a selector`],
    ['an attribute in a selector', UNIQUE.replace('t:group', '@id'), 'this path cannot be used: a selector chooses elements, not attributes'],
    ['an unknown prefix', UNIQUE.replace('t:group', 'u:group'), `the prefix of 'u:' is not declared`],
    ['a predicate', UNIQUE.replace('t:group', 't:group[1]'), `'[1]' cannot stand in this path; only names, '*', '.', '/', './/', '|' and '@' can`],
    ['an absolute path', UNIQUE.replace('t:group', '/t:group'), `this path cannot be used: '/' is not a name`],
    ['depth in the middle', UNIQUE.replace('t:group', 't:fleet//t:group'), `this path cannot be used: only '/' can stand between two names, and './/' at the beginning`],
    ['no path', UNIQUE.replace('t:group', ''), 'this path cannot be used: it ends where a name should follow'],
    ['half an alternative', UNIQUE.replace('t:group', 't:group|'), 'this path cannot be used: it ends where a name should follow'],
    ['something after an attribute', UNIQUE.replace('@id', '@id/t:name'), 'this path cannot be used: nothing can follow an attribute'],
  ];
  for (const [what, constraint, message] of cases) {
    test(what, () => assert.throws(() => fleet(constraint), (error) => error instanceof SchemaError && error.message === message || assert.fail((error as Error).message)));
  }

  test('axes by name, spaces, and any name of a namespace', () => assertVerdict(`
<fleet xmlns="urn:t"><group id="1"/><fleet><group id="1"/></fleet></fleet>
                                                      ^ duplicate-key: '1' is there already; each 'group' in 'fleet' needs 'id' of its own`,
  fleet('<xs:unique name="id"><xs:selector xpath=" . // child :: t:* | t:none/* "/><xs:field xpath=" attribute::id "/></xs:unique>')));
});
