import assert from 'node:assert/strict';
import { PROFILE_AUID } from '../../xcap/src/address';
import { changePart, deleteDocument, fetchDocument, publish, type Publication } from '../../xcap/src/client';
import { RequestError } from '../../xcap/src/requests';
import { TransportError, type Transport, type WireResponse } from '../../xcap/src/wire';

const address = { root: 'http://h', auid: PROFILE_AUID, xui: 'sip:u@h', document: 'p.xml' };
const publication: Publication = { address, text: '<a/>', token: 'abc', precondition: 'auto' };
const signal = new AbortController().signal;

type Step = [expected: string, answer: WireResponse | Error];

function reply(status: number, body = '', headers: Record<string, string> = {}): WireResponse {
  return { status, reason: '', headers, body: new TextEncoder().encode(body) };
}

/** A transport that knows what will be asked, in order, and what it answers. `done` fails while something was not asked. */
function scripted(...steps: Step[]): { transport: Transport; done: () => void } {
  const left = [...steps];
  return {
    async transport(request) {
      const asked = [request.method, request.headers['If-Match'] ?? request.headers['If-None-Match']].filter(Boolean).join(' ');
      const [expected, answer] = left.shift() ?? ['nothing', new Error('not expected')];
      assert.equal(asked, expected);
      assert.equal(request.headers['Authorization'], 'Bearer abc');
      if (answer instanceof Error) throw answer;
      return answer;
    },
    done: () => assert.deepEqual(left.map(([expected]) => expected), []),
  };
}

/** Publishes against a script and gives the result without the request. */
async function run(parts: Partial<Publication>, ...steps: Step[]): Promise<object> {
  const { transport, done } = scripted(...steps);
  const result = await publish({ ...publication, ...parts }, transport, signal);
  done();
  const { summary, outcome } = result.answer;
  const { request: _request, ...rest } = { request: undefined, ...result };
  return { ...rest, answer: `${outcome}: ${summary}` };
}

suite('xcap: publish', () => {
  test('creates where nothing is, and compares', async () => {
    assert.deepEqual(await run({}, ['GET', reply(404)], ['PUT *', reply(201, '', { etag: '"1"' })], ['GET', reply(200, '<a/>', { etag: '"1"' })]), {
      kind: 'sent',
      answer: 'created: 201 Created: the CMS has stored p.xml as a new document',
      entityTag: '"1"',
      servedAsSent: true,
    });
  });

  test('stops where a document is, and gives it back', async () => {
    assert.deepEqual(await run({}, ['GET', reply(200, '<b/>', { etag: '"1"' })]), {
      kind: 'exists',
      entityTag: '"1"',
      text: '<b/>',
      answer: 'found: 200 OK: the CMS has sent p.xml',
    });
  });

  test('replaces the version just seen when it may', async () => {
    const result = await run({ replaceExisting: true }, ['GET', reply(200, '<b/>', { etag: '"1"' })], ['PUT "1"', reply(200, '', { etag: '"2"' })], ['GET', reply(200, '<a/>', { etag: '"2"' })]);
    assert.deepEqual(result, { kind: 'sent', answer: 'replaced: 200 OK: the CMS has replaced p.xml', entityTag: '"2"', servedAsSent: true });
  });

  test('never replaces without a tag to hold on to', async () => {
    assert.deepEqual(await run({ replaceExisting: true }, ['GET', reply(200, '<b/>')]), { kind: 'exists', text: '<b/>', answer: 'found: 200 OK: the CMS has sent p.xml' });
  });

  test('sends nothing where the look fails', async () => {
    assert.deepEqual(await run({}, ['GET', reply(500)]), { kind: 'unreadable', answer: 'refused: 500 Internal Server Error: the CMS failed' });
  });

  test('creates nothing over what is there, also for a server that overlooks If-None-Match', async () => {
    const found = { kind: 'exists', entityTag: '"1"', text: '<b/>', answer: 'found: 200 OK: the CMS has sent p.xml' };
    assert.deepEqual(await run({ precondition: { kind: 'create' }, replaceExisting: true }, ['GET', reply(200, '<b/>', { etag: '"1"' })]), found);
  });

  test('a sign-in page is no document that is there', async () => {
    const page = reply(200, '<!doctype html><p>Sign in', { 'content-type': 'text/html', etag: '"1"' });
    assert.deepEqual(await run({ replaceExisting: true }, ['GET', page]), {
      kind: 'unreadable',
      answer: 'refused: 200 OK: a web page came instead of p.xml, as from a proxy that asks to sign in; sign in there, or check the XCAP root',
    });
  });

  test('after a failure it looks whether the document is stored all the same', async () => {
    const replace = { precondition: { kind: 'replace', entityTag: '"1"' } } as const;
    const failed = { kind: 'sent', answer: 'refused: 500 Internal Server Error: the CMS failed; whether it has done something is not known, fetch the document to see' };
    assert.deepEqual(await run(replace, ['PUT "1"', reply(500)], ['GET', reply(200, '<a/>', { etag: '"2"' })]), { ...failed, entityTag: '"2"', servedAsSent: true });
    assert.deepEqual(await run(replace, ['PUT "1"', reply(500, '', { etag: '"5"' })], ['GET', reply(200, '<b/>', { etag: '"1"' })]), { ...failed, servedAsSent: false, servedText: '<b/>', servedDifference: "at the top: 'a' here, 'b' on the CMS" });
    assert.deepEqual(await run(replace, ['PUT "1"', reply(500)], ['GET', reply(404)]), { ...failed, servedAsSent: false });
    assert.deepEqual(await run(replace, ['PUT "1"', reply(500)], ['GET', reply(500)]), failed);
  });

  test('a part is changed in one version, and the whole document is read back', async () => {
    const part = { ...publication, selector: 'a/b', entityTag: '"1"', change: { kind: 'element', text: '<b/>' }, whole: '<a><b/><c/></a>' } as const;
    const moved = scripted(['PUT "1"', reply(200, '', { etag: '"2"' })], ['GET', reply(200, '<a><c/><b/></a>', { etag: '"2"' })]);
    const result = await changePart(part, moved.transport, signal);
    moved.done();
    assert.deepEqual([result.answer.outcome, result.entityTag, result.servedAsSent, result.servedText], ['done', '"2"', false, '<a><c/><b/></a>']);
  });

  test('a refused PUT is not read back', async () => {
    assert.deepEqual(await run({ precondition: { kind: 'replace', entityTag: '"1"' } }, ['PUT "1"', reply(412)]), {
      kind: 'sent',
      answer: 'refused: 412 Precondition Failed: p.xml on the CMS has changed since it was last read, or is gone; nothing was stored',
    });
  });

  test('says what is served where it is something else, and takes the tag from there', async () => {
    assert.deepEqual(await run({ precondition: { kind: 'create' } }, ['GET', reply(404)], ['PUT *', reply(201)], ['GET', reply(200, '<a  />', { etag: '"7"' })]), {
      kind: 'sent',
      answer: 'created: 201 Created: the CMS has stored p.xml as a new document',
      entityTag: '"7"',
      servedAsSent: false,
      servedText: '<a  />',
    });
  });

  test('a success stays one where it cannot be read back', async () => {
    const stored = { kind: 'sent', answer: 'created: 201 Created: the CMS has stored p.xml as a new document' };
    const create = { precondition: { kind: 'create' } } as const;
    assert.deepEqual(await run(create, ['GET', reply(404)], ['PUT *', reply(201)], ['GET', reply(403)]), stored);
    assert.deepEqual(await run(create, ['GET', reply(404)], ['PUT *', reply(201)], ['GET', new TransportError('cancelled', 'Cancelled.')]), stored);
    assert.deepEqual(await run(create, ['GET', reply(404)], ['PUT *', reply(201)], ['GET', new TransportError('uncertain', 'cut')]), stored);
  });

  test('a PUT without an answer is reported as such, and sent once', async () => {
    const { transport, done } = scripted(['GET', reply(404)], ['PUT *', new TransportError('uncertain', 'cut')]);
    await assert.rejects(publish({ ...publication, precondition: { kind: 'create' } }, transport, signal), (error) => error instanceof TransportError && error.stage === 'uncertain');
    done();
  });

  test('what cannot be sent is found before anything goes out', async () => {
    const { transport } = scripted();
    await assert.rejects(publish({ ...publication, text: '\ud800' }, transport, signal), RequestError);
  });
});

suite('xcap: fetch and delete', () => {
  test('fetch gives bytes and text, and neither with a refusal', async () => {
    const found = scripted(['GET', reply(200, '<ü/>', { etag: '"1"' })]);
    const { body, text, answer } = await fetchDocument(publication, found.transport, signal);
    assert.deepEqual([text, answer.entityTag, body], ['<ü/>', '"1"', new TextEncoder().encode('<ü/>')]);
    const unchanged = scripted(['GET "1"', reply(304)]);
    assert.equal((await fetchDocument({ ...publication, entityTag: '"1"' }, unchanged.transport, signal)).answer.outcome, 'unchanged');
    const absent = scripted(['GET', reply(404, 'no')]);
    const refused = await fetchDocument(publication, absent.transport, signal);
    assert.deepEqual([refused.text, refused.body, refused.answer.status], [undefined, undefined, 404]);
  });

  test('delete removes the version named', async () => {
    const { transport, done } = scripted(['DELETE "1"', reply(204)]);
    assert.equal((await deleteDocument({ address, token: 'abc', entityTag: '"1"' }, transport, signal)).outcome, 'done');
    done();
  });
});
