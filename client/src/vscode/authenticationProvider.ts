import {
  EventEmitter, authentication, type AuthenticationProvider, type AuthenticationProviderAuthenticationSessionsChangeEvent, type AuthenticationSession, type Disposable,
} from 'vscode';
import { connectionKey } from '../connection/connection';
import type { Session } from '../signIn/session';
import type { SignInConnection } from '../signIn/sessions';

/** Id of the provider, as package.json declares it. */
export const authenticationId = 'mcptt';

/** The sessions of the extension, as the editor's menu of accounts needs them. */
export interface SignInDesk {
  signedIn(): Promise<readonly SignedIn[]>;
  /** Signs in for the active connection. Rejects where nobody is signed in after it. */
  signIn(): Promise<SignedIn>;
  signOut(connection: SignInConnection): Promise<void>;
}

/** Who is signed in for what. */
export interface SignedIn {
  readonly connection: SignInConnection;
  readonly session: Session;
}

/** The sessions as the editor knows them, and the way to say that one has changed. */
export interface AccountMenu extends Disposable {
  changed(what: 'added' | 'changed' | 'removed', signedIn: SignedIn): void;
}

/** Registers the sessions with the editor's accounts. @param desk made at the first use */
export function createAccountMenu(desk: () => Promise<SignInDesk>): AccountMenu {
  const changes = new EventEmitter<AuthenticationProviderAuthenticationSessionsChangeEvent>();
  const provider: AuthenticationProvider = {
    onDidChangeSessions: changes.event,
    async getSessions(scopes) {
      const all = (await (await desk()).signedIn()).map(editorSession);
      return scopes === undefined ? all : all.filter((session) => scopes.every((scope) => session.scopes.includes(scope)));
    },
    createSession: async () => editorSession(await (await desk()).signIn()),
    async removeSession(id) {
      const found = (await (await desk()).signedIn()).find(({ connection }) => connectionKey(connection) === id);
      if (found !== undefined) await (await desk()).signOut(found.connection);
    },
  };
  const registration = authentication.registerAuthenticationProvider(authenticationId, 'MCPTT', provider, { supportsMultipleAccounts: true });
  return {
    changed(what, signedIn) {
      changes.fire({ added: [], changed: [], removed: [], [what]: [editorSession(signedIn)] });
    },
    dispose() {
      registration.dispose();
      changes.dispose();
    },
  };
}

function editorSession({ connection, session }: SignedIn): AuthenticationSession {
  const id = connectionKey(connection);
  return { id, accessToken: session.accessToken, account: { id, label: `${session.account} (${connection.name})` }, scopes: connection.signIn.scopes };
}
