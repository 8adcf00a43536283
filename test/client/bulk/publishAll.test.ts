import assert from 'node:assert/strict';
import type { Clock } from '../../../client/src/bulk/clock';
import type { BulkFile } from '../../../client/src/bulk/documentPlan';
import { noJournal, openJournal, type JournalStore } from '../../../client/src/bulk/journal';
import type { BulkReport } from '../../../client/src/bulk/outcome';
import { publishAll, type BulkPublication } from '../../../client/src/bulk/publishAll';
import { TransportError, type WireResponse } from '../../../xcap/src/wire';
import { profile, root } from '../publishDesk';
import { answer, TableCms } from '../tableCms';

const path = (name: string): string => `/MissionCriticalOrg/MCO-12345/org.3gpp.mcptt.user-profile/users/sip:user2@example.com/${name}`;

/** Time that passes only while somebody waits. */
class HandClock implements Clock {
  readonly waits: number[] = [];
  private time = 0;
  now = (): number => this.time;
  random = (): number => 0.5;
  wait = async (milliseconds: number): Promise<void> => {
    this.waits.push(milliseconds);
    this.time += milliseconds;
  };
}

const file = (name: string, text = profile): BulkFile => ({ path: `/p/${name}`, name, read: async () => new TextEncoder().encode(text) });
const files = (count: number): BulkFile[] => Array.from({ length: count }, (_, index) => file(`${index}.xml`));

/** A run against a table, one document at a time. */
class Run {
  readonly cms = new TableCms();
  readonly clock = new HandClock();
  readonly cancel = new AbortController();
  renewals: (string | undefined)[] = [];
  go(given: readonly BulkFile[], parts: Partial<BulkPublication> = {}): Promise<BulkReport> {
    return publishAll({
      files: given, connection: { root, auid: 'org.3gpp.mcptt.user-profile', xui: '', mediaType: 'application/vnd.3gpp.mcptt-user-profile+xml' },
      transport: this.cms.transport, tokens: { token: 'first-token', renew: async () => this.renewals.shift() }, journal: noJournal, clock: this.clock,
      parallel: 1, replace: false, withErrors: false, countErrors: async () => 0, signal: this.cancel.signal, ...parts,
    });
  }
  puts = (): string[] => this.cms.requests.filter((line) => line.startsWith('PUT'));
}

const counted = ({ counts }: BulkReport): object => Object.fromEntries(Object.entries(counts).filter(([, number]) => number > 0));

suite('publishing many documents', () => {
  let run: Run;
  setup(() => (run = new Run()));

  test('a connection that is not made is tried again, later and later, and not for ever', async () => {
    run.cms.rather = () => new TransportError('unsent', 'Nobody listens.');
    const report = await run.go(files(3));
    assert.deepEqual(run.clock.waits, [375, 750, 1500, 3000, 6000]);
    assert.deepEqual([counted(report), report.stopped], [{ waiting: 3 }, { kind: 'unreachable', message: 'Nobody listens.' }]);
  });

  test('a PUT without an answer is looked for before anything else is sent', async () => {
    let first = true;
    run.cms.rather = ({ method, target, body }) => {
      if (method !== 'PUT' || !first) return undefined;
      first = false;
      run.cms.change(target, new TextDecoder().decode(body));
      return new TransportError('uncertain', 'Cut off.');
    };
    assert.deepEqual(counted(await run.go(files(1))), { stored: 1 });
    assert.equal(run.puts().length, 1);
  });

  test('it is sent again only where the look shows that it is not there, and never over somebody else', async () => {
    let lost = 1;
    run.cms.rather = ({ method }) => (method === 'PUT' && lost-- > 0 ? new TransportError('uncertain', 'Cut off.') : undefined);
    assert.deepEqual(counted(await run.go(files(1))), { stored: 1 });
    assert.equal(run.puts().length, 2);
    const other = new Run();
    other.cms.rather = ({ method, target }) => {
      if (method !== 'PUT') return undefined;
      other.cms.change(target, '<theirs/>');
      return new TransportError('uncertain', 'Cut off.');
    };
    const report = await other.go(files(1), { replace: true });
    assert.match(report.told[0]?.message ?? '', /^somebody else has changed it/);
    assert.equal(other.cms.documents.get(path('0.xml'))?.text, '<theirs/>');
  });

  test('a PUT whose end cannot be found out is told as uncertain', async () => {
    let sent = false;
    run.cms.rather = ({ method }) => {
      sent ||= method === 'PUT';
      return sent ? new TransportError('uncertain', 'Cut off.') : undefined;
    };
    const report = await run.go(files(1));
    assert.deepEqual([counted(report), report.told[0]?.message], [{ uncertain: 1 }, 'it may have been stored: Cut off.']);
    assert.equal(run.puts().length, 1);
  });

  test('Retry-After is kept, and one that is too long stops the run', async () => {
    let busy = 2;
    run.cms.rather = () => (busy-- > 0 ? answer(429, 'Too Many Requests', { 'retry-after': '7' }) : undefined);
    assert.deepEqual(counted(await run.go(files(2))), { stored: 2 });
    assert.deepEqual(run.clock.waits, [7000, 7000]);
    run.cms.rather = () => answer(503, 'Service Unavailable', { 'retry-after': '3600' });
    const report = await run.go([file('late.xml'), file('later.xml')]);
    assert.deepEqual([counted(report), report.stopped?.kind, run.clock.waits.length], [{ waiting: 2 }, 'busy', 2]);
  });

  test('a 401 has the token renewed once for all; a new one that is refused at once ends it', async () => {
    run.cms.token = 'second-token';
    run.renewals = ['second-token'];
    assert.deepEqual(counted(await run.go(files(8), { parallel: 4 })), { stored: 8 });
    run.cms.token = 'another-token';
    run.renewals = ['third-token', 'fourth-token'];
    const report = await run.go([file('x.xml'), file('y.xml')]);
    assert.deepEqual([counted(report), report.stopped?.kind, run.renewals], [{ refused: 1, waiting: 1 }, 'token', ['fourth-token']]);
  });

  test('cancelled, what is under way ends and nothing more begins', async () => {
    run.cms.rather = ({ method, target }) => {
      if (method === 'PUT' && target.endsWith('/1.xml')) run.cancel.abort();
      return undefined;
    };
    const report = await run.go(files(5));
    assert.deepEqual([counted(report), report.stopped?.kind], [{ stored: 2, waiting: 3 }, 'cancelled']);
  });

  test('what is replaced is the version that was seen, and no other', async () => {
    run.cms.change(path('0.xml'), '<old/>');
    const report = await run.go(files(1), { replace: true });
    assert.deepEqual([counted(report), run.puts()], [{ stored: 1 }, [`PUT ${path('0.xml')} "v1"`]]);
  });

  test('who was overtaken by the same text has it there; by another one, nothing is replaced', async () => {
    const overtakenBy = (theirs: string) => {
      run.cms.rather = ({ method, target }) => { if (method === 'PUT') run.cms.change(target, theirs); return undefined; };
    };
    overtakenBy(profile);
    assert.deepEqual(counted(await run.go(files(1))), { there: 1 });
    overtakenBy('<theirs/>');
    const report = await run.go([file('other.xml')], { replace: true });
    assert.deepEqual([counted(report), run.cms.documents.get(path('other.xml'))?.text], [{ refused: 1 }, '<theirs/>']);
    assert.match(report.told[0]?.message ?? '', /^somebody else has changed it/);
  });

  test('a CMS that refuses every condition is not asked for ever', async () => {
    run.cms.rather = ({ method }) => (method === 'PUT' ? answer(412, 'Precondition Failed') : undefined);
    assert.deepEqual([counted(await run.go(files(1))), run.puts().length], [{ refused: 1 }, 2]);
  });

  test('what a 409 is about is told with its places, and what is stored afterwards has none', async () => {
    const judged: unknown[] = [];
    const parts: Partial<BulkPublication> = { judged: ({ name }, _, places) => judged.push([name, places]) };
    const error = '<xcap-error xmlns="urn:ietf:params:xml:ns:xcap-error"><schema-validation-error phrase="line 1, column 2: no first-token of mine"/></xcap-error>';
    run.cms.rather = ({ method }) => (method === 'PUT' ? answer(409, 'Conflict', { 'content-type': 'application/xcap-error+xml' }, error) : undefined);
    const report = await run.go(files(1), parts);
    assert.deepEqual([counted(report), 'places' in (report.told[0] ?? {})], [{ refused: 1 }, false]);
    run.cms.rather = undefined;
    await run.go(files(1), parts);
    assert.deepEqual(judged, [
      ['0.xml', [{ start: { line: 0, character: 1 }, end: { line: 0, character: 19 }, message: 'no ••• of mine' }]],
      ['0.xml', []],
    ]);
  });

  test('no more files are in memory than are on their way', async () => {
    let open = 0;
    let most = 0;
    const watched = files(20).map((each): BulkFile => ({ ...each, read: async () => { most = Math.max(most, open += 1); return each.read(); } }));
    // Its user is known, so that planning reads nothing.
    await run.go(watched, { parallel: 3, connection: { root, auid: 'a', xui: 'sip:user2@example.com', mediaType: 'text/xml' }, progress: () => (open -= 1) });
    assert.equal(most, 3);
  });

  test('addresses are found a few files at a time, in the order of the files', async () => {
    let open = 0;
    let most = 0;
    const slow = Array.from({ length: 40 }, (_, index): BulkFile => ({
      ...file(`${index}.xml`),
      read: async () => {
        most = Math.max(most, open += 1);
        for (let turn = 0; turn < 40 - index; turn += 1) await Promise.resolve();
        open -= 1;
        throw new Error('gone');
      },
    }));
    const { told } = await run.go(slow);
    assert.deepEqual([most, told.map(({ path: at }) => at)], [16, slow.map(({ path: at }) => at)]);
  });

  test('a file that names another user at its turn than at the beginning is not sent', async () => {
    let reads = 0;
    const changing: BulkFile = { ...file('0.xml'), read: async () => new TextEncoder().encode((reads += 1) === 1 ? profile : profile.replaceAll('user2', 'user3')) };
    assert.deepEqual([counted(await run.go([changing])), run.cms.requests], [{ unfit: 1 }, []]);
  });

  test('what reading back has shown is told as what it is', async () => {
    const told = async (rather: (text: string) => WireResponse | undefined): Promise<[object, string | undefined]> => {
      const each = new Run();
      each.cms.rather = ({ method }) => (method === 'GET' && each.puts().length > 0 ? rather(profile) : undefined);
      const report = await each.go(files(1));
      return [counted(report), report.told[0]?.message];
    };
    assert.deepEqual(await told(() => undefined), [{ stored: 1 }, undefined]);
    assert.deepEqual(await told((text) => answer(200, 'OK', {}, `${text}<!-- -->`)), [{ stored: 1 }, 'stored; the CMS serves it in another form with the same meaning']);
    assert.deepEqual(await told((text) => answer(200, 'OK', {}, text.replace('user2', 'user3'))), [{ stored: 1 }, 'stored, but the CMS serves something else than was sent']);
    assert.deepEqual(await told(() => answer(404, 'Not Found')), [{ stored: 1 }, 'stored, as the CMS says, but it serves nothing there']);
    assert.deepEqual(await told(() => answer(500, 'No')), [{ stored: 1 }, 'stored, but it could not be read back to compare']);
  });

  test('a stopped run goes on by its journal; a line that was cut off is removed', async () => {
    let text = '';
    const store: JournalStore = {
      read: async () => text, append: async (more) => { text += more; }, remove: async () => { text = ''; },
      cut: async (bytes) => { text = new TextDecoder().decode(new TextEncoder().encode(text).slice(0, bytes)); },
    };
    const owner = { root, auid: 'org.3gpp.mcptt.user-profile' };
    run.cms.rather = ({ target }) => { if (target.endsWith('/%C3%A9.xml')) run.cancel.abort(); return undefined; };
    await run.go([file('a.xml'), file('\u00e9.xml')], { journal: await openJournal(store, owner) });
    const lines = text.trim().split('\n').map((line) => JSON.parse(line) as { state?: string });
    assert.deepEqual(lines.map(({ state }) => state), [undefined, 'sending', 'stored', 'sending', 'stored']);
    const whole = text;
    text += '{"path":"/p/\u00e9';
    const next = new Run();
    const journal = await openJournal(store, owner);
    assert.equal(text, whole);
    const report = await next.go([file('a.xml'), file('\u00e9.xml'), file('c.xml')], { journal });
    assert.deepEqual([counted(report), next.puts().length, text], [{ stored: 1, earlier: 2 }, 1, '']);
    for (const precious of ['my notes, without a line end', whole.replace('mcptt-publish', 'other') + 'cut o', '{"journal":"mcptt-publish","version":2}']) {
      text = precious;
      await assert.rejects(openJournal(store, owner), { name: 'JournalProblem', message: 'it is no journal of a publication; name another file' });
      assert.equal(text, precious, 'what is no journal is left as it is');
    }
    text = whole.replace(root, 'http://a\\nb');
    await assert.rejects(openJournal(store, owner), /it belongs to a publication to http:\/\/a b as org\.3gpp/);
    text = whole.slice(0, 20);
    await (await openJournal(store, owner)).finish();
    assert.equal(text, '', 'a header that a kill has cut off is one all the same');
    text = `${whole}no entry\n`;
    await assert.rejects(openJournal(store, owner), /its line 6 cannot be read/);
  });
});
