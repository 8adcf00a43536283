import assert from 'node:assert/strict';
import { checkSchema } from '../../server/src/schema';

/** Checks a schema around some lines: under each, carets below the offending characters, then the message. All of it. */
function told(marked: string): void {
  const lines = marked.trim().split('\n');
  const open = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t">\n';
  const text = `${open}${lines.filter((line) => !/^ *\^/.test(line)).join('\n')}\n</xs:schema>`;
  const { problems } = checkSchema({ location: 'main.xsd', text }, () => undefined);
  let at = open.length;
  const annotated = text.slice(open.length, -'\n</xs:schema>'.length).split('\n').flatMap((line) => {
    const from = at;
    at += line.length + 1;
    return [line, ...problems.filter(({ start }) => start >= from && start < at).map(({ start, end, message }) => `${' '.repeat(start - from)}${'^'.repeat(end - start)} ${message}`)];
  });
  assert.equal(annotated.join('\n'), lines.join('\n'));
}

suite('a schema with several mistakes tells all of them at once', () => {
  test('what a definition holds whose base is not there', () => told(`
<xs:complexType name="A"><xs:complexContent><xs:extension base="t:NoBase"><xs:sequence>
                                                                ^^^^^^^^ 'NoBase' is not declared: there is no such type in the schema
  <xs:element name="x" type="xs:strng"/>
                             ^^^^^^^^ 'strng' is not a simple type of XML Schema; did you mean 'string'?
</xs:sequence><xs:attribute name="z" type="t:No"/></xs:extension></xs:complexContent></xs:complexType>
                                           ^^^^ 'No' is not declared: there is no such type in the schema`));

  test('an element with several', () => told(`
<xs:element name="a" type="t:No" nillable="maybe" abstract="2"/>
                           ^^^^ 'No' is not declared: there is no such type in the schema
                                           ^^^^^ 'maybe' is neither true nor false
                                                            ^ '2' is neither true nor false`));

  test('each member of a union', () => told(`
<xs:simpleType name="S"><xs:union memberTypes="t:A xs:strin"/></xs:simpleType>
                                               ^^^^^^^^^^^^ 'A' is not declared: there is no such type in the schema
                                               ^^^^^^^^^^^^ 'strin' is not a simple type of XML Schema; did you mean 'string'?`));

  test('names that are nearly right are named, and their followers are silent', () => told(`
<xs:elment name="a"/>
 ^^^^^^^^^ 'xs:elment' cannot stand in 'schema'; did you mean 'xs:element'?
<xs:element nam="b" type="xs:string"/>
            ^^^ 'nam' cannot stand on 'element'; did you mean 'name'?`));

  test('structure beside a mistake in one tag', () => told(`
<xs:element name="b" type=xs:string/>
                     ^^^^^^^^^^^^^^ the value of 'type' needs quotes; write 'type="xs:string"'
<xs:elment name="c"/>
 ^^^^^^^^^ 'xs:elment' cannot stand in 'schema'; did you mean 'xs:element'?`));
});
