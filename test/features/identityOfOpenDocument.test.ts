import assert from 'node:assert/strict';
import { createLanguageService } from '../../server/src/service';
import { grammarOf } from '../schema/diagnose';

/** Zones with groups whose numbers differ in a zone, and users that name a group of any zone or a node by its identifier. */
const grammar = grammarOf(`
  <xs:element name="net">
    <xs:complexType><xs:choice minOccurs="0" maxOccurs="unbounded">
      <xs:element name="zone">
        <xs:complexType><xs:sequence><xs:element name="group" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:attribute name="n" type="xs:integer"/><xs:attribute name="id" type="xs:ID"/></xs:complexType></xs:element></xs:sequence></xs:complexType>
        <xs:unique name="inZone"><xs:selector xpath="t:group"/><xs:field xpath="@n"/></xs:unique>
      </xs:element>
      <xs:element name="user"><xs:complexType><xs:attribute name="of" type="xs:integer"/><xs:attribute name="near" type="xs:IDREF"/></xs:complexType></xs:element>
    </xs:choice></xs:complexType>
    <xs:key name="number"><xs:selector xpath="t:zone/t:group"/><xs:field xpath="@n"/></xs:key>
    <xs:keyref name="of" refer="t:number"><xs:selector xpath="t:user"/><xs:field xpath="@of"/></xs:keyref>
  </xs:element>`);
const TEXT = `<net xmlns="urn:t">
${['1', '2', '3'].map((zone) => `  <zone>${['1', '2', '3'].map((group) => `<group n="${zone}${group}" id="g${zone}${group}"/>`).join('')}</zone>\n`).join('')}  <user of="22" near="g33"/>
</net>`;

suite('what must be unique, in a document that is edited', () => {
  const service = createLanguageService({ grammar });
  const steps: [replace: string, by: string, expected: readonly string[]][] = [
    ['n="21"', 'n="23"', [`'23' is there already; each 'group' in 'net' needs 'n' of its own`, `'23' is there already; each 'group' in 'zone' needs 'n' of its own`]],
    ['<net', '\n\n<net', [`'23' is there already; each 'group' in 'net' needs 'n' of its own`, `'23' is there already; each 'group' in 'zone' needs 'n' of its own`]],
    ['n="23"', 'n="21"', []],
    ['n="22"', 'n="24"', [`'22' names no 'group' in 'net'; correct it, or add what it should name`]],
    ['of="22"', 'of="24"', []],
    ['id="g33"', 'id="g32"', [`'g32' is used twice; an identifier must be unique in the document`, `'g33' is no identifier in this document; did you mean 'g31'?`]],
    ['near="g33"', 'near="g11"', [`'g32' is used twice; an identifier must be unique in the document`]],
  ];

  test('the verdict follows every edit, and is the one of the text read anew', () => {
    const document = service.open(TEXT);
    assert.deepEqual(document.diagnose(), []);
    for (const [replace, by, expected] of steps) {
      const text = document.text.toString();
      const start = text.indexOf(replace);
      document.edit(start, start + replace.length, by);
      const found = document.diagnose();
      assert.deepEqual(found, service.diagnose(service.parse(document.text.toString())), by);
      assert.deepEqual(found.map(({ message }) => message), expected, by);
    }
  });

  test('also in a list that holds nothing else to tell of', () => {
    const document = service.open('<net xmlns="urn:t"><zone><group n="1"/><group n="2"/></zone></net>');
    const at = document.text.toString().indexOf('2');
    document.edit(at, at + 1, '1');
    const messages = document.diagnose().map(({ message }) => message);
    assert.deepEqual(messages, [`'1' is there already; each 'group' in 'net' needs 'n' of its own`, `'1' is there already; each 'group' in 'zone' needs 'n' of its own`]);
  });

  test('the first of two is shown where it stands now', () => {
    const document = service.open(TEXT.replace('n="13"', 'n="11"'));
    document.edit(0, 0, '\n\n');
    const [found] = document.diagnose();
    const at = document.text.toString().indexOf('11"');
    assert.deepEqual(found!.related, [{ start: at, end: at + 2, message: "the first '11'" }]);
  });
});
