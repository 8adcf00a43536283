// Under these names the editor hands out modules that it has not patched: its own proxy setting must not come between.
import * as http from 'node:http';
import * as https from 'node:https';
import type { Socket } from 'node:net';
import { TransportError } from '../../../xcap/src/wire';
import { PROBLEMS, type TransportLimits } from './limits';
import { problemOf } from './problems';

/** Who a proxy is, in messages. */
export const PROXY_PEER = { name: 'proxy', address: 'the proxy of the connection' };

/**
 * A connection through an HTTP proxy to a host (RFC 9110 9.3.6). What goes over it the proxy only passes on.
 * @param authority host and port of the server: `cms1.example.com:443`
 * @throws TransportError `unsent` or `cancelled`: the server has seen nothing by then
 */
export function openTunnel(proxy: URL, authority: string, limits: TransportLimits, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const asking = (proxy.protocol === 'https:' ? https : http).request({
      method: 'CONNECT', path: authority, headers: { Host: authority }, agent: false,
      hostname: proxy.hostname.replace(/^\[|\]$/g, ''), port: portOf(proxy),
    });
    const fail = (stage: TransportError['stage'], message: string): void => {
      signal.removeEventListener('abort', cancel);
      reject(new TransportError(stage, message));
      asking.destroy();
    };
    const cancel = (): void => fail('cancelled', PROBLEMS.cancelled);
    signal.addEventListener('abort', cancel, { once: true });
    asking.setTimeout(limits.idleMilliseconds, () => fail('unsent', PROBLEMS.silent(PROXY_PEER, limits)));
    asking.on('error', (error) => fail('unsent', problemOf(error, proxy.host, PROXY_PEER).message));
    asking.on('connect', (response, socket, head) => {
      // Whatever a proxy says instead of letting us through is its own word, not the server's.
      if (response.statusCode !== 200) {
        socket.destroy();
        return fail('unsent', `The proxy ${proxy.host} does not lead to ${authority} (${response.statusCode} ${response.statusMessage}); check ${PROXY_PEER.address}.`);
      }
      signal.removeEventListener('abort', cancel);
      socket.setTimeout(0);
      if (head.length > 0) socket.unshift(head);
      resolve(socket);
    });
    asking.end();
  });
}

/** The port of a URL, said or not. */
export function portOf(url: URL): number {
  return url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
}
