import assert from 'node:assert/strict';
import { nodeTransport } from '../../client/src/transport/nodeTransport';
import { Refusal } from '../../scripts/programs.mjs';
import { createLanguageService } from '../../server/src/service';
import { PROFILE_AUID, type DocumentAddress } from '../../xcap/src/address';
import { changePart, deleteDocument, fetchDocument, publish, type Publication } from '../../xcap/src/client';
import type { PartChange } from '../../xcap/src/requests';
import type { Transport } from '../../xcap/src/wire';
import { PublishDesk } from '../client/publishDesk';
import { LocalCms } from '../cms/localCms';
import { startKamailio } from './kamailioServer';

const name = 'mcptt-user-profile-0.xml';
const show = "[Show the CMS's Version]";
const TEXT = '<?xml version="1.0" encoding="UTF-8"?>\r\n<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" XUI-URI="sip:user1@example.com" user-profile-index="0">\r\n'
  + '  <Name>Ärztin 7 €</Name>\r\n  <Status>true</Status>\r\n</mcptt-user-profile>\r\n';
const THEIRS = TEXT.replace('Ärztin', 'Changed');

/** A server as the suite meets it. */
interface Server {
  readonly root: string;
  readonly token: string;
  stop(): Promise<void>;
}

/** Publishing from the editor, and the steps below it, toward one user's document. */
class Visit {
  readonly desk: PublishDesk;
  readonly address: DocumentAddress;
  private readonly transport: Transport = nodeTransport();
  private readonly signal = new AbortController().signal;

  private constructor(private readonly server: Server, xui: string) {
    this.desk = new PublishDesk(this.transport);
    this.desk.settings.root = server.root;
    this.desk.settings.xui = xui;
    this.address = { root: server.root, auid: PROFILE_AUID, xui, document: name };
  }

  static async at(server: Server, xui: string): Promise<Visit> {
    const visit = new Visit(server, xui);
    await visit.desk.credentials.keep({ name: '', root: server.root }, server.token);
    visit.desk.document.type(TEXT);
    return visit;
  }

  /** What the person reads at the end of a publish. Tags differ from run to run. */
  async publish(...replies: (string | undefined)[]): Promise<string> {
    await this.desk.publish(...replies);
    return (this.desk.person.saw().at(-1) ?? '').replace(/\("[^"]*"\)/, '("…")');
  }

  /** Publishes the document for the first time; what it says is the first row's matter. */
  async published(): Promise<this> {
    await this.publish('Publish');
    return this;
  }

  /** Somebody else's change, unseen by the editor. */
  async change(text = THEIRS): Promise<void> {
    const { entityTag } = await this.read();
    const result = await this.send(text, entityTag === undefined ? { precondition: { kind: 'create' } } : { precondition: { kind: 'replace', entityTag } });
    assert.match(result, /^20[01] /);
  }

  async send(text: string, parts: Partial<Publication>): Promise<string> {
    const { answer } = await publish({ address: this.address, token: this.server.token, text, precondition: 'auto', ...parts }, this.transport, this.signal);
    return answer.summary;
  }

  async read(entityTag?: string): Promise<{ text: string | undefined; entityTag: string | undefined; said: string }> {
    const { text, answer } = await fetchDocument({ address: this.address, token: this.server.token, ...(entityTag === undefined ? {} : { entityTag }) }, this.transport, this.signal);
    return { text, entityTag: answer.entityTag, said: answer.summary };
  }

  async remove(entityTag?: string): Promise<string> {
    return (await deleteDocument({ address: this.address, token: this.server.token, ...(entityTag === undefined ? {} : { entityTag }) }, this.transport, this.signal)).summary;
  }

  async changePart(selector: string, change: PartChange, whole: string): Promise<string> {
    const entityTag = (await this.read()).entityTag ?? '';
    const { answer, servedAsSent } = await changePart({ address: this.address, token: this.server.token, selector, change, entityTag, whole }, this.transport, this.signal);
    return `${answer.summary}${servedAsSent === undefined ? '' : servedAsSent ? '; served as meant' : '; serves something else'}`;
  }
}

/** What a person reads, on our CMS and on Kamailio; `=` where both say the same. */
type Row = [what: string, act: (visit: Visit) => Promise<string>, ours: string, kamailio: string];

const failure = '500 Server error: the CMS failed; whether it has done something is not known, fetch the document to see';

const ROWS: Row[] = [
  // It answers 200 and never 201.
  ['create', (visit) => visit.publish('Publish'), `information: 201 Created: the CMS has stored ${name} as a new document, and serves it exactly as it was sent.`, `information: 200 OK: the CMS has stored ${name} and does not say whether it was new, and serves it exactly as it was sent.`],
  ['read what was created, byte by byte', async (visit) => (await (await visit.published()).read()).text ?? '', TEXT, '='],
  // It overlooks If-None-Match: * and would overwrite; the look before is what saves the other's document.
  ['create where somebody else has created: asked, left, kept', async (visit) => {
    await visit.change();
    const asked = await visit.publish('Publish', undefined);
    return `${asked} ${(await visit.read()).text === THEIRS ? 'kept' : 'LOST'}`;
  }, `ask: The CMS already has ${name}. Replace it? [Replace] ${show} kept`, '='],
  ['create only, where there is something: nothing is sent', async (visit) => {
    await visit.change();
    const said = await visit.send(TEXT, { precondition: { kind: 'create' } });
    return `${said} ${(await visit.read()).text === THEIRS ? 'kept' : 'LOST'}`;
  }, `200 OK: the CMS has sent ${name} kept`, '='],
  ['publish the same text again elsewhere: it is there already', async (visit) => {
    await visit.change(TEXT);
    return visit.publish('Publish');
  }, `information: The CMS already has ${name} exactly as it is here; there is nothing left to publish.`, '='],
  ['replace', async (visit) => {
    (await visit.published()).desk.document.type(THEIRS);
    return visit.publish();
  }, `information: 200 OK: the CMS has replaced ${name}, and serves it exactly as it was sent.`, '='],
  ['replace with the same bytes', async (visit) => (await visit.published()).publish(), `information: 200 OK: the CMS has replaced ${name}, and serves it exactly as it was sent.`, '='],
  ['conflict: nobody is overwritten', async (visit) => {
    await (await visit.published()).change();
    const said = await visit.publish();
    return `${said} ${(await visit.read()).text === THEIRS ? 'kept' : 'LOST'}`;
  }, `error: 412 Precondition Failed: ${name} was changed on the CMS since the version seen last ("…"); nothing was stored. Look at the CMS's version, then decide. [Merge] ${show} kept`, '='],
  ['removed by somebody meanwhile', async (visit) => {
    await (await visit.published()).remove();
    return visit.publish(undefined);
  }, `ask: ${name} is not on the CMS any more. Publish it as a new document? [Publish]`, '='],
  // It compares * with the tag.
  ['replace whatever is there', async (visit) => (await visit.published()).send(THEIRS, { precondition: { kind: 'replace', entityTag: '*' } }),
    `200 OK: the CMS has replaced ${name}`, `412 Precondition Failed: ${name} is not on the CMS, or the CMS does not know If-Match: *, then give it the entity tag; nothing was stored`],
  // It fails, without a word, on what is not well-formed.
  ['a document that is not well-formed', async (visit) => {
    visit.desk.document.type(TEXT.replace('</Name>', ''));
    return visit.publish('Publish');
  }, `error: ${name} was not published. 409 Conflict: the CMS does not accept the document; nothing was stored. The CMS says: not-well-formed, the document is not well-formed XML; line 3, column 4: 'Name' has no end tag; add '</Name>' where it ends (missing-end-tag).`,
  `error: ${name} was probably not stored: a look right afterwards did not find it. 500 Server error: the CMS failed, perhaps because what was sent is not well-formed XML; whether it has done something is not known, fetch the document to see. ${show}`],
  // It checks no schema for a profile.
  ['a document that is not valid', async (visit) => {
    visit.desk.document.type(TEXT.replaceAll('Status>', 'State>'));
    return visit.publish('Publish');
  }, `error: ${name} was not published. 409 Conflict: the CMS does not accept the document; nothing was stored. The CMS says: schema-validation-error, the document does not follow the schema; line 4, column 4: 'State' is not allowed in 'mcptt-user-profile'; expected 'Name', 'Status', 'ProfileName', 'Pre-selected-indication', 'Common', 'OffNetwork' or 2 others (unexpected-element).`,
  `information: 200 OK: the CMS has stored ${name} and does not say whether it was new, and serves it exactly as it was sent.`],
  // It takes any media type.
  ['a media type that is not that of a profile', (visit) => visit.send(TEXT, { mediaType: 'text/plain' }),
    `415 Unsupported Media Type: the CMS does not take the media type text/plain; nothing was stored. The CMS says: A document of ${PROFILE_AUID} is sent as application/vnd.3gpp.mcptt-user-profile+xml.`,
    `200 OK: the CMS has stored ${name} and does not say whether it was new`],
  ['read what is not there', async (visit) => (await visit.read()).said, `404 Not Found: the CMS has no document or no place at the address of ${name}; nothing was read. The CMS says: There is no such document.`,
    `404 Not found: the CMS has no document or no place at the address of ${name}; nothing was read`],
  ['read what is seen already', async (visit) => (await visit.read((await (await visit.published()).read()).entityTag)).said, `304 Not Modified: ${name} on the CMS is still the version already seen`, '='],
  ['delete another version', async (visit) => (await visit.published()).remove('"another"'),
    `412 Precondition Failed: ${name} on the CMS has changed since it was last read, or is gone; nothing was removed. The CMS says: The document is another version than the one expected.`,
    `412 Precondition Failed: ${name} on the CMS has changed since it was last read, or is gone; nothing was removed`],
  ['delete the version seen', async (visit) => (await visit.published()).remove((await visit.read()).entityTag), `200 OK: the CMS has removed ${name}`, '='],
  // It fails where there is nothing to delete.
  ['delete what is not there', (visit) => visit.remove(), `404 Not Found: the CMS has no document or no place at the address of ${name}; nothing was removed. The CMS says: There is no such document.`, failure],
  // It writes the whole document anew and puts the element behind its siblings.
  ['replace one element', async (visit) => (await visit.published()).changePart('mcptt-user-profile/Name', { kind: 'element', text: '<Name>New</Name>' }, TEXT.replace('Ärztin 7 €', 'New')),
    `200 OK: the CMS has stored mcptt-user-profile/Name in ${name}; served as meant`, `200 OK: the CMS has stored mcptt-user-profile/Name in ${name}; serves something else`],
  // It takes the value of an attribute for a document.
  ['replace one attribute', async (visit) => (await visit.published()).changePart('mcptt-user-profile/@XUI-URI', { kind: 'attribute', text: 'sip:user2@example.com' }, TEXT.replace('user1', 'user2')),
    `200 OK: the CMS has stored mcptt-user-profile/@XUI-URI in ${name}; served as meant`, `${failure}; serves something else`],
  ['remove one element', async (visit) => (await visit.published()).changePart('mcptt-user-profile/Status', { kind: 'remove' }, TEXT.replace('  <Status>true</Status>\r\n', '')),
    `200 OK: the CMS has removed mcptt-user-profile/Status in ${name}; served as meant`, `200 OK: the CMS has removed mcptt-user-profile/Status in ${name}; serves something else`],
];

function suiteFor(title: string, start: () => Promise<Server>, expected: (row: Row) => string): void {
  suite(title, function () {
    this.timeout(20_000);
    let server: Server | undefined;
    suiteSetup(async function () {
      this.timeout(180_000);
      try {
        server = await start();
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        process.stderr.write(`SKIPPED ${title}: ${error.message}\n`);
        this.skip();
      }
    });
    suiteTeardown(() => server?.stop());
    for (const [index, row] of ROWS.entries()) {
      test(row[0], async () => {
        assert.ok(server);
        assert.equal(await row[1](await Visit.at(server, `sip:user${index}@example.com`)), expected(row));
      });
    }
  });
}

async function startOurs(): Promise<Server> {
  const service = createLanguageService();
  const cms = await LocalCms.start({ validate: (text) => service.diagnose(service.parse(text)) });
  return { root: `http://127.0.0.1:${cms.port}/mcptt`, token: await cms.token('sip:admin@example.com', true, 3600), stop: () => cms.stop() };
}

suiteFor('the client against our CMS', startOurs, ([, , ours]) => ours);
suiteFor("the client against Kamailio's xcap_server (Debian's packages kamailio, kamailio-presence-modules, kamailio-sqlite-modules)", async () => ({ ...(await startKamailio()), token: 'any.token.whatever' }), ([, , ours, kamailio]) => (kamailio === '=' ? ours : kamailio));
