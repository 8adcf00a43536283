import { connectionLabel } from '../connection/connection';
import { readAccessToken } from '../connection/tokenText';
import type { Credentials, Keyed } from './credentials';
import type { PublishUi } from './publishUi';

const notAToken = 'This is not an access token: paste it whole, without blanks, quotes or line ends inside.';

/**
 * Keeps an access token for a connection: the one given, else one that the person enters.
 * @returns the token; undefined where the person stopped, or what was given is none
 */
export async function enterToken(connection: Keyed, credentials: Credentials, ui: PublishUi, given?: string): Promise<string | undefined> {
  const entered = given ?? await ui.input({
    title: 'Set CMS Token',
    prompt: `Access token for ${connectionLabel(connection)}; it goes to this CMS only`,
    value: '',
    secret: true,
    validate: (value) => readAccessToken(value) === undefined ? notAToken : undefined,
  });
  if (entered === undefined) return undefined;
  const token = readAccessToken(entered);
  if (token === undefined) {
    ui.report({ severity: 'error', message: notAToken });
    return undefined;
  }
  await credentials.keep(connection, token);
  ui.report({ severity: 'information', message: `The access token for ${connectionLabel(connection)} is set.` });
  return token;
}

/** Forgets the access token of a connection and says so; false where there was none. */
export async function forgetToken(connection: Keyed, credentials: Credentials, ui: PublishUi): Promise<boolean> {
  const known = await credentials.forget(connection);
  ui.report({
    severity: 'information',
    message: known ? `The access token for ${connectionLabel(connection)} is forgotten.` : `There was no access token for ${connectionLabel(connection)}.`,
  });
  return known;
}
