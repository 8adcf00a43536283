import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseNodeSelector, type NodeSelector } from '../../xcap/src/nodeSelector';
import { formatNodeSelector } from '../../xcap/src/selectorText';
import { runs } from '../fuzz/runs';

const DEFAULT = 'urn:d';
const name = (local: string, namespace = DEFAULT) => (namespace === '' ? local : `{${namespace}}${local}`);

suite('xcap: node selectors', function () {
  // The first run of a property loads tables of characters.
  this.timeout(20_000);
  const readable: [selector: string, query: string | undefined, expected: NodeSelector][] = [
    ['a', undefined, { steps: [{ name: name('a') }] }],
    ['a/*/b', undefined, { steps: [{ name: name('a') }, { name: '*' }, { name: name('b') }] }],
    ['a[2]', undefined, { steps: [{ name: name('a'), position: 2 }] }],
    ['a%5b@b=%22c%22%5d', undefined, { steps: [{ name: name('a'), attribute: { name: 'b', value: 'c' } }] }],
    ["*[3][@b='\"']", undefined, { steps: [{ name: '*', position: 3, attribute: { name: 'b', value: '"' } }] }],
    ['a[@b="/]&quot;[&#65;&amp;lt;"]', undefined, { steps: [{ name: name('a'), attribute: { name: 'b', value: '/]"[A&lt;' } }] }],
    ['a[@b="%09%0D%0A "]', undefined, { steps: [{ name: name('a'), attribute: { name: 'b', value: '   ' } }] }],
    ['a/@b', undefined, { steps: [{ name: name('a') }], terminal: { kind: 'attribute', name: 'b', prefix: '' } }],
    ['a/namespace::*', undefined, { steps: [{ name: name('a') }], terminal: { kind: 'namespaces' } }],
    ['p:a/@p:b', 'xmlns(p=urn:p)', { steps: [{ name: name('a', 'urn:p') }], terminal: { kind: 'attribute', name: name('b', 'urn:p'), prefix: 'p' } }],
    ['a/@xml:lang', undefined, { steps: [{ name: name('a') }], terminal: { kind: 'attribute', name: '{http://www.w3.org/XML/1998/namespace}lang', prefix: 'xml' } }],
    ['p:a', 'xmlns(p=urn:a)xmlns(p=urn:^)^^b)', { steps: [{ name: name('a', 'urn:)^b') }] }],
    ['p:a', 'xmlns(p=urn:a(b(c)))', { steps: [{ name: name('a', 'urn:a(b(c))') }] }],
    ['p:a', 'xmlns(p%20=%20urn:%C3%A9)', { steps: [{ name: name('a', 'urn:é') }] }],
  ];
  for (const [selector, query, expected] of readable) {
    test(`${selector} ${query ?? ''}`, () => {
      assert.deepEqual(parseNodeSelector(selector, query, DEFAULT), expected);
      const again = formatNodeSelector(expected, DEFAULT);
      const reread = parseNodeSelector(again.selector, again.query, DEFAULT);
      assert.deepEqual(withoutPrefix(reread), withoutPrefix(expected));
    });
  }

  test('as an address holds it: no prefix where the default namespace says enough, what a path cannot hold encoded', () => {
    const { steps } = { steps: [{ name: name('a') }, { name: name('r', 'urn:p(1)') }, { name: name('b', 'urn:p(1)'), position: 2, attribute: { name: 'id', value: 'a/b "é"\n?' } }] };
    assert.deepEqual(formatNodeSelector({ steps }, DEFAULT), {
      selector: 'a/n1:r/n1:b%5B2%5D%5B@id=%22a%2Fb%20&quot;%C3%A9&quot;&%2310;%3F%22%5D',
      query: 'xmlns(n1=urn:p%5E(1%5E))',
    });
    assert.deepEqual(formatNodeSelector({ steps: [{ name: '*' }], terminal: { kind: 'namespaces' } }, DEFAULT), { selector: '*/namespace::*' });
    assert.throws(() => formatNodeSelector({ steps: [{ name: 'a' }] }, DEFAULT), /'a' is in no namespace/);
    assert.deepEqual(formatNodeSelector({ steps: [{ name: 'a' }] }, ''), { selector: 'a' });
  });

  const local = fc.stringMatching(/^[a-zA-Zé_][a-z0-9.-]{0,5}$/);
  const namespace = fc.constantFrom(DEFAULT, 'urn:p', 'urn:(^)', 'http://x/ü?a=b#c', 'http://www.w3.org/XML/1998/namespace');
  // Any text that an attribute value may hold.
  // eslint-disable-next-line no-control-regex
  const value = fc.string({ unit: 'binary', maxLength: 12 }).filter((text) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u.test(text));
  const expanded = fc.tuple(local, namespace).map(([each, uri]) => name(each, uri));
  const attributeName = fc.tuple(local, fc.oneof(fc.constant(''), namespace)).map(([each, uri]) => name(each, uri));
  const step = fc.record(
    { name: fc.oneof(fc.constant('*'), expanded), position: fc.nat(), attribute: fc.record({ name: attributeName, value }, { noNullPrototype: true }) },
    { requiredKeys: ['name'], noNullPrototype: true },
  );
  const terminal = fc.oneof(fc.constant({ kind: 'namespaces' as const }), attributeName.map((each) => ({ kind: 'attribute' as const, name: each, prefix: '' })));
  const selector = fc.record({ steps: fc.array(step, { minLength: 1, maxLength: 6 }), terminal }, { requiredKeys: ['steps'], noNullPrototype: true });

  test('what is written is read back, for any selector', () => {
    fc.assert(fc.property(selector, (each) => {
      const text = formatNodeSelector(each, DEFAULT);
      assert.match(`${text.selector}?${text.query ?? ''}`, /^[A-Za-z0-9\-._~!$&'()*+,;=:@%/?]+$/);
      assert.deepEqual(withoutPrefix(parseNodeSelector(text.selector, text.query, DEFAULT)), withoutPrefix(each));
    }), runs(300));
  });

  test('no text makes it throw', () => {
    const pieces = fc.array(fc.constantFrom('a', '*', '[', ']', '1', '@', 'b', '=', '"', "'", '/', '%22', '%', 'namespace::*', 'p:', '&', '~', 'é', '(', ')', '^', 'xmlns(p=u)'), { maxLength: 30 }).map((each) => each.join(''));
    const any = fc.oneof(pieces, fc.string({ unit: 'binary' }));
    fc.assert(fc.property(any, any, (text, query) => {
      const read = parseNodeSelector(text, query, DEFAULT);
      if ('problem' in read) assert.match(read.problem, /^[^\n]+\.$/);
      else assert.ok(read.steps.length > 0);
    }), runs(1000));
  });
});

/** Which prefix an address gave an attribute is not part of what it means. */
function withoutPrefix(selector: ReturnType<typeof parseNodeSelector>): unknown {
  return 'terminal' in selector && selector.terminal?.kind === 'attribute' ? { ...selector, terminal: { ...selector.terminal, prefix: '' } } : selector;
}
