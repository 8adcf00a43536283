// On node:http itself: there is one route, and its path must be taken apart as it came. A router would decode it first and
// answer on its own for what it does not know; limits, time-outs and graceful close are Node's in either case.
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerOptions, type ServerResponse } from 'node:http';
import { createServer as createSecureServer, type Server as SecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { refusal, type HttpAnswer } from './answers';
import { applicationUsages, type ApplicationUsage } from './applicationUsages';
import { auditEntry, type AuditEntry } from './audit';
import type { TokenTrust } from './authorise';
import { answerToBrokenRequest, closeSoon, refuseFraming, schemeOf, writeRaw } from './brokenRequests';
import { crossOriginFields, preflightAnswer, type AllowedOrigins } from './crossOrigin';
import type { UserDatabase } from './database';
import { handle, type CmsServices, type Handled } from './handler';
import { DEFAULT_CMS_LIMITS, type CmsLimits } from './limits';
import { OpenConnections } from './openConnections';
import { BodiesUnderWay, drain, requestBody } from './requestBody';
import { readRequestTarget } from './requestTarget';
import { AnswersUnderWay } from './sending';
import { ALL_METHODS } from './resource';
import { Turns } from './turns';
import type { Validate } from './validation';
import { createVerifiedTokens } from './verifiedTokens';

export type { AuditEntry } from './audit';
export { DEFAULT_CMS_LIMITS, type CmsLimits } from './limits';

/** What a server proves its name with, in PEM. */
export interface Certificate {
  readonly key: string;
  /** The server's own, then those between it and its authority. */
  readonly cert: string;
}

export interface CmsOptions {
  readonly database: UserDatabase;
  readonly trust: TokenTrust;
  /** Checks a user profile. */
  readonly validate: Validate;
  /** With it the CMS speaks TLS, and nothing else. */
  readonly certificate?: Certificate;
  /** The documents that are kept; the user profile alone when left out. */
  readonly usages?: readonly ApplicationUsage[];
  readonly limits?: Partial<CmsLimits>;
  /** Origins whose pages may use the CMS in a browser; none when left out. */
  readonly allowedOrigins?: AllowedOrigins;
  /** Takes an entry for each request that would change something, whatever came of it. */
  readonly audit?: (entry: AuditEntry) => void;
  /** Takes a failure of the CMS itself, which a client only sees as 500. */
  readonly failed?: (error: unknown) => void;
}

export interface Cms {
  /** @param port 0 for any free one. @returns the port */
  listen(port: number, host: string): Promise<number>;
  /** New connections get another certificate; only for a CMS that speaks TLS. */
  renewCertificate(certificate: Certificate): void;
  /** Takes no new request, ends what has not come whole and lets the others under way end, closes the database. */
  close(): Promise<void>;
}

/** CMS-1 of TS 24.484 A.2.1: an XCAP server (RFC 4825) for documents, over a user database. */
export function createCms(options: CmsOptions): Cms {
  const limits = { ...DEFAULT_CMS_LIMITS, ...options.limits };
  const services: CmsServices = {
    database: options.database,
    trust: { verified: createVerifiedTokens(), ...options.trust },
    usages: options.usages ?? applicationUsages(options.validate),
    failed: options.failed,
    documentBytes: limits.bodyBytes,
    now: () => new Date(),
    // Hexadecimal: no tag begins with a hyphen, which a command line would take for an option.
    newEntityTag: () => `"${randomBytes(12).toString('hex')}"`,
  };
  const allowedOrigins = options.allowedOrigins ?? new Set();
  const turns = new Turns();
  const bodies = new BodiesUnderWay();
  const answers = new AnswersUnderWay(limits.answersBytes);
  /** Connections that have said "Connection: close". */
  const finished = new WeakSet<Duplex>();
  let closing = false;

  const respond = async (incoming: IncomingMessage, response: ServerResponse, refused: HttpAnswer | undefined, sendContinue: () => void): Promise<void> => {
    // What comes behind an answer that says "Connection: close" is not done: nobody would be told (RFC 9112 9.6).
    if (finished.has(incoming.socket)) return;
    // Nor is read what nobody is there to be told of; a change that has come whole is made.
    if (incoming.socket.destroyed && isReading(incoming)) return;
    const body = requestBody(incoming, limits, bodies, sendContinue);
    try {
      const known = refused ?? bodies.brokenOff(incoming) ?? preflightAnswer(incoming, allowedOrigins);
      const made = known ? { answer: known } : await handleSafely(incoming, services, body.read, options.failed);
      const handled = { ...made, answer: bodies.brokenOff(incoming) ?? made.answer };
      if (incoming.method === 'GET' && !answers.hold(response, handled.answer.body.length)) handled.answer = refusal(503, 'The CMS has too much to send at once.', { 'Retry-After': '5' });
      const entry = options.audit && auditEntry(incoming, handled, services.now());
      if (entry) options.audit?.(entry);
      const last = closing || refused !== undefined || !incoming.complete || !response.shouldKeepAlive;
      if (last) finished.add(incoming.socket);
      writeHead(response, handled.answer, crossOriginFields(incoming, allowedOrigins), last);
      if (incoming.complete) return void response.end(handled.answer.body);
      // Closing on a client that is still sending resets the connection, and the answer may be lost with it. So the answer
      // goes out whole, the rest of the body is thrown away for a while, and only then the connection is closed.
      response.flushHeaders();
      response.write(handled.answer.body);
      await drain(incoming, limits.bodyBytes, bodies);
      response.end();
    } catch (error) {
      options.failed?.(error);
      incoming.socket.destroy();
    } finally {
      body.release();
    }
  };
  const take = (incoming: IncomingMessage, response: ServerResponse, sendContinue: () => void): void => {
    const busy = turns.all >= limits.requests || turns.of(incoming.socket) >= limits.requestsOfConnection;
    const refused = busy ? refusal(503, 'The CMS has too many requests under way.', { 'Retry-After': '1' }) : refuseFraming(incoming, limits);
    turns.take({ incoming, response }, () => respond(incoming, response, refused, sendContinue));
  };

  const server = createLimited(limits, options.certificate);
  const connections = new OpenConnections(server);
  server.on('request', (incoming, response) => take(incoming, response, () => undefined));
  server.on('checkContinue', (incoming, response) => take(incoming, response, () => response.writeContinue()));
  server.on('checkExpectation', (incoming, response) => take(incoming, response, () => undefined));
  /** Answers what is no request for {@link respond}, as the last thing on its connection. */
  const answerRaw = (socket: Duplex, answer: HttpAnswer): void => turns.after(socket, () => {
    // Behind an answer that says so nothing more is answered.
    if (finished.has(socket)) return closeSoon(socket);
    finished.add(socket);
    writeRaw(socket, answer);
  });
  // Node closes on this one at once, with the requests before it still under way.
  server.on('connect', (_incoming, socket) => {
    // From here on nobody else listens for this, and nobody else reads: the end of what the client sends would go unseen.
    socket.on('error', () => socket.destroy());
    socket.resume();
    answerRaw(socket, refusal(405, 'This CMS is no proxy.', { Allow: ALL_METHODS.join(', ') }));
  });
  server.on('clientError', (error, socket) => {
    const answer = answerToBrokenRequest(error);
    if (!answer) return void socket.destroy();
    const last = turns.last(socket)?.incoming;
    // It broke in the middle of a request: that one gets the answer, in its turn. Behind whole requests it is one of its own.
    if (last && !last.complete) bodies.breakOff(last, answer);
    else answerRaw(socket, answer);
  });
  return {
    listen: (port, host) => listen(server, port, host),
    renewCertificate: (certificate) => (server as SecureServer).setSecureContext(certificate),
    async close() {
      closing = true;
      const closed = closeServer(server, limits.closeMilliseconds);
      bodies.refuseRest(refusal(503, 'The CMS is being stopped; nothing was changed.', { 'Retry-After': '5' }));
      // What is half of a header is no request yet, and nobody waits for an answer on an idle connection.
      for (const connection of connections.all()) turns.after(connection, () => connection.destroy());
      await closed;
      await options.database.close();
    },
  };
}

/** Time for the header of a request, and for a TLS handshake. */
const OPENING_MILLISECONDS = 10_000;

function createLimited(limits: CmsLimits, certificate: Certificate | undefined): Server | SecureServer {
  const opening = Math.min(limits.requestMilliseconds, OPENING_MILLISECONDS);
  const options: ServerOptions = {
    maxHeaderSize: limits.headerBytes,
    requestTimeout: limits.requestMilliseconds,
    headersTimeout: opening,
    connectionsCheckingInterval: Math.min(limits.requestMilliseconds, 1000),
    requireHostHeader: false,
  };
  const server = certificate ? createSecureServer({ ...options, ...certificate, minVersion: 'TLSv1.2', handshakeTimeout: opening }) : createServer(options);
  server.maxConnections = limits.connections;
  // The fields are counted by ourselves: beyond a number of its own Node would drop them in silence.
  server.maxHeadersCount = 0;
  server.timeout = limits.silenceMilliseconds;
  // A client that has said all and closes its side still gets its answers (RFC 9112 9.6); Node's types do not know this name of Node's.
  Object.assign(server, { httpAllowHalfOpen: true });
  const ofAddress = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    const count = (ofAddress.get(address) ?? 0) + 1;
    if (count > limits.connectionsOfAddress) return void socket.destroy();
    ofAddress.set(address, count);
    socket.once('close', () => {
      const left = (ofAddress.get(address) ?? 1) - 1;
      if (left === 0) ofAddress.delete(address);
      else ofAddress.set(address, left);
    });
  });
  return server;
}

async function handleSafely(incoming: IncomingMessage, services: CmsServices, readBody: () => Promise<Uint8Array>, failed: CmsOptions['failed']): Promise<Handled> {
  try {
    const scheme = schemeOf(incoming);
    const place = readRequestTarget(incoming.url ?? '', incoming.headers.host, scheme);
    if ('status' in place) return { answer: place };
    return await handle(
      {
        method: incoming.method ?? '',
        scheme,
        target: place.target,
        headers: { ...(incoming.headers as Record<string, string | undefined>), host: place.authority },
        readBody,
      },
      services,
    );
  } catch (error) {
    failed?.(error);
    return { answer: refusal(500, 'The CMS failed; what was asked for may or may not be done.') };
  }
}

function isReading({ method }: IncomingMessage): boolean {
  return method === 'GET' || method === 'HEAD';
}

function writeHead(response: ServerResponse, answer: HttpAnswer, crossOrigin: Readonly<Record<string, string>>, last: boolean): void {
  response.writeHead(answer.status, {
    ...answer.headers,
    ...crossOrigin,
    // RFC 9110 8.6: no length with 204.
    ...(answer.status === 304 || answer.status === 204 ? {} : { 'Content-Length': String(answer.body.length) }),
    // A profile is personal data, and a stale one would be published over.
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...(last ? { Connection: 'close' } : {}),
  });
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
  });
}
