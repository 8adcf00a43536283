import { activeConnection, connectionNames, namedConnection, type ConnectionSettings } from '../connection/activeConnection';
import { connectionKey, connectionLabel, type Connection } from '../connection/connection';
import { ConnectionProblem } from '../connection/readConnection';
import { timeText } from '../connection/tokenClaims';
import type { KeptKey, KeptSecrets } from '../signIn/keptSecrets';
import { readSessionKey, sessionKey, signsIn, type SignInConnection, type Sessions } from '../signIn/sessions';
import { readCredentialKey, type Keyed } from './credentials';
import type { PickItem, PublishUi } from './publishUi';

/** What the command works with. */
export interface ForgetParts {
  readonly ui: PublishUi;
  readonly kept: KeptSecrets;
  readonly sessions: Sessions;
  settings(): ConnectionSettings;
}

/** A secret, and what it is for. */
interface Kept extends KeptKey {
  readonly what: 'access token' | 'passphrase' | 'sign-in';
  readonly connection: Keyed;
  /** Where it is one, the connection to sign out of. */
  readonly signedIn?: SignInConnection;
}

/**
 * Lists what is kept for connections, whether they still exist or not, and forgets what the person chooses. Nothing is
 * forgotten by itself: a connection that is gone here may stand in the settings of another workspace.
 * @returns how many were forgotten
 */
export async function forgetSecrets({ ui, kept, sessions, settings }: ForgetParts): Promise<number> {
  const now = settings();
  const all = (await kept.all()).flatMap((key) => readKept(key, now));
  if (all.length === 0) {
    ui.report({ severity: 'information', message: 'No access token, sign-in or passphrase is kept for any CMS.' });
    return 0;
  }
  const here = new Set(usable(now).map(connectionKey));
  const chosen = await ui.pickSeveral({ title: 'Forget Stored CMS Tokens', items: all.map((each) => itemOf(each, here)) }) ?? [];
  const notes: string[] = [];
  for (const { key, connection, signedIn } of chosen) {
    if (signedIn !== undefined) {
      const label = connectionLabel(connection);
      const came = await ui.progress(`Signing out of ${label}`, (signal) => sessions.signOut(signedIn, signal));
      if (came.kind === 'forgotten') notes.push(`the server of ${label} has no way to end its tokens, they end by themselves`);
      if (came.kind === 'problem') notes.push(`the server of ${label} was not told, so its tokens end by themselves: ${came.message}`);
    }
    // Also where a session could not be read, and signing out found nothing.
    await kept.delete(key);
  }
  if (chosen.length > 0) {
    const severity = notes.some((note) => note.includes('was not told')) ? 'warning' : 'information';
    ui.report({ severity, message: [`Forgotten: ${chosen.map(nameOf).join(', ')}`, ...notes].join('; ').replace(/\.?$/, '.') });
  }
  return chosen.length;
}

function nameOf({ what, connection }: Kept): string {
  return `${what} for ${connectionLabel(connection)}`;
}

function itemOf(kept: Kept, here: ReadonlySet<string>): PickItem<Kept> {
  const { connection, what, lastUsed } = kept;
  const used = lastUsed === undefined ? '' : `last used ${timeText(lastUsed)}`;
  const gone = here.has(connectionKey(connection)) ? '' : 'no such connection in the settings here';
  return { label: `${connectionLabel(connection)}: ${what}`, description: [used, gone].filter(Boolean).join(' · '), value: kept };
}

function readKept(kept: KeptKey, settings: ConnectionSettings): Kept[] {
  const credential = readCredentialKey(kept.key);
  if (credential !== undefined) return [{ ...kept, ...credential }];
  const alone = readSessionKey(kept.key);
  // With its certificates and proxy, where it still stands in the settings.
  return alone === undefined ? [] : [{ ...kept, what: 'sign-in', connection: alone, signedIn: inSettings(alone, settings) ?? alone }];
}

function inSettings(wanted: SignInConnection, settings: ConnectionSettings): SignInConnection | undefined {
  return usable(settings).filter(signsIn).find((connection) => sessionKey(connection) === sessionKey(wanted));
}

/** The connections of the settings that can be used at all; the one of `mcptt.cms.*` is among them. */
function usable(settings: ConnectionSettings): Connection[] {
  return ['', ...connectionNames(settings)].flatMap((name) => {
    try {
      return [name === '' ? activeConnection({ ...settings, active: '' }) : namedConnection(name, settings)];
    } catch (error) {
      if (error instanceof ConnectionProblem) return [];
      throw error;
    }
  });
}
