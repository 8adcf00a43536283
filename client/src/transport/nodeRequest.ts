// Node's own http and https rather than undici or fetch: they put the path on the wire exactly as it is given, give the
// status line as it came, and are what the editor patches for its proxy and certificate settings. It patches modules
// loaded as 'http' and 'https', in a call that names no agent; so these are the names here, and `agent` stays unset.
// A connection with a proxy of its own must not get the editor's instead, which takes the place even of an agent that a
// call names. Modules loaded as 'node:http' and 'node:https' it leaves alone; so these carry such a connection.
import * as http from 'http';
import * as https from 'https';
import * as plainHttp from 'node:http';
import * as plainHttps from 'node:https';
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { TLSSocket, connect } from 'node:tls';
import type { WireRequest } from '../../../xcap/src/wire';
import { ANSWER_HEADER_BYTES } from './limits';
import { tlsOptions, type Route } from './route';
import { portOf } from './tunnel';

/**
 * Makes the request of Node that carries one of ours. Its connection is being made; the request goes out with `end`.
 * @param tunnel leads to the server through a proxy, where the request goes over TLS
 * @param only set to look at a server, on a connection that nothing is sent over: with `trust` false at one whose certificate does not hold
 */
export function startRequest(request: WireRequest, route: Route, tunnel: Socket | undefined, only?: { readonly trust: boolean }): http.ClientRequest {
  const origin = new URL(request.origin);
  const secure = origin.protocol === 'https:';
  const tls = secure ? { ...tlsOptions(route.tls), ...(only === undefined ? {} : lookingOnly(only.trust)) } : {};
  const common = { method: request.method, maxHeaderSize: ANSWER_HEADER_BYTES, headers: { ...request.headers, 'Accept-Encoding': 'identity', Connection: 'close', ...(request.body ? { 'Content-Length': String(request.body.length) } : {}) } };
  const hostname = origin.hostname.replace(/^\[|\]$/g, '');
  let sent: http.ClientRequest;
  if (tunnel !== undefined) {
    // RFC 6066 3: an address is no server name.
    const name = tls.servername ?? (/^[\d.]+$|:/.test(hostname) ? undefined : hostname);
    sent = plainHttps.request({
      ...common, protocol: 'https:', hostname, port: portOf(origin), path: request.target,
      createConnection: () => connect({ ...tls, socket: tunnel, host: hostname, ...(name === undefined ? {} : { servername: name }) }),
    });
  } else if (route.proxy !== undefined) {
    // RFC 9112 3.2.2: a proxy is asked for the whole address. Written here, because URL would change the path.
    const proxy = new URL(route.proxy);
    sent = (proxy.protocol === 'https:' ? plainHttps : plainHttp).request({
      ...common, headers: { ...common.headers, Host: origin.host }, setHost: false, agent: false,
      hostname: proxy.hostname.replace(/^\[|\]$/g, ''), port: portOf(proxy), path: request.origin + request.target,
    });
  } else {
    sent = (secure ? https : http).request({ ...common, ...tls, protocol: origin.protocol, hostname, port: portOf(origin), path: request.target });
  }
  // A connection that waited in a pool may be closed by the server just as a PUT goes out on it, and then nobody knows
  // whether the PUT arrived. One connection for each request leaves no such case; the header alone does not keep Node
  // from putting the connection into its pool when the server wants to go on.
  sent.shouldKeepAlive = false;
  return sent;
}

/** A TLS session that is resumed shows no certificate. Node keeps sessions apart by this name, so that one of its own is a new one. */
function lookingOnly(trust: boolean) {
  return { sessionIdContext: randomUUID().slice(0, 32), ...(trust ? {} : { rejectUnauthorized: false }) };
}

/** Calls back once the connection of a request stands, its TLS included. */
export function whenConnected(sent: http.ClientRequest, connected: (socket: Socket) => void): void {
  sent.on('socket', (socket) => {
    const secure = socket instanceof TLSSocket;
    // Both are what it says at the end of a handshake; the protocol is named before there is one.
    const stands = secure ? socket.getPeerFinished() !== undefined : !socket.connecting;
    if (stands) connected(socket);
    else socket.once(secure ? 'secureConnect' : 'connect', () => connected(socket));
  });
}
