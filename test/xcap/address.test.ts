import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AddressError, PROFILE_AUID, parseTarget, wireAddress, type DocumentAddress } from '../../xcap/src/address';

const SEED: DocumentAddress = {
  root: 'http://cms1.example.com/MissionCriticalOrg/MCO-12345',
  auid: PROFILE_AUID,
  xui: 'sip:User2@example.com',
  document: 'user-profile-0.xml',
};

suite('xcap: address to request target', () => {
  test('the request target of TS 24.484 A.2.1', () => {
    assert.deepEqual(wireAddress(SEED), {
      origin: 'http://cms1.example.com',
      target: '/MissionCriticalOrg/MCO-12345/org.3gpp.mcptt.user-profile/users/sip:User2@example.com/user-profile-0.xml',
    });
  });

  const segments: [segment: string, encoded: string][] = [
    ['sip:User2@example.com', 'sip:User2@example.com'],
    ["tel:+1-202;ext=5,$&'()*!", "tel:+1-202;ext=5,$&'()*!"],
    ['sip:a/b@x', 'sip:a%2Fb@x'],
    ['what?', 'what%3F'],
    ['a#b', 'a%23b'],
    ['100%', '100%25'],
    ['%2e%2e', '%252e%252e'],
    ['a b', 'a%20b'],
    ['"[0]"', '%22%5B0%5D%22'],
    ['<a>\\^`{|}', '%3Ca%3E%5C%5E%60%7B%7C%7D'],
    ['Jürgen', 'J%C3%BCrgen'],
    ['👮', '%F0%9F%91%AE'],
    ['...', '...'],
    ['~', '~'],
  ];
  for (const [segment, encoded] of segments) {
    test(`segment ${segment} is ${encoded}`, () => {
      assert.equal(wireAddress({ ...SEED, root: 'http://h', xui: segment }).target, `/${PROFILE_AUID}/users/${encoded}/user-profile-0.xml`);
    });
  }

  const roots: [root: string, origin: string, path: string][] = [
    ['http://h', 'http://h', ''],
    ['http://h/', 'http://h', ''],
    ['https://H.example:8443/a/b/', 'https://h.example:8443', '/a/b'],
    ['HTTPS://h:443/a', 'https://h', '/a'],
    ['http://[::1]:8080/x', 'http://[::1]:8080', '/x'],
    ['http://h/a%20b/ü', 'http://h', '/a%20b/%C3%BC'],
    ['http://h/a b', 'http://h', '/a%20b'],
    ['http://bücher.example/', 'http://xn--bcher-kva.example', ''],
  ];
  for (const [root, origin, path] of roots) {
    test(`root ${root}`, () => {
      assert.deepEqual(wireAddress({ ...SEED, root }), { origin, target: `${path}/${PROFILE_AUID}/users/sip:User2@example.com/user-profile-0.xml` });
    });
  }

  const refused: [part: keyof DocumentAddress, value: string, message: RegExp][] = [
    ['root', '', /^The XCAP root is empty; write it like/],
    ['root', 'cms1.example.com/x', /is not a URI with a host/],
    ['root', 'ftp://h/x', /begins with 'ftp:'/],
    ['root', 'http:///x', /has no host/],
    ['root', 'http://user:secret@h/x', /may not hold a user name or password/],
    ['root', 'http://h/x?y', /may not have a query/],
    ['root', 'http://h/x#y', /may not have a fragment/],
    ['root', 'http://h:99999/x', /host or port that cannot be read/],
    ['root', 'http://h\\evil/x', /host that cannot be read/],
    ['root', 'http://h/a//b', /segment of the XCAP root is empty/],
    ['root', 'http://h/a/../b', /'\.\.' would mean another folder/],
    ['root', 'http://h/a/%2e%2E/b', /'\.\.' would mean another folder/],
    ['root', 'http://h/100%/b', /'%' in '100%'/],
    ['root', 'http://h/a%2Fb', /encoded '\/'/],
    ['root', 'http://h/~~', /separates a document from a part/],
    ['root', 'http://h/\r\nX: y', /control character/],
    ['auid', '', /^The application id is empty; enter another\.$/],
    ['xui', '', /^The XUI is empty/],
    ['xui', '.', /another folder/],
    ['xui', '..', /another folder/],
    ['xui', 'a\u0000b', /control character/],
    ['xui', 'a\u0085b', /control character/],
    ['xui', 'a\ud800b', /half a character/],
    ['xui', '~~', /separates a document/],
    ['document', '', /^The document name is empty/],
    ['document', '..', /another folder/],
    ['document', 'a\nb', /control character/],
  ];
  for (const [part, value, message] of refused) {
    test(`${part} ${JSON.stringify(value)} is refused in one line`, () => {
      assert.throws(
        () => wireAddress({ ...SEED, [part]: value }),
        (error) => error instanceof AddressError && error.part === part && message.test(error.message) && !error.message.includes('\n') && !error.message.includes('secret'),
      );
    });
  }
});

suite('xcap: request target to address', function () {
  // The first run of a property loads tables of characters.
  this.timeout(20_000);
  const document = { auid: PROFILE_AUID, xui: 'sip:User2@example.com', document: 'user-profile-0.xml' };
  const path = `/${PROFILE_AUID}/users/sip:User2@example.com/user-profile-0.xml`;
  const targets: [target: string, parsed: object][] = [
    [path, { kind: 'document', root: '', ...document }],
    [`/a/b${path}`, { kind: 'document', root: '/a/b', ...document }],
    [`/a/users/x/global${path}`, { kind: 'document', root: '/a/users/x/global', ...document }],
    [`/a%7Eb/%63${path}`, { kind: 'document', root: '/a~b/c', ...document }],
    [`${path}?x=y`, { kind: 'document', root: '', ...document, query: 'x=y' }],
    [path.replace('sip:', 'sip%3A'), { kind: 'document', root: '', ...document }],
    [path.replace('sip:User2', 'sip:a%2Fb'), { kind: 'document', root: '', ...document, xui: 'sip:a/b@example.com' }],
    [path.replace('User2', '%252e'), { kind: 'document', root: '', ...document, xui: 'sip:%2e@example.com' }],
    ['/r/xcap-caps/global/index', { kind: 'global', root: '/r', auid: 'xcap-caps', document: 'index' }],
    [`/r/${PROFILE_AUID}/users/global/d`, { kind: 'document', root: '/r', auid: PROFILE_AUID, xui: 'global', document: 'd' }],
    [`${path}/~~/a/b?xmlns(p=u)`, { kind: 'node', within: { kind: 'document', root: '', ...document }, selector: 'a/b', query: 'xmlns(p=u)' }],
    [`${path}/~~/a[@b=%22~~%22]/~~`, { kind: 'node', within: { kind: 'document', root: '', ...document }, selector: 'a[@b=%22~~%22]/~~' }],
    ['/', { kind: 'malformed', problem: 'bad-segment', message: 'A path segment is empty.' }],
    ['/a/b', { kind: 'other' }],
    ['/a/~~/b', { kind: 'other' }],
  ];
  for (const [target, parsed] of targets) test(target, () => assert.deepEqual(parseTarget(target), parsed));

  const malformed: [target: string, problem: string][] = [
    ['', 'not-a-path'],
    ['*', 'not-a-path'],
    ['http://h/x', 'not-a-path'],
    [`//x${path}`, 'bad-segment'],
    [`${path}/`, 'bad-segment'],
    [path.replace('User2', '%'), 'bad-escape'],
    [path.replace('User2', '%zz'), 'bad-escape'],
    [path.replace('User2', '%ff'), 'bad-escape'],
    [path.replace('User2', '%c0%ae'), 'bad-escape'],
    [path.replace('User2', '%ed%a0%80'), 'bad-escape'],
    [path.replace('User2', '%00'), 'bad-segment'],
    [path.replace('User2', '%0d%0aX'), 'bad-segment'],
    [`/../..${path}`, 'bad-segment'],
    [`/%2e%2e${path}`, 'bad-segment'],
    [path.replace('user-profile-0.xml', '..'), 'bad-segment'],
    [path.replace('user-profile-0.xml', '%7E~'), 'bad-segment'],
    [path.replace('user-profile-0.xml', '..%2f..%2fetc'), 'encoded-slash'],
    [`/a%2fb${path}`, 'encoded-slash'],
  ];
  for (const [target, problem] of malformed) {
    test(`${target} is refused as ${problem}`, () => {
      const parsed = parseTarget(target);
      assert.equal(parsed.kind === 'malformed' && parsed.problem, problem);
    });
  }

  // Anything that an address may hold; what may not stand in one has its own tests above.
  // eslint-disable-next-line no-control-regex
  const segment = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/^(\.{1,2}|~~)$|[\u0000-\u001f\u007f-\u009f\u2028\u2029]|\p{Cs}/u.test(text));
  const name = segment.filter((text) => !text.includes('/'));

  test('encode, then parse, gives the parts back for any of them', () => {
    fc.assert(
      fc.property(fc.array(name, { maxLength: 4 }), name, segment, name, (rootSegments, auid, xui, document) => {
        const root = rootSegments.map((text) => `/${encodeURIComponent(text)}`).join('');
        const { origin, target } = wireAddress({ root: `https://cms.example:1234${root}`, auid, xui, document });
        assert.equal(origin, 'https://cms.example:1234');
        assert.match(target, /^[A-Za-z0-9\-._~!$&'()*+,;=:@%/]+$/);
        const parsed = parseTarget(target);
        assert.equal(parsed.kind, 'document');
        assert.deepEqual(parsed.kind === 'document' && [parsed.auid, parsed.xui, parsed.document], [auid, xui, document]);
        assert.equal(parsed.kind === 'document' && decodeURIComponent(parsed.root), decodeURIComponent(root));
      }),
    );
  });

  test('what is parsed and encoded again is the same place', () => {
    fc.assert(
      fc.property(fc.array(name, { maxLength: 4 }), segment, (rootSegments, xui) => {
        const root = `http://h${rootSegments.map((text) => `/${encodeURIComponent(text)}`).join('')}`;
        const { target } = wireAddress({ root, auid: PROFILE_AUID, xui, document: 'd' });
        const parsed = parseTarget(target);
        assert.equal(parsed.kind === 'document' && wireAddress({ ...parsed, root: `http://h${parsed.root}` }).target, target);
      }),
    );
  });

  test('no target makes it throw', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (target) => typeof parseTarget(`/${target}`).kind === 'string'));
  });
});
