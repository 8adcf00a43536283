import { Agent, request } from 'node:http';
import { median, percentile } from './statistics';

/** One request of a load. */
export interface LoadRequest {
  readonly method: 'GET' | 'PUT';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

/** What a load came to; times in milliseconds. */
export interface LoadFigures {
  readonly perSecond: number;
  readonly median: number;
  readonly p99: number;
  /** Answers by status. */
  readonly statuses: Readonly<Record<number, number>>;
}

/** Sends requests, so many at once, each on the connection that has just become free. Rejects where one gets no answer. */
export async function load(root: string, requests: readonly LoadRequest[], parallel: number): Promise<LoadFigures> {
  const { hostname, port } = new URL(root);
  const agent = new Agent({ keepAlive: true, maxSockets: parallel });
  const times: number[] = [];
  const statuses: Record<number, number> = {};
  const send = ({ method, path, headers, body }: LoadRequest): Promise<void> => new Promise((resolve, reject) => {
    const began = performance.now();
    const length = body === undefined ? {} : { 'Content-Length': String(body.length) };
    const sent = request({ agent, hostname, port, method, path, headers: { ...headers, ...length } }, (incoming) => {
      incoming.resume().on('error', reject).on('end', () => {
        times.push(performance.now() - began);
        statuses[incoming.statusCode ?? 0] = (statuses[incoming.statusCode ?? 0] ?? 0) + 1;
        resolve();
      });
    });
    sent.on('error', reject).end(body);
  });
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < requests.length) await send(requests[next++]!);
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: parallel }, worker));
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  return { perSecond: requests.length / seconds, median: median(times), p99: percentile(times, 0.99), statuses };
}
