import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parse } from '../../server/src/syntax/parse';
import { syntaxDiagnostics } from '../../server/src/syntax/problems';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const MEGABYTE = 1_000_000;
const TEXTS = 40;

/** A megabyte of comment around every kind of thing that a node or a message may cut out of a text. */
function text(index: number): string {
  const n = String(index).padStart(20, '0');
  return `<?xml version="1.0" encoding="encoding-${n}"?>
<root-${n} xmlns="urn:namespace:${n}" xmlns:prefix-${n}="urn:another:${n}" prefix-${n}:attribute-${n}="1">
  <!--${'-'.padEnd(MEGABYTE, 'x')}-->
  <?xml-${n.replace(/0/g, '/')} ?>
  <no-quotes-${n} a=value-${n}/>
  <no-value-${n} attribute-${n}/>
  <element-${n}attribute-${n}="0"></element-${n}>
  <twice-${n} attribute-${n}="1" attribute-${n}="2"/>
  <same-${n} xmlns:other-${n}="urn:another:${n}" other-${n}:a="" prefix-${n}:a=""/>
  <bound-${n} xmlns:empty-${n}=""/>
  <junk-${n} 'what-is-this-${n}'/>
  <many:colons:${n}/><unbound-${n}:a/>
  &entity-${n}; &#${n}0000000; </stray-${n}>
  <lost-${n}></found-${n}>
  <half-${n}
</root-${n}>
<second-root-${n}/>`;
}

suite('memory', () => {
  test('neither a tree nor its diagnostics keep the text', function () {
    this.timeout(0);
    const read = (index: number): unknown => {
      const tree = parse(text(index));
      return [tree.document, syntaxDiagnostics(tree)];
    };
    const kept: unknown[] = [read(0)];
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    for (let index = 1; index <= TEXTS; index++) kept.push(read(index));
    collectGarbage();
    const grown = process.memoryUsage().heapUsed - before;
    assert.ok(grown < (TEXTS * MEGABYTE) / 10, `${kept.length} trees of ${MEGABYTE} characters keep ${grown} bytes`);
  });
});
