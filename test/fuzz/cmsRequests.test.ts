import assert from 'node:assert/strict';
import { connect } from 'node:net';
import fc from 'fast-check';
import { boundedValidation } from '../../cms/src/boundedValidation';
import { createLanguageService } from '../../server/src/service';
import { LocalCms, MEDIA_TYPE } from '../cms/localCms';
import { statusesOf } from '../cms/rawSocket';
import { goodRequests, rawBytes } from './rawRequests';
import { LONG_RUN, runs } from './runs';

const USER = 'sip:alice@example.com';
const FOLDER = `/r/org.3gpp.mcptt.user-profile/users/${USER}`;
const BODY = `<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" XUI-URI="${USER}" user-profile-index="0">\r\n<Name>Shift</Name></mcptt-user-profile>`;
/** More than any answer takes here, and all that a hanging one gets. */
const PATIENCE = 10_000;
/** What the whole run may leave behind, in bytes; an answer that is kept for each of thousands of requests is more. */
const MEMORY = 300_000_000;

suite('the CMS behind a socket', function () {
  this.timeout(3_600_000);
  let cms: LocalCms;
  const failures: unknown[] = [];
  suiteSetup(async () => {
    const service = createLanguageService();
    const { validate } = boundedValidation((text) => service.diagnose(service.parse(text)), () => assert.fail('nothing here is large'));
    cms = await LocalCms.start({ validate, failed: (error) => failures.push(error), limits: { headerBytes: 8192, bodyBytes: 60_000, requestMilliseconds: 2000, idleMilliseconds: 1000, closeMilliseconds: 500 } });
  });
  suiteTeardown(() => cms.stop());

  /** Sends bytes, says that there are no more, and gives all that comes until the CMS closes. */
  const exchange = (bytes: string): Promise<string> => new Promise((resolve, reject) => {
    let text = '';
    const late = setTimeout(() => reject(new Error('the CMS neither answers nor closes')), PATIENCE);
    const socket = connect(cms.port, '127.0.0.1', () => socket.end(bytes, 'latin1'));
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => (text += chunk));
    // It may close on what we are still sending.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(late);
      resolve(text);
    });
  });

  test('answers or closes, never fails, goes on, and serves what it acknowledged byte by byte', async () => {
    const token = await cms.token(USER, true, 36_000);
    const authorization = { Authorization: `Bearer ${token}` };
    const good = goodRequests({ folder: FOLDER, token, mediaType: MEDIA_TYPE, body: BODY });
    const before = process.memoryUsage().rss;
    const counts = new Map<number, number>();
    await fc.assert(fc.asyncProperty(rawBytes(good), async (bytes) => {
      cms.audit.length = 0;
      const answer = await exchange(bytes);
      const statuses = statusesOf(answer);
      for (const status of statuses) counts.set(status, (counts.get(status) ?? 0) + 1);
      assert.deepEqual(failures, []);
      assert.deepEqual(statuses.filter((status) => status === 500), []);
      const written = new Map(cms.audit.filter(({ outcome }) => outcome === 'done').map((entry) => [entry.target, entry]));
      for (const { target, entityTagAfter } of written.values()) {
        const served = await cms.send('GET', target, authorization);
        assert.deepEqual([served.status, served.headers['etag']], entityTagAfter === undefined ? [404, undefined] : [200, entityTagAfter]);
        if (entityTagAfter === undefined) continue;
        const stored = Buffer.from(served.text, 'utf8').toString('latin1');
        // Chunked bytes stand there in pieces, every other body as a whole.
        assert(/chunked/i.test(bytes) ? isSpread(stored, bytes) : bytes.includes(stored), 'what is served was sent');
      }
      assert.equal((await cms.send('GET', `${FOLDER}/never.xml`, authorization)).status, 404);
    }), runs(400));
    assert((process.memoryUsage().rss - before) < MEMORY, 'memory stays bounded');
    // The run has reached what it is about.
    for (const status of [200, 201, 400, 404]) assert(LONG_RUN || counts.has(status), `no ${status} among ${JSON.stringify([...counts])}`);
  });
});

/** Do the characters of a text stand in another one, in their order? */
function isSpread(text: string, within: string): boolean {
  let at = 0;
  for (const character of text) {
    at = within.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
