import assert from 'node:assert/strict';
import { compileSchema, documentationOfAttribute, documentationOfElement, documentationOfValue, declaredType, type Grammar, simpleTypeOf } from '../../server/src/schema';
import { schemaText } from './diagnose';

const said = (content: string): string => `<xs:annotation>${content}</xs:annotation>`;
const doc = (text: string, language?: string): string => `<xs:documentation${language === undefined ? '' : ` xml:lang="${language}"`}>${text}</xs:documentation>`;

function grammarOf(declarations: string, language?: string, attributes?: string): Grammar {
  return compileSchema({ location: 'main.xsd', text: schemaText(declarations, attributes) }, () => undefined, language);
}

/** What is kept of an annotation of the element `a`. */
function kept(annotation: string, language?: string, attributes?: string): string | undefined {
  const grammar = grammarOf(`<xs:element name="a">${annotation}</xs:element>`, language, attributes);
  return grammar.elements[0]!.documentation;
}

suite('what a schema says to people', () => {
  test('plain text on one line: markup, comments and white space are left out', () => {
    assert.equal(kept(said(doc('\n  The radio\r\n\tof a <b>c</b>rew &amp; its <h:p xmlns:h="urn:h">channels</h:p><h:p xmlns:h="urn:h">and so on</h:p>.<!-- not this --> <![CDATA[<1>]]> '))), 'The radio of a crew & its channels and so on . <1>');
    for (const nothing of ['', said(''), said(doc(' \n ')), said('<xs:appinfo>no</xs:appinfo>'), '<!-- no -->']) assert.equal(kept(nothing), undefined, nothing);
    assert.equal(kept(said(doc('One.') + doc('Two.'))), 'One. Two.');
  });

  test('the language of the person, else none, else English, else what there is', () => {
    const all = said(doc('deutsch', 'de') + doc('Austrian', 'de-AT') + doc('english', 'en-GB') + doc('none'));
    assert.deepEqual([undefined, 'de', 'de-at', 'de-CH', 'en', 'fr'].map((language) => kept(all, language)), ['none', 'deutsch', 'Austrian', 'deutsch', 'english', 'none']);
    assert.equal(kept(said(doc('français', 'fr') + doc('english', 'EN')), 'de'), 'english');
    assert.equal(kept(said(doc('français', 'fr') + doc('deux', 'fr'))), 'français deux');
    assert.equal(kept(said(doc('deutsch') + doc('none', '')), 'de', 'targetNamespace="urn:t" xml:lang="de"'), 'deutsch');
  });

  test('what is too long is cut at a word', () => {
    const long = kept(said(doc('word '.repeat(1_000))))!;
    assert.ok(long.length <= 1_001 && long.endsWith('word…'), long.slice(-10));
    assert.equal(kept(said(doc(`x${'\u{1f4fb}'.repeat(2_000)}`))), `x${'\u{1f4fb}'.repeat(499)}…`);
  });

  test('hostile annotations are read without recursion, as far as anybody reads', () => {
    assert.equal(kept(said(doc(`${'<i>'.repeat(50_000)}deep${'</i>'.repeat(50_000)}`))), 'deep');
    assert.equal(kept(said(doc('x '.repeat(2_000_000))))!.length <= 1_001, true);
  });

  test('of elements, types, attributes and values; what a restriction takes over it does not say again of itself', () => {
    const grammar = grammarOf(`
      <xs:simpleType name="Colour">${said(doc('A colour.'))}<xs:restriction base="xs:token">
        <xs:enumeration value="red">${said(doc('Stop.'))}</xs:enumeration><xs:enumeration value=" green ">${said(doc('Go.'))}</xs:enumeration><xs:enumeration value="__proto__"/>
      </xs:restriction></xs:simpleType>
      <xs:simpleType name="Warm"><xs:restriction base="t:Colour"><xs:enumeration value="red"/></xs:restriction></xs:simpleType>
      <xs:simpleType name="Any"><xs:union memberTypes="xs:int t:Colour"/></xs:simpleType>
      <xs:complexType name="Lamp">${said(doc('A lamp.'))}<xs:attribute name="colour" type="t:Colour"/><xs:attribute name="on" type="xs:boolean">${said(doc('Lit.'))}</xs:attribute></xs:complexType>
      <xs:element name="lamp" type="t:Lamp"/><xs:element name="left" type="t:Lamp">${said(doc('The left one.'))}</xs:element>
      <xs:element name="colour" type="t:Colour"/><xs:element name="warm" type="t:Warm"/><xs:element name="any" type="t:Any"/>`);
    const elementSays = (name: string): string | undefined => documentationOfElement(grammar.elements[grammar.globalElements[`{urn:t}${name}`]!], declaredType(grammar, grammar.globalElements[`{urn:t}${name}`]!));
    assert.deepEqual(['lamp', 'left', 'colour', 'warm', 'any'].map(elementSays), ['A lamp.', 'The left one.', 'A colour.', undefined, undefined]);
    assert.deepEqual(grammar.attributes.map((attribute) => documentationOfAttribute(grammar, attribute)), ['A colour.', 'Lit.']);
    const valueSays = (element: string, value: string): string | undefined => documentationOfValue(grammar, simpleTypeOf(grammar, declaredType(grammar, grammar.globalElements[`{urn:t}${element}`]!))!, value);
    assert.deepEqual([['colour', 'red'], ['colour', 'green '], ['colour', '__proto__'], ['colour', 'toString'], ['warm', 'red'], ['any', 'green'], ['any', '7']].map(([element, value]) => valueSays(element!, value!)), ['Stop.', 'Go.', undefined, undefined, 'Stop.', 'Go.', undefined]);
  });
});
