import { createHash } from 'node:crypto';
import { refusal, withoutBody, type HttpAnswer } from './answers';
import type { ApplicationUsage } from './applicationUsages';
import { authenticate, mayAct, notOwner, type Caller, type TokenTrust } from './authorise';
import { readConditions } from './conditions';
import { DatabaseUnavailable, type UserDatabase } from './database';
import { decide } from './documents';
import { exchange } from './exchange';
import { readPart } from './parts';
import { Refused } from './refused';
import { ALL_METHODS, resourceOf, type GeneratedResource } from './resource';
import { encodeUtf8 } from './utf8';

/** A request as it came, its body not read yet. */
export interface CmsRequest {
  readonly method: string;
  /** Origin form: path and query, still encoded. */
  readonly target: string;
  /** How the request came; http when left out. */
  readonly scheme?: 'http' | 'https';
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
  /** The documents that are kept. */
  readonly usages: readonly ApplicationUsage[];
  /** Largest document, in bytes. */
  readonly documentBytes: number;
  readonly now: () => Date;
  /** Takes what an administrator has to know. */
  readonly failed?: ((error: unknown) => void) | undefined;
  /** A strong entity tag, with its quotes, never given before. */
  readonly newEntityTag: () => string;
}

/** Answers one request: who, where, may they, then what. Never rejects for anything that a client sends. */
export async function handle(request: CmsRequest, services: CmsServices): Promise<Handled> {
  const caller = await authenticate(request.headers['authorization'], services.trust, services.now());
  if ('status' in caller) return { answer: caller };
  const who = caller.mcpttId;
  try {
    return { who, ...(await handleFor(caller, request, services)) };
  } catch (error) {
    if (error instanceof Refused) return { who, answer: error.answer };
    if (error instanceof DatabaseUnavailable && error.cause !== undefined) services.failed?.(error.cause);
    if (error instanceof DatabaseUnavailable) return { who, answer: refusal(503, error.message, { 'Retry-After': '5' }) };
    throw error;
  }
}

async function handleFor(caller: Caller, request: CmsRequest, services: CmsServices): Promise<Handled> {
  // RFC 9110 9.3.7: asked of the CMS as a whole, it is no more possible than on a document.
  if (request.method === 'OPTIONS' && request.target === '*') return { answer: notPossible('OPTIONS', ALL_METHODS) };
  const resource = resourceOf(request.target, services.usages);
  if ('status' in resource) return { answer: resource };
  const { methods, key } = resource;
  // RFC 4825 8.1 for POST; the same goes for every method that means nothing here.
  if (!methods.includes(request.method)) return { answer: notPossible(request.method, methods) };
  // What is in the global tree is for every user to read, and for nobody but administrators to write.
  const forAll = key.xui === '' && (request.method === 'GET' || request.method === 'HEAD');
  if (!forAll && !mayAct(caller, key.xui)) return { answer: notOwner(caller, key.xui) };
  return resource.kind === 'stored' ? exchange(resource, request, services) : { answer: await readGenerated(resource, request, services) };
}

function notPossible(method: string, methods: readonly string[]): HttpAnswer {
  return refusal(405, `${method} is not possible here.`, { Allow: methods.join(', ') });
}

async function readGenerated({ document, key, part }: GeneratedResource, request: CmsRequest, services: CmsServices): Promise<HttpAnswer> {
  const conditional = readConditions(request.method, request.headers);
  if ('status' in conditional) return conditional;
  const text = await document.write(key.root, key.xui, services);
  const served = part ? readPart(text, part) : { mediaType: document.mediaType, text };
  if (!served) return refusal(404, 'The document has no such part, or more than one.');
  // A tag that follows from the content stays the same while the content does.
  const headers = { ETag: `"${createHash('sha256').update(text).digest('hex').slice(0, 40)}"` };
  const decision = decide(conditional, headers.ETag);
  if (decision.kind === 'precondition-failed') return refusal(412, 'The document is another version than the one expected.', headers);
  if (decision.kind === 'unchanged') return withoutBody(304, headers);
  return { status: 200, headers: { 'Content-Type': served.mediaType, ...headers }, body: encodeUtf8(served.text) };
}
