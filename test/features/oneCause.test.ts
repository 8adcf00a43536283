import assert from 'node:assert/strict';
import { createLanguageService } from '../../server/src/service';
import { grammarOf } from '../schema/diagnose';
import { diagnose } from './diagnose';
import { fixesOf } from './editor';

const OPEN = '<!-- mcptt-disable missing-Status missing-Common -->\n<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" xmlns:cp="urn:ietf:params:xml:ns:common-policy" XUI-URI="sip:a@b" user-profile-index="0">';

suite('one cause, one diagnostic of the same characters', () => {
  test('a name that is broken off lacks the rest of its tag; with a > alone it would be no name', () => {
    const text = `${OPEN}
  <cp:ruleset>
    <cp:
     ^^^ error malformed-tag: '<cp:' lacks its '>'; add it
    <cp:rule id="a"/>
  </cp:ruleset>
</mcptt-user-profile>`;
    diagnose(text);
    assert.deepEqual(fixesOf(text.replace(/\n *\^.*/, '')).filter(({ title }) => title.startsWith('Insert')), []);
  });

  test('a name with a dash of a word processor is told by what is meant', () => diagnose(`${OPEN}
  <Pre–selected–indication/>
   ^^^^^^^^^^^^^^^^^^^^^^^ error unexpected-element: 'Pre–selected–indication' is not allowed in 'mcptt-user-profile'; did you mean 'Pre-selected-indication'?
</mcptt-user-profile>`));

  test('a required attribute that a key is made of is missing once', () => {
    const fleet = createLanguageService({ grammar: grammarOf(`<xs:element name="fleet"><xs:complexType><xs:sequence>
      <xs:element name="car"><xs:complexType><xs:attribute name="id" use="required"/></xs:complexType></xs:element>
    </xs:sequence></xs:complexType><xs:key name="k"><xs:selector xpath="t:car"/><xs:field xpath="@id"/></xs:key></xs:element>`) });
    assert.deepEqual(fleet.diagnose(fleet.parse('<fleet xmlns="urn:t"><car/></fleet>')).map(({ code }) => code), ['missing-attribute']);
  });
});
