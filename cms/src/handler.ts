import { DIRECTORY_AUID, DIRECTORY_DOCUMENT, parseTarget, wireAddress, type ParsedTarget } from '../../xcap/src/address';
import { directoryDocument } from '../../xcap/src/directory';
import { parseMediaType } from '../../xcap/src/mediaTypes';
import { directory, refusal, withoutBody, type HttpAnswer } from './answers';
import { APPLICATION_USAGES, type ApplicationUsage } from './applicationUsages';
import { authenticate, mayAct, notOwner, type Caller, type TokenTrust } from './authorise';
import { DatabaseUnavailable, type DocumentKey, type UserDatabase } from './database';
import { decide, type DocumentMethod, type DocumentRequest } from './documents';
import { parseTagCondition } from './entityTags';
import { Refused } from './refused';
import { refuseInvalid, type Validate } from './validation';

/** A request as it came, its body not read yet. */
export interface CmsRequest {
  readonly method: string;
  /** Origin form: path and query, still encoded. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Reads the body once everything that the header alone decides is decided. Rejects with an {@link Refused}. */
  readonly readBody: () => Promise<Uint8Array>;
}

/** An answer, and what an audit keeps of it. */
export interface Handled {
  readonly answer: HttpAnswer;
  /** MCPTT ID of the caller, where the token holds. */
  readonly who?: string;
  readonly entityTagBefore?: string;
  readonly entityTagAfter?: string;
}

/** What a CMS works with; what is not pure is handed in. */
export interface CmsServices {
  readonly database: UserDatabase;
  readonly trust: TokenTrust;
  readonly validate: Validate;
  readonly now: () => Date;
  /** A strong entity tag, with its quotes, never given before. */
  readonly newEntityTag: () => string;
}

type DocumentPlace = ParsedTarget & { readonly kind: 'document' };

const DOCUMENT_METHODS: readonly string[] = ['GET', 'HEAD', 'PUT', 'DELETE'];

/** Answers one request: who, where, may they, then what. Never rejects for anything that a client sends. */
export async function handle(request: CmsRequest, services: CmsServices): Promise<Handled> {
  const caller = await authenticate(request.headers['authorization'], services.trust, services.now());
  if ('status' in caller) return { answer: caller };
  const who = caller.mcpttId;
  try {
    return { who, ...(await handleFor(caller, request, services)) };
  } catch (error) {
    if (error instanceof Refused) return { who, answer: error.answer };
    if (error instanceof DatabaseUnavailable) return { who, answer: refusal(503, error.message, { 'Retry-After': '5' }) };
    throw error;
  }
}

async function handleFor(caller: Caller, request: CmsRequest, services: CmsServices): Promise<Handled> {
  const place = parseTarget(request.target);
  if (place.kind === 'malformed') return { answer: refusal(400, place.message) };
  // RFC 9110 15.5.6: an empty Allow is for a resource that takes no method for now.
  if (place.kind === 'node') return { answer: refusal(405, 'This CMS takes whole documents only, not parts of them.', { Allow: '' }) };
  if (place.kind !== 'document') return { answer: refusal(404, 'No XCAP document can be here; the address is <root>/<AUID>/users/<XUI>/<document>.') };
  if (place.query !== undefined) return { answer: refusal(400, 'The address of a document has no query.') };
  const usage = APPLICATION_USAGES.find(({ auid }) => auid === place.auid);
  const isDirectory = place.auid === DIRECTORY_AUID && place.document === DIRECTORY_DOCUMENT;
  if (!usage && !isDirectory) return { answer: refusal(404, place.auid === DIRECTORY_AUID ? `The directory of a user is ${DIRECTORY_DOCUMENT}.` : `This CMS has no application ${JSON.stringify(place.auid)}.`) };
  const methods = usage ? DOCUMENT_METHODS : ['GET', 'HEAD'];
  if (!methods.includes(request.method)) return { answer: refusal(405, `${request.method} is not possible here.`, { Allow: methods.join(', ') }) };
  if (!mayAct(caller, place.xui)) return { answer: notOwner(caller, place.xui) };
  return usage ? handleDocument(place, usage, request, services) : { answer: await listDocuments(place, services.database) };
}

async function handleDocument(place: DocumentPlace, usage: ApplicationUsage, request: CmsRequest, services: CmsServices): Promise<Handled> {
  const conditional = readConditions(request);
  if ('status' in conditional) return { answer: conditional };
  const refused = request.method === 'PUT' ? refuseHeader(request, usage) : undefined;
  if (refused) return { answer: refused };
  const key: DocumentKey = { root: place.root, auid: place.auid, xui: place.xui, document: place.document };
  const body = request.method === 'PUT' ? await request.readBody() : undefined;
  let verdict: { readonly refused: HttpAnswer | undefined } | undefined;

  // Somebody else's write may come between the decision and ours; then the decision is taken anew on what is there now.
  // Each turn means that another write has succeeded, so this ends.
  for (;;) {
    const stored = await services.database.read(key);
    const before = stored === undefined ? {} : { entityTagBefore: stored.entityTag };
    const decision = decide(conditional, stored?.entityTag);
    if (decision.kind === 'absent') return { answer: refusal(404, 'There is no such document.') };
    if (decision.kind === 'precondition-failed') return { answer: refusal(412, stored ? 'The document is another version than the one expected.' : 'There is no such document.', tagOf(stored)), ...before };
    if (decision.kind === 'unchanged') return { answer: withoutBody(304, tagOf(stored)) };
    if (decision.kind === 'serve') return { answer: { status: 200, headers: { 'Content-Type': usage.mediaType, ...tagOf(stored) }, body: stored?.body ?? new Uint8Array() } };
    if (decision.kind === 'remove') {
      if ((await services.database.remove(key, decision.expected)) === 'removed') return { answer: withoutBody(200), ...before };
      continue;
    }
    verdict ??= { refused: await refuseInvalid(body ?? new Uint8Array(), services.validate) };
    if (verdict.refused) return { answer: verdict.refused, ...before };
    const entityTag = services.newEntityTag();
    if ((await services.database.write(key, { entityTag, body: body ?? new Uint8Array() }, decision.expected)) === 'written') {
      return { answer: withoutBody(decision.expected === undefined ? 201 : 200, { ETag: entityTag }), ...before, entityTagAfter: entityTag };
    }
  }
}

function readConditions(request: CmsRequest): DocumentRequest | HttpAnswer {
  const { 'if-match': match, 'if-none-match': noneMatch } = request.headers;
  // What names no version can never be the version that is there: for If-Match that is a list of none.
  const ifMatch = match === undefined ? undefined : (parseTagCondition(match) ?? []);
  const ifNoneMatch = noneMatch === undefined ? undefined : parseTagCondition(noneMatch);
  if (noneMatch !== undefined && ifNoneMatch === undefined) return refusal(400, 'If-None-Match is neither * nor a list of entity tags in quotes.');
  return { method: request.method as DocumentMethod, ...(ifMatch && { ifMatch }), ...(ifNoneMatch && { ifNoneMatch }) };
}

/** What the header of a PUT alone decides. */
function refuseHeader(request: CmsRequest, usage: ApplicationUsage): HttpAnswer | undefined {
  const { headers } = request;
  const type = parseMediaType(headers['content-type']);
  // RFC 4825 8.2.1: exactly the type of the application usage.
  if (type?.essence !== usage.mediaType.toLowerCase()) return refusal(415, `A document of ${usage.auid} is sent as ${usage.mediaType}.`);
  if (type.charset !== undefined && type.charset !== 'utf-8' && type.charset !== 'utf8') return refusal(415, 'A document is sent in UTF-8.');
  const coding = headers['content-encoding'];
  if (coding !== undefined && coding.toLowerCase() !== 'identity') return refusal(415, 'A document is sent without content coding.', { 'Accept-Encoding': 'identity' });
  // RFC 9110 14.5: to store a part as if it were the whole would destroy the document.
  if (headers['content-range'] !== undefined) return refusal(400, 'A document is sent as a whole, without Content-Range.');
  return undefined;
}

/** The documents of a user that this CMS keeps below the same root. */
async function listDocuments(place: DocumentPlace, database: UserDatabase): Promise<HttpAnswer> {
  const listings = await database.list(place.root, place.xui);
  const entries = listings.map(({ key, entityTag }) => {
    const { target } = wireAddress({ ...key, root: `http://localhost${key.root}` });
    return { auid: key.auid, uri: target, entityTag };
  });
  return directory(directoryDocument(entries));
}

function tagOf(stored: { readonly entityTag: string } | undefined): Record<string, string> {
  return stored === undefined ? {} : { ETag: stored.entityTag };
}
