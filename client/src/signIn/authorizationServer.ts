import { Configuration, None, allowInsecureRequests, customFetch, discovery, type ClientAuth, type CustomFetch } from 'openid-client';
import type { Transport } from '../../../xcap/src/wire';
import type { SignIn } from '../connection/connection';
import { isLoopback, signInAddressProblem } from '../connection/readConnection';
import { SignInProblem } from './signInProblem';

/** The server that a connection signs in at, as openid-client talks to it: over our transport, with the connection's TLS and proxy. */
export async function authorizationServer(signIn: SignIn, transport: Transport, signal: AbortSignal, client: ClientAuth = None()): Promise<Configuration> {
  const { issuer, authorizationEndpoint, tokenEndpoint, revocationEndpoint, clientId } = signIn;
  const carry = fetchOver(transport, signal);
  // fetchOver looks at each address, too; this only lets openid-client do without TLS where the settings do.
  const local = isLoopback(new URL(issuer).hostname);
  // A public client (RFC 8252 8.5): an editor cannot keep a client secret.
  const metadata = { token_endpoint_auth_method: 'none' };
  if (authorizationEndpoint === undefined || tokenEndpoint === undefined) {
    const found = await discovery(new URL(issuer), clientId, metadata, client, { [customFetch]: carry, ...(local ? { execute: [allowInsecureRequests] } : {}) });
    const endpoint = found.serverMetadata().authorization_endpoint;
    if (endpoint === undefined) throw new SignInProblem(`The issuer ${issuer} names no place to sign in at; give authorizationEndpoint and tokenEndpoint in the connection.`);
    checkAddress(endpoint);
    return found;
  }
  const server = new Configuration({
    issuer, authorization_endpoint: authorizationEndpoint, token_endpoint: tokenEndpoint, ...(revocationEndpoint === undefined ? {} : { revocation_endpoint: revocationEndpoint }),
  }, clientId, metadata, client);
  server[customFetch] = carry;
  if (local) allowInsecureRequests(server);
  return server;
}

/** The fetch of openid-client over one of our transports. No redirect is followed: a code or a token goes where it was sent, or nowhere. */
function fetchOver(transport: Transport, signal: AbortSignal): CustomFetch {
  return async (address, { method, headers, body }) => {
    checkAddress(address);
    const { origin, pathname, search } = new URL(address);
    if (method !== 'GET' && method !== 'POST') throw new SignInProblem(`A sign-in has no ${method}.`);
    const bytes = body === undefined || body === null ? {} : { body: new TextEncoder().encode(typeof body === 'string' || body instanceof URLSearchParams ? body.toString() : '') };
    const answer = await transport({ method, origin, target: pathname + search, headers, ...bytes }, signal);
    if (answer.status < 200 || answer.status > 599) throw new SignInProblem(`${origin} answers ${answer.status}; check the issuer and endpoints of the connection.`);
    // A body that is there all the same must not make Response throw (RFC 9110 15.3.5, 15.4.5).
    const bodyless = answer.status === 204 || answer.status === 205 || answer.status === 304;
    const type = answer.headers['content-type'];
    const challenge = answer.headers['www-authenticate'];
    return new Response(bodyless ? null : new Uint8Array(answer.body), {
      status: answer.status,
      headers: { ...(type === undefined ? {} : { 'content-type': type }), ...(challenge === undefined ? {} : { 'www-authenticate': challenge }) },
    });
  };
}

/** What a server's metadata names is held to the same as what the settings name. */
function checkAddress(address: string): void {
  const wrong = signInAddressProblem(address);
  if (wrong !== undefined) throw new SignInProblem(`The identity management server names the address ${address.slice(0, 200)}, which ${wrong}`);
}

/** How messages of the transport call the server that people sign in at. */
export const IDENTITY_PEER = { name: 'identity management server', address: 'the issuer and endpoints of the connection' };
