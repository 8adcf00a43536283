import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applicationUsages, type ApplicationUsage } from '../../../cms/src/applicationUsages';
import { createLanguageService } from '../../../server/src/service';
import { parse } from '../../../server/src/syntax/parse';
import { syntaxDiagnostics } from '../../../server/src/syntax/problems';
import { childElements } from '../../../server/src/syntax/cursor';
import { readXcapError } from '../../../xcap/src/xcapError';
import { LocalCms, MEDIA_TYPE, type Reply } from '../localCms';
import { STORES } from '../stores';

/** One row: a document, a request about it, what is answered, and the document after that. */
export interface Case {
  /** Of RFC 4825, where nothing else is named. */
  readonly section: string;
  readonly what: string;
  /** A shift plan, or a user profile where the row says so. */
  readonly application?: 'profile';
  /** None where absent. */
  readonly before?: string;
  /** Method and node selector (`PUT shift/crew[1]`), or the method alone for the whole document. What cannot stand in a path is encoded; `%` stays as it is. */
  readonly request: string;
  readonly body?: string | Uint8Array;
  /** `{tag}` is the entity tag of the document. The Content-Type is the right one, where none is given; '' for none. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Status; for a 409 its reason: `409 cannot-insert`. */
  readonly answer: string;
  /** The body of the answer, whole. For a 409, the phrase. */
  readonly text?: string;
  readonly type?: string;
  readonly allow?: string;
  /** Of a `no-parent`: what follows the address of the document. */
  readonly ancestor?: string;
  /** Of a `uniqueness-failure`: the field in use and the values that are free. */
  readonly exists?: readonly { readonly field: string; readonly altValues: readonly string[] }[];
  /** The whole document; the same as before where absent, none where null. */
  readonly after?: string | null;
}

export const SHIFT_NAMESPACE = 'urn:example:shift';
const service = createLanguageService();

/** An application whose documents need only be well-formed: what happens is the protocol's doing alone. */
const SHIFT_PLANS: ApplicationUsage = {
  auid: 'org.example.shift',
  mediaType: 'application/vnd.example.shift+xml',
  defaultNamespace: SHIFT_NAMESPACE,
  otherNamespaces: [],
  trees: ['users', 'global'],
  validate: (text) => syntaxDiagnostics(parse(text)),
  placeFor: (_tree, parent) => childElements(parent).length,
};

/** The user profile with the verdict of the editor, and the shift plans. */
export const USAGES: readonly ApplicationUsage[] = [...applicationUsages((text) => service.diagnose(service.parse(text))), SHIFT_PLANS];

/** A shift plan of these elements. */
export const shift = (content: string): string => `<shift xmlns="${SHIFT_NAMESPACE}">${content}</shift>`;

export const USER = 'sip:User2@example.com';

/** Runs the rows over HTTP on every user database. */
export function conformance(topic: string, cases: readonly Case[]): void {
  for (const store of STORES) {
    suite(`conformance: ${topic} (${store.name})`, () => {
      let bench: Bench;
      suiteSetup(async () => (bench = await Bench.open(store)));
      suiteTeardown(() => bench.close());
      for (const [index, each] of cases.entries()) test(`${each.section}: ${each.what}`, () => bench.run(each, index));
    });
  }
}

/** A CMS over a store of its own, and the caller of every request. */
export class Bench {
  private constructor(readonly cms: LocalCms, private readonly folder: string, private readonly authorization: Record<string, string>) {}

  static async open(store: (typeof STORES)[number]): Promise<Bench> {
    const folder = await mkdtemp(join(tmpdir(), 'mcptt-conformance-'));
    const cms = await LocalCms.start({ database: await store.open(folder), usages: USAGES });
    return new Bench(cms, folder, { Authorization: `Bearer ${await cms.token(USER, false, 600)}` });
  }

  async close(): Promise<void> {
    await this.cms.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  send(method: string, target: string, headers: Record<string, string> = {}, body?: string | Uint8Array): Promise<Reply> {
    return this.cms.send(method, target, { ...this.authorization, ...headers }, body);
  }

  async run(row: Case, index: number): Promise<void> {
    const profile = row.application === 'profile';
    const wholeType = profile ? MEDIA_TYPE : SHIFT_PLANS.mediaType;
    const document = `/root/${profile ? 'org.3gpp.mcptt.user-profile' : SHIFT_PLANS.auid}/users/${USER}/${index}.xml`;
    const tag = row.before === undefined ? undefined : (await this.send('PUT', document, { 'Content-Type': wholeType }, row.before)).headers['etag'];
    assert.equal(tag === undefined, row.before === undefined, 'the document before can be stored');

    const [method = '', ...rest] = row.request.split(' ');
    const selector = rest.join(' ');
    const target = selector === '' ? document : `${document}/~~/${encoded(selector)}`;
    const type = selector === '' ? wholeType : /\/@[^/\]]*$/.test(selector.split('?')[0] ?? '') ? 'application/xcap-att+xml' : 'application/xcap-el+xml';
    const headers = { ...(method === 'PUT' ? { 'Content-Type': type } : {}), ...row.headers };
    const sent = Object.entries(headers).filter(([, value]) => value !== '').map(([name, value]) => [name, value.replace('{tag}', tag ?? '"none"')]);
    const reply = await this.send(method, target, Object.fromEntries(sent) as Record<string, string>, row.body);

    this.checkReply(row, reply, document);
    await this.checkAfter(row, reply, document, target, tag);
  }

  private checkReply(row: Case, reply: Reply, document: string): void {
    const conflict = reply.status === 409 ? readXcapError(reply.text) : undefined;
    assert.equal(`${reply.status}${conflict ? ` ${conflict.kind}` : ''}`, row.answer, reply.text);
    if (conflict) {
      assert.equal(reply.headers['content-type'], 'application/xcap-error+xml');
      assert.ok(conflict.phrase, 'every conflict says why');
      assert.equal(conflict.ancestor?.replace(`http://127.0.0.1:${this.cms.port}${document}`, ''), row.ancestor);
      assert.deepEqual(conflict.exists, row.exists);
    }
    if (row.text !== undefined) assert.equal(conflict ? conflict.phrase : reply.text, row.text);
    if (row.type !== undefined) assert.equal(reply.headers['content-type'], row.type);
    assert.equal(reply.headers['allow'], row.allow);
  }

  private async checkAfter(row: Case, reply: Reply, document: string, target: string, tag: string | undefined): Promise<void> {
    const after = await this.send('GET', document);
    const expected = row.after === undefined ? row.before : (row.after ?? undefined);
    assert.equal(after.status === 200 ? after.text : undefined, expected);
    const wrote = /^(PUT|DELETE)/.test(row.request) && reply.status < 300;
    // One tag for the document and all its parts (8.5), a new one for each version, the old one for what was refused.
    if (wrote && expected !== undefined) assert.deepEqual([reply.headers['etag'] === after.headers['etag'], after.headers['etag'] === tag], [true, false]);
    else assert.equal(after.headers['etag'], expected === undefined ? undefined : tag);
    if (wrote && row.request.startsWith('PUT')) {
      const served = await this.send('GET', target);
      assert.deepEqual([served.status, served.text, served.headers['etag']], [200, String(row.body), after.headers['etag']], 'GET(PUT(x)) = x');
    }
    if (wrote && row.request.startsWith('DELETE')) assert.equal((await this.send('DELETE', target)).status, 404, 'DELETE is idempotent');
  }
}

/** What cannot stand in a request target as it is, encoded; a query stays a query. */
function encoded(selector: string): string {
  return selector.replace(/[^\x21-\x7e]|["<>[\]^`{|}\\]/gu, encodeURIComponent);
}
