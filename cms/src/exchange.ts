import { conflict, refusal, withoutBody, type HttpAnswer } from './answers';
import { refuseHeader } from './bodyHeader';
import { readConditions } from './conditions';
import type { DocumentVersion } from './database';
import { decide, type DocumentRequest } from './documents';
import type { CmsRequest, CmsServices, Handled } from './handler';
import { partChange, type Change } from './partChange';
import { readPart, type ServedPart } from './parts';
import type { StoredResource } from './resource';
import { decodeUtf8, encodeUtf8 } from './utf8';
import { refuseInvalid } from './validation';

const NOTHING = new Uint8Array();

/**
 * The largest document whose parts are served and changed, in bytes. Parts are found and cut in this thread, at a cost
 * that grows with the document: others must not wait for it. A profile has some 10 kB.
 */
const LARGEST_IN_PARTS = 512 * 1024;

/**
 * Answers a request for a stored document or a part of one. A part is changed by replacing the very version of the
 * document that it was made from, so that preconditions and concurrent writers mean the same for both.
 */
export async function exchange(resource: StoredResource, request: CmsRequest, services: CmsServices): Promise<Handled> {
  const conditional = readConditions(request.method, request.headers);
  if ('status' in conditional) return { answer: conditional };
  const writing = request.method === 'PUT';
  const refused = writing ? refuseHeader(request.headers, resource) : undefined;
  if (refused) return { answer: refused };
  // What changes something has to come whole, also where its body means nothing: half a request is none, and is told so.
  const sent = writing || request.method === 'DELETE' ? await request.readBody() : NOTHING;
  const { key, part } = resource;
  const wholeVerdict = remembered(() => refuseWhole(sent, resource));

  // Somebody else's write may come between the decision and ours; then the decision is taken anew on what is there now.
  // Each turn means that another write has succeeded, so this ends.
  for (;;) {
    const stored = await services.database.read(key);
    const before = stored === undefined ? {} : { entityTagBefore: stored.entityTag };
    if (part && stored && stored.body.length > LARGEST_IN_PARTS) {
      return { answer: conflict('constraint-failure', `the document has ${stored.body.length} bytes; parts are served and changed of documents up to ${LARGEST_IN_PARTS} bytes, so send or fetch the whole`), ...before };
    }
    const found = part && stored && !writing ? readPart(textOf(stored), part) : undefined;
    if (part && stored && !writing && !found) return { answer: refusal(404, 'The document has no such part, or more than one.', tagOf(stored)), ...before };
    const decision = decide(conditional, stored?.entityTag);
    if (decision.kind === 'absent') return { answer: refusal(404, 'There is no such document.') };
    if (decision.kind === 'precondition-failed') return { answer: refusal(412, unexpected(conditional, stored, part !== undefined), tagOf(stored)), ...before };
    if (decision.kind === 'unchanged') return { answer: withoutBody(304, tagOf(stored)) };
    if (decision.kind === 'serve') return { answer: serve(resource, stored, found) };
    if (decision.kind === 'remove' && !part) {
      if ((await services.database.remove(key, decision.expected)) === 'removed') return { answer: withoutBody(200), ...before };
      continue;
    }
    const change = part ? await partChange(stored && textOf(stored), part, sent, resource, request, services.documentBytes) : wholeChange(sent, await wholeVerdict(), stored);
    if ('answer' in change) return { answer: change.answer, ...before };
    const entityTag = services.newEntityTag();
    if ((await services.database.write(key, { entityTag, body: change.body }, decision.expected)) === 'written') {
      return { answer: withoutBody(change.status, { ETag: entityTag }), ...before, entityTagAfter: entityTag };
    }
  }
}

/** Says why a precondition does not hold. */
function unexpected({ ifMatch, ifNoneMatch }: DocumentRequest, stored: DocumentVersion | undefined, part: boolean): string {
  if (!stored) return 'There is no such document.';
  if (ifMatch !== undefined || ifNoneMatch !== '*') return 'The document is another version than the one expected.';
  // RFC 4825 8.5: a part that is not there yet has the entity tag of its document, too.
  return part ? 'The document is there already, and its parts share its entity tag; guard a new part with If-Match.' : 'The document is there already.';
}

function serve({ usage }: StoredResource, stored: DocumentVersion | undefined, found: ServedPart | undefined): HttpAnswer {
  const [type, body] = found ? [found.mediaType, encodeUtf8(found.text)] : [usage.mediaType, stored?.body ?? NOTHING];
  return { status: 200, headers: { 'Content-Type': type, ...tagOf(stored) }, body };
}

async function refuseWhole(body: Uint8Array, { usage }: StoredResource): Promise<HttpAnswer | undefined> {
  const text = decodeUtf8(body);
  return text === undefined ? conflict('not-utf-8', 'the document is not encoded in UTF-8') : refuseInvalid(text, usage);
}

function wholeChange(body: Uint8Array, refused: HttpAnswer | undefined, stored: DocumentVersion | undefined): Change {
  return refused ? { answer: refused } : { body, status: stored ? 200 : 201 };
}

/** Asks once: the verdict on a whole document does not depend on what is there. */
function remembered<T>(ask: () => T): () => T {
  let answer: { readonly value: T } | undefined;
  return () => (answer ??= { value: ask() }).value;
}

/** What is stored was UTF-8 when it came. */
function textOf(stored: DocumentVersion): string {
  return decodeUtf8(stored.body) ?? '';
}

function tagOf(stored: DocumentVersion | undefined): Record<string, string> {
  return stored === undefined ? {} : { ETag: stored.entityTag };
}
