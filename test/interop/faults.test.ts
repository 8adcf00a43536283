import assert from 'node:assert/strict';
import { fetchTransport } from '../../client/src/transport/fetchTransport';
import { nodeTransport } from '../../client/src/transport/nodeTransport';
import { PROFILE_AUID } from '../../xcap/src/address';
import { fetchDocument } from '../../xcap/src/client';
import type { Transport } from '../../xcap/src/wire';
import { CommandLine, type RunningCms } from '../cli/commandLine';
import { PublishDesk } from '../client/publishDesk';
import { CUT_POINTS, CuttingProxy, type Cut, type Ending } from './cuttingProxy';

const name = 'mcptt-user-profile-0.xml';
const TEXT = '<?xml version="1.0" encoding="UTF-8"?>\r\n<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" XUI-URI="sip:user1@example.com" user-profile-index="0">\r\n  <Name>Ärztin 7 €</Name>\r\n</mcptt-user-profile>\r\n';
const CHANGED = TEXT.replace('7', '8');

/** What the person is told of the document, and what the store then has of it. */
type Told = 'not sent' | 'may be stored' | 'stored';
type Found = 'absent' | 'stored' | 'either';
type PointName = keyof typeof CUT_POINTS;

/** The exchanges of a first publish: the look, the PUT, the reading back. */
const STEPS = ['the look before', 'the PUT', 'the reading back'] as const;

/** For each step and place: what must be told, what must be found. */
const TABLE: readonly (readonly [step: 0 | 1 | 2, at: PointName, told: Told, found: Found])[] = [
  [0, 'beforeConnect', 'not sent', 'absent'],
  [0, 'beforeSend', 'not sent', 'absent'],
  [0, 'midHeader', 'not sent', 'absent'],
  [0, 'bodySent', 'not sent', 'absent'],
  [0, 'beforeAnswer', 'not sent', 'absent'],
  [0, 'midStatusLine', 'not sent', 'absent'],
  [0, 'midAnswerHeader', 'not sent', 'absent'],
  [0, 'midAnswerBody', 'not sent', 'absent'],
  [0, 'afterAnswer', 'stored', 'stored'],
  [1, 'beforeConnect', 'not sent', 'absent'],
  [1, 'beforeSend', 'may be stored', 'absent'],
  [1, 'midHeader', 'may be stored', 'absent'],
  [1, 'midBody', 'may be stored', 'absent'],
  [1, 'bodySent', 'may be stored', 'either'],
  [1, 'beforeAnswer', 'may be stored', 'stored'],
  [1, 'midStatusLine', 'may be stored', 'stored'],
  [1, 'midAnswerHeader', 'may be stored', 'stored'],
  [1, 'afterAnswer', 'stored', 'stored'],
  [2, 'beforeConnect', 'stored', 'stored'],
  [2, 'beforeSend', 'stored', 'stored'],
  [2, 'midHeader', 'stored', 'stored'],
  [2, 'bodySent', 'stored', 'stored'],
  [2, 'beforeAnswer', 'stored', 'stored'],
  [2, 'midStatusLine', 'stored', 'stored'],
  [2, 'midAnswerHeader', 'stored', 'stored'],
  [2, 'midAnswerBody', 'stored', 'stored'],
  [2, 'afterAnswer', 'stored', 'stored'],
];

const LIMITS = { answerBytes: 1_000_000, idleMilliseconds: 5_000, exchangeMilliseconds: 10_000 };
const TRANSPORTS: Readonly<Record<string, Transport>> = {
  node: nodeTransport(LIMITS),
  // One connection for each request here, too, so that the proxy knows which one it sees.
  fetch: fetchTransport(LIMITS, (url, init) => fetch(url, { ...init, headers: { ...(init?.headers as Record<string, string>), Connection: 'close' } })),
};

suite('faults: what is told and what is stored agree, wherever an exchange breaks', function () {
  this.timeout(30_000);
  let cli: CommandLine;
  let cms: RunningCms | undefined;
  let proxy: CuttingProxy;
  let token: string;
  let users = 0;

  suiteSetup(async () => {
    cli = await CommandLine.make();
    proxy = await CuttingProxy.open();
    await startCms();
    token = (await cli.run(['token', '--data', 'data', '--user', 'sip:user1@example.com', '--admin'])).out.trim();
  });
  suiteTeardown(async () => {
    await proxy.close();
    await cli.dispose();
  });

  async function startCms(): Promise<void> {
    const running = await cli.cms('--data', 'data');
    cms = running;
    proxy.leadTo(Number(new URL(running.ready.root).port), async () => {
      cms = undefined;
      await cli.stop(running.child, 'SIGKILL');
    });
  }

  /** A window whose document nobody has published yet; its CMS is behind the proxy. */
  async function openDesk(transport: Transport): Promise<PublishDesk> {
    const desk = new PublishDesk(transport);
    desk.settings.root = `http://127.0.0.1:${proxy.port}/mcptt`;
    desk.settings.xui = `sip:user${users++}@example.com`;
    await desk.credentials.keep({ name: '', root: desk.settings.root }, token);
    desk.document.type(TEXT);
    return desk;
  }

  async function publish(desk: PublishDesk, ...replies: string[]): Promise<Told | 'there already'> {
    await desk.publish(...replies);
    const line = desk.person.saw().at(-1) ?? '';
    if (/^error: .* was not sent: /.test(line)) return 'not sent';
    if (/^error: .* may have been stored: /.test(line)) return 'may be stored';
    if (line === `information: The CMS already has ${name} exactly as it is here; there is nothing left to publish.`) return 'there already';
    assert.match(line, /^(?:information|warning): 20[01] /);
    return 'stored';
  }

  /** What the CMS itself serves, started again where it was killed, past the proxy. */
  async function stored({ settings: { xui } }: PublishDesk): Promise<string | undefined> {
    if (!cms) await startCms();
    const address = { root: cms?.ready.root ?? '', auid: PROFILE_AUID, xui, document: name };
    const { text, answer } = await fetchDocument({ address, token }, nodeTransport(), new AbortController().signal);
    assert.ok(text !== undefined || answer.status === 404, answer.summary);
    return text;
  }

  for (const [transport, endings] of [['node', ['FIN', 'RST', 'kill']], ['fetch', ['FIN', 'RST']]] as const) {
    for (const ending of endings) {
      suite(`${ending}, over ${transport}`, () => {
        for (const [step, at, ...usual] of TABLE) {
          const cut: Cut = { exchange: step, point: CUT_POINTS[at], ending };
          const [expected, found] = exception(step, at, ending, transport) ?? usual;
          test(`${STEPS[step]}, ${CUT_POINTS[at].name}: ${expected}`, async () => {
            const desk = await openDesk(TRANSPORTS[transport]!);
            const version = desk.document.version();
            await proxy.arm(cut);
            assert.equal(await publish(desk, 'Publish'), expected);
            await proxy.arm(undefined);
            const text = await stored(desk);
            if (expected === 'not sent' || found === 'absent') assert.equal(text, undefined);
            else if (found === 'stored') assert.equal(text, TEXT);
            else assert.ok(text === undefined || text === TEXT);

            // Again, with nothing in the way: whatever came of the first time, the document is there once and nobody is asked to lose anything.
            const again = await publish(desk, ...(expected === 'stored' ? [] : ['Publish']));
            // A CMS that has the whole request acts on it in its own time, perhaps only now.
            if (found === 'either') assert.ok(again === 'stored' || again === 'there already');
            else assert.equal(again, expected === 'stored' || text === undefined ? 'stored' : 'there already');
            assert.equal(await stored(desk), TEXT);
            assert.deepEqual([desk.document.text(), desk.document.version()], [TEXT, version]);
          });
        }
      });
    }
  }

  /** What is not as in the table. */
  function exception(step: number, at: PointName, ending: Ending, transport: string): readonly [Told, Found] | undefined {
    // Behind the look the CMS is gone, and the proxy in its place takes the PUT and gives no answer.
    if (ending === 'kill' && step === 0 && at === 'afterAnswer') return ['may be stored', 'absent'];
    // A browser does not tell a CMS that is not there from one that is cut off.
    return transport === 'fetch' && step === 1 && at === 'beforeConnect' ? ['may be stored', 'absent'] : undefined;
  }

  for (const ending of ['FIN', 'RST', 'kill'] as const) {
    suite(`${ending}, at a replacement`, () => {
      for (const [, at, told] of TABLE.filter(([step]) => step === 1)) {
        test(`${CUT_POINTS[at].name}: ${told}`, async () => {
          const desk = await openDesk(TRANSPORTS['node']!);
          assert.equal(await publish(desk, 'Publish'), 'stored');
          desk.document.type(CHANGED);
          await proxy.arm({ exchange: 0, point: CUT_POINTS[at], ending });
          assert.equal(await publish(desk), told);
          await proxy.arm(undefined);
          const text = await stored(desk);
          assert.ok(text === TEXT || text === CHANGED);
          if (told === 'not sent') assert.equal(text, TEXT);
          if (told === 'stored') assert.equal(text, CHANGED);
          const again = await publish(desk);
          if (at === 'bodySent') assert.ok(again === 'stored' || again === 'there already');
          else assert.equal(again, told !== 'stored' && text === CHANGED ? 'there already' : 'stored');
          assert.equal(await stored(desk), CHANGED);
        });
      }
    });
  }
});
