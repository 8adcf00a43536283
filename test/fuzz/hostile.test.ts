import assert from 'node:assert/strict';
import { parse } from '../../server/src/syntax/parse';
import { syntaxDiagnostics } from '../../server/src/syntax/problems';

const MEGABYTE = 1_000_000;

function fill(unit: string, length: number): string {
  return unit.repeat(length / unit.length);
}

/** The parts `part(0)`, `part(1)`, … up to the length. */
function series(part: (index: number) => string, length: number): string {
  let text = '';
  for (let index = 0; text.length < length; index++) text += part(index);
  return text;
}

/** Texts made to hurt, of about a given length. */
const SHAPES: Readonly<Record<string, (length: number) => string>> = {
  'nothing but <': (length) => fill('<', length),
  'elements nested, never closed': (length) => fill('<a>', length),
  'elements nested and closed': (length) => fill('<a>', length / 2) + fill('</a>', length / 2),
  'elements nested, each with another name': (length) => series((index) => `<a${index}>`, length),
  'elements nested, closed by other names': (length) => fill('<a>', length / 2) + fill('</b>', length / 2),
  'elements closed by other names': (length) => fill('<a></b>', length),
  'elements that lose theirs inside others': (length) => fill('<a><b></a>', length),
  'end tags': (length) => fill('</a>', length),
  'end tags without names': (length) => fill('</', length),
  'end tags without ends': (length) => fill('</a x', length),
  'start tags without ends': (length) => fill('<a b ', length),
  'attributes without ends': (length) => fill('<a b="', length),
  'quotes of both kinds without ends': (length) => fill(`<a b='x" `, length),
  'names that run into attributes': (length) => fill('<aab="1">', length / 2) + fill('</a>', length / 2),
  'thousands of attributes': (length) => `<a ${series((index) => `b${index}="x" `, length)}/>`,
  'an attribute again and again': (length) => `<a ${fill('b="x" ', length)}/>`,
  'no attributes at all': (length) => `<a ${fill(`'=" / `, length)}/>`,
  'a huge attribute': (length) => `<a b="${fill('x', length)}"/>`,
  'a huge name': (length) => `<a${fill('x', length)}>`,
  'a prefix on each level': (length) => series((index) => `<a xmlns:p${index}="u">`, length),
  'many prefixes and more below': (length) => `<a ${series((index) => `xmlns:p${index}="u" `, length / 2)}>${series((index) => `<b xmlns:q${index}="u"/>`, length / 2)}</a>`,
  'an unbound prefix on each level': (length) => series((index) => `<p${index}:a>`, length),
  'ampersands': (length) => `<a>${fill('&', length)}</a>`,
  'one endless reference': (length) => `<a>&${fill('x', length)}</a>`,
  'characters that are none': (length) => fill('\0x', length),
  'half surrogate pairs': (length) => fill('\uD800', length),
  'an unterminated comment': (length) => `<a><!--${fill('-', length)}`,
  'an unterminated CDATA section': (length) => `<a><![CDATA[${fill(']', length)}`,
  'an unterminated instruction': (length) => `<a><?p ${fill('?', length)}`,
  'comments with dashes': (length) => `<a>${fill('<!-- -- -->', length)}</a>`,
  'instructions on one line': (length) => `<a>${fill('<?p x?>', length)}</a>`,
  'a declaration of spaces': (length) => `<?xml version="1.0"${fill(' ', length)}x?><a/>`,
  'document type declarations': (length) => fill('<!DOCTYPE>', length),
  'an entity bomb': (length) => `<!DOCTYPE a [<!ENTITY e0 "ha">${series((index) => `<!ENTITY e${index + 1} "&e${index};&e${index};">`, length)}]><a>&e9;</a>`,
  'quotes in a document type': (length) => `<!DOCTYPE a [${fill(`"'`, length)}`,
  'root elements': (length) => fill('<a/>', length),
  'a mistake in every piece': (length) => `<r>${fill(`${'<x y="z">t</x>'.repeat(300)}<bad x=1/>`, length)}</r>`,
  'pieces too deep for the grammar': (length) => `<r>${fill('<a>'.repeat(500) + '</a>'.repeat(500), length)}</r>`,
};

/** Processor time in milliseconds that reading a text takes; other programs on the machine do not count. */
function cost(text: string): number {
  const before = process.cpuUsage();
  const tree = parse(text);
  const diagnostics = syntaxDiagnostics(tree);
  const { user } = process.cpuUsage(before);
  assert.equal(tree.document.length, text.length);
  assert.ok(diagnostics.every(({ start, end }) => start <= end && end <= text.length));
  return user / 1000;
}

suite('texts made to hurt', function () {
  this.timeout(0);

  for (const [name, shape] of Object.entries(SHAPES)) {
    test(`${name}: four times the text costs about four times as much`, () => {
      // Warm, and large enough that what it costs can be told from what the engine does beside it.
      let length = MEGABYTE / 32;
      cost(shape(length));
      let small = cost(shape(length));
      while (small < 40 && length < MEGABYTE / 2) small = cost(shape((length *= 2)));
      // Quadratic would be 16. What the garbage collector adds differs from time to time, so the least of three counts.
      const most = 9 * Math.max(small, 25);
      const text = shape(4 * length);
      let large = cost(text);
      for (let again = 0; again < 2 && large >= most; again++) large = Math.min(large, cost(text));
      assert.ok(large < most, `${length} characters take ${small.toFixed(0)} ms, four times as many ${large.toFixed(0)} ms`);
    });
  }

  test('10 MB of <', () => {
    assert.equal(parse(fill('<', 10 * MEGABYTE)).document.children.length, 1);
  });

  test('100 000 elements nested, open and closed', () => {
    const open = '<a>'.repeat(100_000);
    assert.equal(parse(open).document.children.length, 1);
    assert.deepEqual(syntaxDiagnostics(parse(open + '</a>'.repeat(100_000))), []);
  });
});
