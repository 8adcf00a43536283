import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Redirect } from './codeFlow';
import { SignInProblem } from './signInProblem';

const DEFAULT = 'http://127.0.0.1/callback';

/**
 * Listens on this machine for the browser to come back (RFC 8252 7.3).
 * @param wanted address that the identity management server knows; without a port any free one is taken
 * @throws SignInProblem where the port is taken
 */
export async function loopbackRedirect(wanted = DEFAULT): Promise<Redirect> {
  const { pathname, port: wantedPort } = new URL(wanted);
  let arrived: (parameters: URLSearchParams) => void;
  const arrival = new Promise<URLSearchParams>((resolve) => (arrived = resolve));
  const server = createServer((incoming, response) => {
    const parameters = readRedirect(incoming, pathname);
    answerBrowser(response, parameters);
    if (parameters !== undefined) arrived(parameters);
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', () => reject(new SignInProblem(`Port ${wantedPort} of this machine is taken, and the browser is to come back there; close what uses it, or write another into redirect of the connection.`)));
    server.listen(Number(wantedPort), '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
  return {
    uri: `http://127.0.0.1:${port}${pathname}`,
    answer: arrival,
    close() {
      server.close();
      // The page has been sent by then or never will be; a browser would keep its connection for minutes.
      server.closeIdleConnections();
    },
  };
}

/** What the browser brings; undefined for whatever else it, or somebody on this machine, asks for. */
function readRedirect({ method, url = '' }: IncomingMessage, path: string): URLSearchParams | undefined {
  const at = url.indexOf('?');
  if (method !== 'GET' || at < 0 || url.slice(0, at) !== path) return undefined;
  const parameters = new URLSearchParams(url.slice(at + 1));
  return parameters.has('code') || parameters.has('error') ? parameters : undefined;
}

/** Says nothing of what was brought: the page stays open on a screen, and its address in a history. */
function answerBrowser(response: ServerResponse, parameters: URLSearchParams | undefined): void {
  const text = parameters === undefined ? 'There is nothing here.' : parameters.has('error') ? 'You are not signed in. Go back to the editor to see why.' : 'Go back to the editor: it goes on there. This page can be closed.';
  response.writeHead(parameters === undefined ? 404 : 200, {
    'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': "default-src 'none'", 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store', Connection: 'close',
  });
  response.end(`<!DOCTYPE html><html lang="en"><title>MCPTT sign-in</title><p>${text}</p></html>`);
}
