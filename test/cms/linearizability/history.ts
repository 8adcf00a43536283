import type { Needs, Operation, Version } from './checker';

/** One request and what came of it. */
export interface Exchange {
  readonly document: string;
  readonly method: 'GET' | 'PUT' | 'DELETE';
  readonly ifMatch?: string;
  readonly ifNoneMatch?: string;
  /** What a PUT sent; every one sends another. */
  readonly body?: number;
  readonly call: number;
  /** Absent where it is not known whether the request was carried out. */
  readonly answer?: {
    readonly at: number;
    readonly status: number;
    readonly entityTag?: string;
    /** What a GET was given. */
    readonly body?: number;
  };
}

/**
 * Reads exchanges as operations on their documents.
 * @param before reads of what was there before them, where there was anything
 * @throws Error for what no order could explain: a body or tag that is not its own
 */
export function operationsOf(exchanges: readonly Exchange[], before: readonly Exchange[] = []): Map<string, Operation[]> {
  const tags = tagsOfBodies(exchanges, before);
  const known = new Set(tags.values());
  const byDocument = new Map<string, Operation[]>();
  for (const exchange of exchanges) {
    const operations = byDocument.get(exchange.document) ?? [];
    byDocument.set(exchange.document, operations);
    operations.push(operationOf(exchange, tags, known));
  }
  return byDocument;
}

/** The entity tag of every body that was acknowledged or served. */
function tagsOfBodies(exchanges: readonly Exchange[], before: readonly Exchange[]): Map<number, string> {
  const tags = new Map<number, string>();
  const bodies = new Map<string, number>();
  const sent = new Map([...before.map(({ document, answer }) => [answer?.body, document] as const), ...exchanges.map(({ document, body }) => [body, document] as const)]);
  for (const { document, method, body, answer } of [...before, ...exchanges]) {
    const about = method === 'GET' ? answer?.body : body;
    const { status = 0, entityTag } = answer ?? {};
    if (about === undefined || status >= 300 || status < 200) continue;
    if (sent.get(about) !== document) throw new Error(`${document} was served with body ${about}, which nobody sent to it`);
    if (entityTag === undefined) throw new Error(`${document}, body ${about}: ${status} without an entity tag`);
    if ((tags.get(about) ?? entityTag) !== entityTag) throw new Error(`${document}, body ${about} has two entity tags, ${tags.get(about)} and ${entityTag}`);
    if ((bodies.get(entityTag) ?? about) !== about) throw new Error(`${document}: ${entityTag} is the tag of two bodies, ${bodies.get(entityTag)} and ${about}`);
    tags.set(about, entityTag);
    bodies.set(entityTag, about);
  }
  return tags;
}

function operationOf(exchange: Exchange, tags: ReadonlyMap<number, string>, known: ReadonlySet<string>): Operation {
  const { call, answer, method, ifMatch, ifNoneMatch, body } = exchange;
  const condition = ifMatch !== undefined ? ` If-Match ${ifMatch}` : ifNoneMatch !== undefined ? ` If-None-Match ${ifNoneMatch}` : '';
  const what = `${method}${body === undefined ? '' : ` ${body}`}${condition} → ${answer ? `${answer.status} ${answer.entityTag ?? ''}` : '?'} [${call}, ${answer?.at ?? ''}]`;
  const returned = answer && { return: answer.at };
  const left = leaves(exchange, tags);
  return { call, ...returned, needs: needs(exchange, known), ...(left && { leaves: left }), what };
}

function leaves({ method, body, answer }: Exchange, tags: ReadonlyMap<number, string>): { readonly version: Version } | undefined {
  if (method === 'GET' || (answer && answer.status >= 300)) return undefined;
  // A body that nobody was told a tag of, nor ever read, still is a version of its own.
  return { version: method === 'DELETE' ? undefined : (tags.get(body ?? -1) ?? `body ${body}`) };
}

/** RFC 9110 13.1 and 13.2, RFC 4825 8: which version must have been there for this answer. */
function needs({ method, ifMatch, ifNoneMatch, answer }: Exchange, known: ReadonlySet<string>): Needs {
  const expected: Needs = ifMatch !== undefined ? { kind: 'is', version: ifMatch } : ifNoneMatch === '*' ? { kind: 'is', version: undefined } : method === 'DELETE' ? { kind: 'some' } : { kind: 'any' };
  if (!answer) return expected;
  const { status, entityTag } = answer;
  switch (`${method} ${status}`) {
    case 'GET 200':
      return ifNoneMatch === entityTag ? { kind: 'impossible' } : { kind: 'is', version: entityTag };
    case 'GET 304':
      return { kind: 'is', version: ifNoneMatch };
    case 'GET 404':
    case 'DELETE 404':
      return { kind: 'is', version: undefined };
    case 'PUT 201':
      return ifMatch === undefined ? { kind: 'is', version: undefined } : { kind: 'impossible' };
    case 'PUT 200':
      return ifNoneMatch === '*' ? { kind: 'impossible' } : ifMatch === undefined ? { kind: 'some' } : expected;
    case 'DELETE 200':
      return expected;
    case 'PUT 412':
    case 'DELETE 412':
      if (ifMatch === undefined && ifNoneMatch !== '*') return { kind: 'impossible' };
      if (entityTag === undefined || known.has(entityTag)) return (ifMatch === undefined ? entityTag === undefined : ifMatch === entityTag) ? { kind: 'impossible' } : { kind: 'is', version: entityTag };
      // The tag of a write that got no answer, and that nobody read.
      return ifMatch !== undefined ? { kind: 'is not', version: ifMatch } : { kind: 'some' };
    default:
      throw new Error(`${method} was answered with ${status}, which nobody expects`);
  }
}
