import { UIKind, Uri, env, window } from 'vscode';
import type { Redirect } from '../signIn/codeFlow';
import { SignInProblem } from '../signIn/signInProblem';

/**
 * Opens an address in the person's browser, unchanged.
 * @returns false where they did not want that
 * @throws SignInProblem where the editor would change the address on the way
 */
export async function openBrowser(address: string): Promise<boolean> {
  const uri = Uri.parse(address, true);
  if (survives(uri, address)) return await env.openExternal(uri);
  // As a text the editor hands an address on as it is, but for those that lead to its own machine from another one.
  if ((await env.asExternalUri(uri)).toString() !== uri.toString()) throw changedOnTheWay();
  try {
    // Its types know URIs only, its code takes texts since the editor's issue 85930: the redirect URI of an editor in a
    // browser has a query of its own, which does not survive being a URI.
    return await env.openExternal(address as unknown as Uri);
  } catch {
    throw changedOnTheWay();
  }
}

/**
 * Whether an address comes out of the editor with the same parameters: it takes URIs apart, decodes them, and encodes anew
 * only what it must, so that an encoded `&` in a parameter becomes one between parameters.
 */
function survives(uri: Uri, address: string): boolean {
  const handedOn = new URL(encodeURI(uri.toString(true)));
  return JSON.stringify([...handedOn.searchParams]) === JSON.stringify([...new URL(address).searchParams]);
}

function changedOnTheWay(): SignInProblem {
  return new SignInProblem("This editor cannot hand the address of the sign-in on to the browser unchanged; set redirect of the connection to 'loopback', or paste a token.");
}

/** True where the browser runs on the machine that this extension runs on, so that it can come back by a loopback address. */
export function browserIsHere(): boolean {
  return env.uiKind === UIKind.Desktop && env.remoteName === undefined;
}

/** Waits for the browser to come back by an address that the editor itself opens. */
export async function editorRedirect(extension: string): Promise<Redirect> {
  let arrived: (parameters: URLSearchParams) => void;
  const arrival = new Promise<URLSearchParams>((resolve) => (arrived = resolve));
  const handler = window.registerUriHandler({
    handleUri(uri) {
      if (uri.path === '/callback') arrived(env.uiKind === UIKind.Web ? new URLSearchParams(uri.query) : readDecodedQuery(uri.query));
    },
  });
  const uri = await env.asExternalUri(Uri.parse(`${env.uriScheme}://${extension}/callback`, true));
  return {
    uri: uri.toString(true),
    answer: arrival,
    close() { handler.dispose(); },
  };
}

/** The query of a URI that the desktop editor has decoded once already, as one in a browser does not: a plus sign in it was an encoded one. */
function readDecodedQuery(query: string): URLSearchParams {
  return new URLSearchParams(query.replaceAll('+', '%2B').replace(/%(?![0-9a-f]{2})/gi, '%25'));
}
