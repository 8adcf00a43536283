import assert from 'node:assert/strict';
import { createLanguageService } from '../../server/src/service';
import { grammarOf } from '../schema/diagnose';
import { completionsAt, hoverAt, service } from './editor';

const said = (text: string): string => `<xs:annotation><xs:documentation>${text}</xs:documentation></xs:annotation>`;
const grammar = grammarOf(`
  <xs:element name="radio">${said('# A radio of a *crew*, with `channels`.')}<xs:complexType><xs:sequence>
    <xs:element name="channel" type="t:Channel"/><xs:element name="spare" type="xs:int" minOccurs="0"/>
  </xs:sequence><xs:attribute name="colour" type="t:Channel">${said('1. Of its case.')}</xs:attribute></xs:complexType></xs:element>
  <xs:simpleType name="Channel">${said('What it is tuned to.')}<xs:restriction base="xs:token">
    <xs:enumeration value="red">${said('Fire.')}</xs:enumeration><xs:enumeration value="blue"/>
  </xs:restriction></xs:simpleType>`);
const radios = createLanguageService({ grammar });
const open = (content: string, attributes = ''): string => `<radio xmlns="urn:t"${attributes}>${content}</radio>`;

/** What an editor shows beside one of the completions at the cursor, when it is chosen. */
function documentationOf(marked: string, label: string): string | undefined {
  const topic = completionsAt(marked, radios).find((each) => each.label === label)?.topic;
  // An editor gives back what it got, as JSON.
  return topic && radios.describe(JSON.parse(JSON.stringify(topic)) as typeof topic);
}

suite('what a schema says of its elements', () => {
  test('in hovers, before the facts', () => {
    assert.equal(hoverAt('<ra$0dio xmlns="urn:t"/>', radios)?.contents, '**radio**\n\n\\# A radio of a \\*crew\\*, with \\`channels\\`.\n\n**Holds:** `channel`, `spare`');
    assert.equal(hoverAt(open('<cha$0nnel/>'), radios)?.contents, "**channel**\n\nWhat it is tuned to.\n\n**Type:** one of 'red' or 'blue'  \n**Occurs:** exactly once");
    assert.equal(hoverAt(open('<channel> re$0d </channel>'), radios)?.contents, "**red**: Fire.\n\n**channel**\n\nWhat it is tuned to.\n\n**Type:** one of 'red' or 'blue'  \n**Occurs:** exactly once");
    assert.equal(hoverAt(open('', ' col$0our="red"'), radios)?.contents, "**colour**\n\n1\\. Of its case.\n\n**Type:** one of 'red' or 'blue'");
    assert.match(hoverAt(open('', ' colour="r$0ed"'), radios)!.contents, /^\*\*red\*\*: Fire\.\n\n\*\*colour\*\*/);
    assert.equal(hoverAt(open('<channel>red</channel><spa$0re/>'), radios)?.contents.split('\n\n').length, 2);
  });

  test('in completion, when it is asked for', () => {
    assert.equal(documentationOf('<$0', 'radio'), '\\# A radio of a \\*crew\\*, with \\`channels\\`.');
    assert.equal(documentationOf(open('<$0'), 'channel'), "What it is tuned to.\n\n**Type:** one of 'red' or 'blue'");
    assert.equal(documentationOf(open('<channel>red</channel><$0'), 'spare'), undefined);
    assert.equal(documentationOf(open('', ' $0'), 'colour'), "1\\. Of its case.\n\n**Type:** one of 'red' or 'blue'");
    assert.equal(documentationOf(open('', ' colour="$0"'), 'red'), 'Fire.');
    assert.equal(documentationOf(open('<channel>$0</channel>'), 'blue'), undefined);
  });

  test('a question that is older than the schema is answered with nothing', () => {
    const topic = completionsAt('<$0', radios)[0]!.topic!;
    assert.equal(radios.describe({ ...topic, declared: 1 }), undefined);
    for (const declared of [-1, 0.5, 99, Number.NaN]) for (const more of [{}, { attribute: 'colour' }, { value: 'red' }]) assert.equal(radios.describe({ ...topic, ...more, declared }), undefined);
    assert.equal(service.describe(topic), undefined);
  });
});
