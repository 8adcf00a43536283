// On node:http itself: there is one route, and its path must be taken apart as it came. A router would decode it first and
// answer on its own for what it does not know; limits, time-outs and graceful close are Node's in either case.
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { refusal, type HttpAnswer } from './answers';
import { applicationUsages, type ApplicationUsage } from './applicationUsages';
import type { TokenTrust } from './authorise';
import type { UserDatabase } from './database';
import { handle, UnreadableBody, type CmsServices, type Handled } from './handler';
import type { Validate } from './validation';

export interface CmsLimits {
  /** Largest document, in bytes. */
  readonly bodyBytes: number;
  /** Largest header of a request, in bytes. */
  readonly headerBytes: number;
  /** Time for a whole request to arrive, in milliseconds. */
  readonly requestMilliseconds: number;
  readonly connections: number;
  /** Time that requests under way have to end when the CMS is closed, in milliseconds. */
  readonly closeMilliseconds: number;
}

export const DEFAULT_CMS_LIMITS: CmsLimits = {
  bodyBytes: 8 * 1024 * 1024,
  headerBytes: 16 * 1024,
  requestMilliseconds: 30_000,
  connections: 1024,
  closeMilliseconds: 5_000,
};

/** One write, as an audit keeps it. Nothing of the token, nothing of the document. */
export interface AuditEntry {
  readonly time: string;
  /** MCPTT ID of the caller; absent where no token held. */
  readonly who?: string;
  readonly method: string;
  readonly target: string;
  readonly status: number;
  readonly entityTagBefore?: string;
  readonly entityTagAfter?: string;
}

export interface CmsOptions {
  readonly database: UserDatabase;
  readonly trust: TokenTrust;
  /** Checks a user profile. */
  readonly validate: Validate;
  /** The documents that are kept; the user profile alone when left out. */
  readonly usages?: readonly ApplicationUsage[];
  readonly limits?: Partial<CmsLimits>;
  /** Takes an entry for each request that would change something, whatever came of it. */
  readonly audit?: (entry: AuditEntry) => void;
  /** Takes a failure of the CMS itself, which a client only sees as 500. */
  readonly failed?: (error: unknown) => void;
}

export interface Cms {
  /** @param port 0 for any free one. @returns the port */
  listen(port: number, host: string): Promise<number>;
  /** Takes no new request, lets those under way end, closes the database. */
  close(): Promise<void>;
}

/** CMS-1 of TS 24.484 A.2.1: an XCAP server (RFC 4825) for documents, over a user database. */
export function createCms(options: CmsOptions): Cms {
  const limits = { ...DEFAULT_CMS_LIMITS, ...options.limits };
  const services: CmsServices = {
    database: options.database,
    trust: options.trust,
    usages: options.usages ?? applicationUsages(options.validate),
    documentBytes: limits.bodyBytes,
    now: () => new Date(),
    newEntityTag: () => `"${randomBytes(12).toString('base64url')}"`,
  };
  let closing = false;
  const respond = async (incoming: IncomingMessage, response: ServerResponse, sendContinue: () => void) => {
    const handled = await handleSafely(incoming, services, limits, sendContinue, options.failed);
    audit(incoming, handled, options.audit, services.now());
    writeHead(response, handled.answer, closing || !incoming.complete);
    if (incoming.complete) return void response.end(handled.answer.body);
    // Closing on a client that is still sending resets the connection, and the answer may be lost with it. So the answer
    // goes out whole, the rest of the body is thrown away for a while, and only then the connection is closed.
    response.flushHeaders();
    response.write(handled.answer.body);
    await drain(incoming, limits.bodyBytes);
    response.end();
  };
  const server = createServer({
    maxHeaderSize: limits.headerBytes,
    requestTimeout: limits.requestMilliseconds,
    headersTimeout: Math.min(limits.requestMilliseconds, 10_000),
    connectionsCheckingInterval: Math.min(limits.requestMilliseconds, 1000),
  });
  server.maxConnections = limits.connections;
  server.on('request', (incoming, response) => void respond(incoming, response, () => undefined));
  server.on('checkContinue', (incoming, response) => void respond(incoming, response, () => response.writeContinue()));
  return {
    listen: (port, host) => listen(server, port, host),
    async close() {
      closing = true;
      await closeServer(server, limits.closeMilliseconds);
      await options.database.close();
    },
  };
}

async function handleSafely(incoming: IncomingMessage, services: CmsServices, limits: CmsLimits, sendContinue: () => void, failed: CmsOptions['failed']): Promise<Handled> {
  try {
    return await handle(
      {
        method: incoming.method ?? '',
        // RFC 9112 3.2.2: the absolute form is accepted too; only its path counts here.
        scheme: 'encrypted' in incoming.socket ? 'https' : 'http',
        target: (incoming.url ?? '').replace(/^https?:\/\/[^/?#]*(?=\/)/i, ''),
        headers: incoming.headers as Record<string, string | undefined>,
        readBody: () => readBody(incoming, limits.bodyBytes, sendContinue),
      },
      services,
    );
  } catch (error) {
    failed?.(error);
    return { answer: refusal(500, 'The CMS failed; what was asked for may or may not be done.') };
  }
}

/** The body of a request, up to a size, whatever its length field says. */
function readBody(incoming: IncomingMessage, limit: number, sendContinue: () => void): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const tooLarge = () => reject(new UnreadableBody(refusal(413, `A document may have ${limit} bytes at most.`)));
    if (Number(incoming.headers['content-length'] ?? 0) > limit) return tooLarge();
    sendContinue();
    const chunks: Buffer[] = [];
    let length = 0;
    const take = (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) return void chunks.push(chunk);
      incoming.off('data', take);
      tooLarge();
    };
    incoming.on('data', take);
    incoming.on('end', () => resolve(Buffer.concat(chunks)));
    incoming.on('error', () => reject(new UnreadableBody(refusal(400, 'The body of the request broke off.'))));
  });
}

const DRAIN_MILLISECONDS = 1000;

/** Throws the rest of a body away until it ends, for a second and up to a size. */
function drain(incoming: IncomingMessage, limit: number): Promise<void> {
  return new Promise((resolve) => {
    let length = 0;
    const impatient = setTimeout(() => done(), DRAIN_MILLISECONDS);
    const done = () => {
      clearTimeout(impatient);
      resolve();
    };
    incoming.on('data', (chunk: Buffer) => ((length += chunk.length) > limit ? done() : undefined));
    for (const event of ['end', 'close', 'error']) incoming.on(event, done);
    incoming.resume();
  });
}

function writeHead(response: ServerResponse, answer: HttpAnswer, last: boolean): void {
  response.writeHead(answer.status, {
    ...answer.headers,
    ...(answer.status === 304 ? {} : { 'Content-Length': String(answer.body.length) }),
    // A profile is personal data, and a stale one would be published over.
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...(last ? { Connection: 'close' } : {}),
  });
}

function audit(incoming: IncomingMessage, handled: Handled, take: CmsOptions['audit'], now: Date): void {
  const method = incoming.method ?? '';
  if (!take || method === 'GET' || method === 'HEAD') return;
  const { answer, ...rest } = handled;
  take({ time: now.toISOString(), ...rest, method, target: incoming.url ?? '', status: answer.status });
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function closeServer(server: Server, patience: number): Promise<void> {
  return new Promise((resolve) => {
    const impatient = setTimeout(() => server.closeAllConnections(), patience);
    server.close(() => {
      clearTimeout(impatient);
      resolve();
    });
    server.closeIdleConnections();
  });
}
