import assert from 'node:assert/strict';
import { compareDurations } from '../../server/src/schema/duration';
import { valueKey } from '../../server/src/schema/valueKey';
import { Scope } from '../../server/src/syntax/namespaces';
import { rootElement } from '../../server/src/syntax/cursor';
import { parse } from '../../server/src/syntax/parse';
import { assertVerdict, grammarOf } from './diagnose';

const BINDINGS = '<a xmlns:p="urn:p" xmlns:q="urn:p" xmlns="urn:d"/>';
const tree = parse(BINDINGS);
const scope = Scope.root.enter(rootElement(tree)!.node, 0, BINDINGS);

/** Values as `type: value`, one line for those that are equal. */
const CLASSES: readonly (readonly string[])[] = [
  ['string:  1'], ['string: 1', 'normalizedString:\t1'], ['token: a  b ', 'token:a b', 'string:a b'], ['NCName:a', 'string:a', 'ID:a'],
  ['integer:1', 'decimal:+1.00', 'unsignedByte:001'], ['decimal:-0', 'integer:0'], ['decimal:0.1', 'decimal:.10'], ['float:1', 'float:1.0e0'], ['double:1'],
  ['float:0.1', 'float:0.10000000149'], ['double:0.1'], ['double:0.10000000149'], ['float:NaN'], ['float:-INF'], ['float:INF'],
  ['boolean:1', 'boolean:true'], ['boolean:0'], ['hexBinary:0fAB', 'hexBinary:0FaB'], ['base64Binary:AA EC', 'base64Binary:AAEC'], ['anyURI:0FaB'],
  ['dateTime:2026-01-01T00:00:00Z', 'dateTime:2026-01-01T01:00:00+01:00', 'dateTime:2025-12-31T24:00:00.0Z'], ['dateTime:2026-01-01T00:00:00'], ['date:2026-01-01'], ['gYear:2026'], ['gYear:-2026'],
  ['duration:P1Y', 'duration:P12M', 'duration:P0Y12MT0S'], ['duration:P1D', 'duration:PT24H', 'duration:PT1440M', 'duration:PT86400.00S'], ['duration:-P1D'], ['duration:PT0S', 'duration:-P0M'], ['duration:P365D'], ['duration:PT1M'], ['duration:P1M'], ['duration:PT0.5S', 'duration:PT0.50S'], ['duration:-PT0.5S'],
  ['QName:p:x', 'QName:q:x'], ['QName:x'], ['NMTOKENS: a  b', 'NMTOKENS:a b'], ['NMTOKENS:b a'], ['NMTOKENS:a'],
];

suite('schema: when two values are one', () => {
  const types = [...new Set(CLASSES.flat().map((each) => each.slice(0, each.indexOf(':'))))];
  const grammar = grammarOf(types.map((type) => `<xs:element name="${type}" type="xs:${type}"/>`).join(''));
  const keyOf = (written: string): string => {
    const colon = written.indexOf(':');
    const declaration = grammar.elements[grammar.globalElements[`{urn:t}${written.slice(0, colon)}`]!]!;
    return valueKey(grammar, grammar.simpleTypes[declaration.simpleType!]!, written.slice(colon + 1), scope);
  };

  test('those of a class are, and no others', () => {
    for (const [index, equal] of CLASSES.entries()) {
      for (const [other, values] of CLASSES.entries()) for (const value of values) assert.equal(keyOf(equal[0]!) === keyOf(value), index === other, `${equal[0]} and ${value}`);
    }
  });
});

suite('schema: the order of durations', () => {
  const cases: [a: string, sign: '<' | '=' | '>' | '?', b: string][] = [
    ['P1D', '<', 'PT25H'], ['P1Y', '=', 'P12M'], ['PT36H', '=', 'P1DT12H'], ['-P1D', '<', 'PT0S'], ['PT0.5S', '>', 'PT0.25S'], ['-PT0.5S', '<', '-PT0.25S'],
    ['P1M', '>', 'P27D'], ['P1M', '?', 'P28D'], ['P1M', '?', 'P30D'], ['P1M', '?', 'P31D'], ['P1M', '<', 'P32D'], ['P1Y', '?', 'P365D'], ['P1Y', '<', 'P367D'], ['-P1M', '<', '-P27D'], ['-P1696Y', '<', '-P1695Y'], ['-P2000Y', '>', '-P2001Y'],
  ];
  for (const [a, sign, b] of cases) {
    test(`${a} ${sign} ${b}`, () => {
      const found = compareDurations(a, b);
      assert.equal(Number.isNaN(found) ? '?' : found < 0 ? '<' : found > 0 ? '>' : '=', sign);
      assert.equal(Object.is(compareDurations(b, a), -found) || compareDurations(b, a) === -found, true);
    });
  }
});

suite('schema: fields of a type that the document names', () => {
  const grammar = grammarOf(`
    <xs:element name="list"><xs:complexType><xs:sequence>
        <xs:element name="any" minOccurs="0" maxOccurs="unbounded"/><xs:element name="level" type="xs:int" default="3" nillable="true" minOccurs="0" maxOccurs="unbounded"/>
      </xs:sequence></xs:complexType>
      <xs:key name="k"><xs:selector xpath="*"/><xs:field xpath="."/></xs:key>
    </xs:element>`);
  const root = '<list xmlns="urn:t" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xs="http://www.w3.org/2001/XMLSchema">';

  test('the same text is another value in another type', () => assertVerdict(`
${root}
<any xsi:type="xs:string">1</any><any xsi:type="xs:int">1</any><any xsi:type="xs:boolean">1</any>
<any xsi:type=" xs:decimal ">1.0</any>
                             ^^^ duplicate-key: '1.0' is there already; each 'any' in 'list' needs 'value' of its own
<any xsi:type=":int">1</any>
               ^^^^ invalid-value: ':int' is not the name of a type
</list>`, grammar));

  test('an empty element has its default value, a nil one has none', () => assertVerdict(`
${root}
<level>3</level><level/>
                 ^^^^^ duplicate-key: '3' is there already; each 'level' in 'list' needs 'value' of its own
<level xsi:nil="true"/>
 ^^^^^ missing-key: 'level' must have a value, which tells its 'level' from the others
</list>`, grammar));
});
