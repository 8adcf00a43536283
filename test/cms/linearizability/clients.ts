import { Agent, request } from 'node:http';
import { MEDIA_TYPE } from '../localCms';
import type { Exchange } from './history';

/** Numbers from 0 to 1 that a seed repeats (mulberry32's steps, as published by its author for any use). */
export type Random = () => number;

export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What many clients do to a CMS, and what they have been answered. */
export class Clients {
  readonly exchanges: Exchange[] = [];
  /** Requests of which the CMS said that they changed nothing, or that never reached it. */
  refused = 0;
  /** Moments are counted rather than measured: all clients are in one process, and so is their order. */
  private now = 0;
  private changes = 0;
  private awaited: { readonly met: () => boolean; readonly resolve: () => void } | undefined;
  private stopped = false;

  constructor(
    private readonly token: string,
    private readonly random: Random,
    /** Of each body. */
    private readonly bytes = 400,
    /** The number of the last body that other clients have sent before. */
    private bodies = 0,
  ) {}

  get lastBody(): number {
    return this.bodies;
  }

  /** Resolves when so many requests more were answered. */
  answered(count: number): Promise<void> {
    return this.until(() => this.exchanges.length, count);
  }

  /** Resolves when so many requests more were refused. */
  refusedAgain(count: number): Promise<void> {
    return this.until(() => this.refused, count);
  }

  /** Resolves when so many requests more have changed something. */
  changed(count: number): Promise<void> {
    return this.until(() => this.changes, count);
  }

  private until(figure: () => number, more: number): Promise<void> {
    const enough = figure() + more;
    return new Promise((resolve) => (this.awaited = { met: () => figure() >= enough, resolve }));
  }

  /**
   * Lets clients send requests one after the other until so many were sent together or {@link stop} is called.
   * @param roots XCAP roots of the same database; each client uses one of them for each request
   */
  async run(roots: () => readonly string[], clients: number, documents: readonly string[], requests: number): Promise<void> {
    let left = requests;
    await Promise.all(
      Array.from({ length: clients }, async () => {
        const agent = new Agent({ keepAlive: true, maxSockets: 1 });
        const known = new Map<string, string>();
        try {
          while (left-- > 0 && !this.stopped) {
            const among = roots();
            // Half of all requests go to the first few documents, so that clients meet there.
            const document = this.pick(this.random() < 0.5 ? documents.slice(0, 4) : documents);
            await this.exchange(agent, this.pick(among), this.compose(document, known.get(document)), known);
          }
        } finally {
          agent.destroy();
        }
      }),
    );
  }

  stop(): void {
    this.stopped = true;
  }

  /** Reads every document once. */
  async readAll(root: string, documents: readonly string[]): Promise<void> {
    const agent = new Agent({ keepAlive: true, maxSockets: 8 });
    await Promise.all(documents.map((document) => this.exchange(agent, root, { document, method: 'GET' }, new Map())));
    agent.destroy();
  }

  private pick<T>(list: readonly T[]): T {
    const item = list[Math.floor(this.random() * list.length)];
    if (item === undefined) throw new Error('nothing to choose from');
    return item;
  }

  private compose(document: string, seen: string | undefined): Omit<Exchange, 'call' | 'answer'> {
    const dice = this.random();
    const match = seen === undefined ? {} : { ifMatch: seen };
    if (dice < 0.3) return { document, method: 'GET', ...(dice < 0.06 && seen !== undefined && { ifNoneMatch: seen }) };
    if (dice < 0.55) return { document, method: 'PUT', body: this.bodies++, ...match };
    if (dice < 0.7) return { document, method: 'PUT', body: this.bodies++, ifNoneMatch: '*' };
    if (dice < 0.82) return { document, method: 'PUT', body: this.bodies++ };
    return { document, method: 'DELETE', ...(dice < 0.93 ? match : {}) };
  }

  private async exchange(agent: Agent, root: string, asked: Omit<Exchange, 'call' | 'answer'>, known: Map<string, string>): Promise<void> {
    const call = this.now++;
    this.record(asked, call, await this.send(agent, root, asked), known);
    if (this.awaited?.met()) this.awaited.resolve();
  }

  private record(asked: Omit<Exchange, 'call' | 'answer'>, call: number, reply: Reply | 'not sent' | 'broken', known: Map<string, string>): void {
    // A promise that nothing was changed is tested by believing it: the body must never be seen.
    const nothingDone = reply === 'not sent' || (typeof reply === 'object' && reply.status === 503 && reply.text.includes('nothing was changed'));
    if (nothingDone || (asked.method === 'GET' && (reply === 'broken' || reply.status >= 500))) return void (this.refused += 1);
    if (reply === 'broken' || reply.status >= 500) return void this.exchanges.push({ ...asked, call });
    const { status, entityTag, text } = reply;
    if (entityTag !== undefined) known.set(asked.document, entityTag);
    if (asked.method !== 'GET' && status < 300) this.changes += 1;
    const body = asked.method === 'GET' && status === 200 ? this.numberOf(text) : undefined;
    this.exchanges.push({ ...asked, call, answer: { at: this.now++, status, ...(entityTag !== undefined && { entityTag }), ...(body !== undefined && { body }) } });
  }

  private send(agent: Agent, root: string, { document, method, ifMatch, ifNoneMatch, body }: Omit<Exchange, 'call' | 'answer'>): Promise<Reply | 'not sent' | 'broken'> {
    return new Promise((resolve) => {
      const { hostname, port, pathname } = new URL(root);
      const headers: Record<string, string> = { Authorization: `Bearer ${this.token}` };
      if (ifMatch !== undefined) headers['If-Match'] = ifMatch;
      if (ifNoneMatch !== undefined) headers['If-None-Match'] = ifNoneMatch;
      const payload = body === undefined ? undefined : this.textOf(body);
      if (payload !== undefined) Object.assign(headers, { 'Content-Type': MEDIA_TYPE, 'Content-Length': String(Buffer.byteLength(payload)) });
      const sent = request({ agent, host: hostname, port, method, path: `${pathname}/org.3gpp.mcptt.user-profile/users/sip:crowd@example.com/${document}`, headers }, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', () => resolve('broken'));
        incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, ...(incoming.headers.etag !== undefined && { entityTag: incoming.headers.etag }), text: Buffer.concat(chunks).toString('utf8') }));
      });
      sent.on('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'ECONNREFUSED' ? 'not sent' : 'broken'));
      sent.end(payload);
    });
  }

  /** A profile that only one PUT sends; its number stands at both ends, and it is compared as a whole. */
  private textOf(body: number): string {
    const start = `<?xml version="1.0" encoding="UTF-8"?>\n<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" XUI-URI="sip:crowd@example.com" user-profile-index="0">\r\n  <Name>Ü${body}</Name><!-- `;
    return `${start}${'·'.repeat(Math.max(0, (this.bytes - start.length) / 2))} ${body} --></mcptt-user-profile>`;
  }

  private numberOf(text: string): number {
    const body = Number(/<Name>Ü(\d+)</.exec(text)?.[1]);
    const sent = this.textOf(body);
    if (text !== sent) {
      const at = [...text].findIndex((character, index) => character !== sent[index]);
      throw new Error(`a body was served that nobody sent, other than body ${body} at character ${at}: ${JSON.stringify(text.slice(Math.max(0, at), at + 80))} of ${text.length}, not ${JSON.stringify(sent.slice(Math.max(0, at), at + 80))} of ${sent.length}`);
    }
    return body;
  }
}

interface Reply {
  readonly status: number;
  readonly entityTag?: string;
  readonly text: string;
}
