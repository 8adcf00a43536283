import assert from 'node:assert/strict';
import { createCredentials, type Credentials } from '../../client/src/vscode/credentials';
import { activeConnection } from '../../client/src/connection/activeConnection';
import { createSessions, type SessionParts, type Sessions } from '../../client/src/signIn/sessions';
import { createAccessTokens } from '../../client/src/vscode/accessTokens';
import { createPublisher, type Publisher } from '../../client/src/vscode/publishFlow';
import { createPublishMemory, type PublishMemory } from '../../client/src/vscode/publishMemory';
import type { PublishOutcome } from '../../client/src/vscode/publishReports';
import type { Transport } from '../../xcap/src/wire';
import type { ProfileDocument } from '../../client/src/vscode/publishUi';
import { Person, type Reply } from './person';
import { TableCms } from './tableCms';

export const root = 'https://cms1.example.com/MissionCriticalOrg/MCO-12345';
export const target = '/MissionCriticalOrg/MCO-12345/org.3gpp.mcptt.user-profile/users/sip:user2@example.com/mcptt-user-profile-0.xml';
export const profile = '<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" XUI-URI="sip:user1@example.com" user-profile-index="0">'
  + '<Common index="0"><MCPTTUserID index="0"><uri-entry>sip:user2@example.com</uri-entry></MCPTTUserID></Common></mcptt-user-profile>';
export const token = 'header.payload.signature';

/** A document that a test types into. */
export class Draft implements ProfileDocument {
  uri = 'file:///profiles/mcptt-user-profile-0.xml';
  fileName: string | undefined = 'mcptt-user-profile-0.xml';
  /** What the language server says of the present text. */
  errors: () => Promise<number | undefined> = async () => 0;
  /** Does it refuse another text? */
  readOnly = false;
  private content = profile;
  private changes = 1;
  text = (): string => this.content;
  version = (): number => this.changes;
  countErrors = (signal: AbortSignal): Promise<number | undefined> => Promise.race([
    this.errors(),
    new Promise<never>((_, reject) => {
      if (signal.aborted) reject(new Error('cancelled'));
      signal.addEventListener('abort', () => reject(new Error('cancelled')));
    }),
  ]);

  type(text: string): void {
    this.content = text;
    this.changes += 1;
  }
}

/** An editor window with a person, a CMS and a document, everything set up but for the first question. */
export class PublishDesk {
  readonly person = new Person();
  readonly cms = new TableCms();
  readonly document = new Draft();
  /** `mcptt.cms.*` */
  readonly settings: { root: string; xui: string; mediaType: string } = { root, xui: 'sip:user2@example.com', mediaType: '' };
  /** `mcptt.connection` */
  active = '';
  /** `mcptt.connections` of the user. */
  connections: Record<string, unknown> = {};
  readonly credentials: Credentials = createCredentials(secretTable());
  /** What the token command prints, each time that it runs. */
  readonly printed: string[] = [];
  /** Signs in at once, as nobody, unless a test puts something in its place. */
  sessionParts: Partial<SessionParts> = {};
  readonly memory: PublishMemory = createPublishMemory(stateTable());
  trusted = true;
  /** `mcptt.publish.parts` is `whenSmall`. */
  inParts = false;
  private readonly secrets = secretTable();
  private get sessions(): Sessions {
    return createSessions({
      secrets: this.secrets, transport: async () => assert.fail('no identity management server'), listen: async () => assert.fail('no browser'), openBrowser: async () => assert.fail('no browser'),
      now: Date.now, changed: () => undefined, ...this.sessionParts,
    });
  }
  private made: Publisher | undefined;
  /** Made at the first use, so that a test can still change the parts. */
  private get publisher(): Publisher {
    return this.made ??= createPublisher({
      ui: this.person.ui,
      transport: async () => (request, signal) => (this.overWire ?? this.cms.transport)(request, signal),
      tokens: createAccessTokens({
        credentials: this.credentials, sessions: this.sessions, now: Date.now,
        runCommand: async () => this.printed.shift() ?? Promise.reject(new Error("The token command 'tell' ended with exit code 1.")),
      }),
      memory: this.memory,
      trusted: () => this.trusted,
      inParts: () => this.inParts,
      connection: () => activeConnection({ cms: this.settings, active: this.active, layers: [{ place: 'user', connections: this.connections }] }),
    });
  }

  /** @param overWire leads to a real server in place of the table */
  constructor(private readonly overWire?: Transport) {
    this.person.putText = (text) => {
      if (this.document.readOnly) return false;
      this.document.type(text);
      return true;
    };
  }

  /** A desk with a token, as after `MCPTT: Set CMS Token`. */
  static async withToken(): Promise<PublishDesk> {
    const desk = new PublishDesk();
    desk.cms.token = token;
    await desk.credentials.keep({ name: '', root }, token);
    return desk;
  }

  /** A desk whose document has been published once. */
  static async published(): Promise<PublishDesk> {
    const desk = await PublishDesk.withToken();
    await desk.publish('Publish');
    desk.person.saw();
    desk.cms.requests.splice(0);
    return desk;
  }

  publish(...replies: Reply[]): Promise<PublishOutcome | undefined> {
    this.person.answers(...replies);
    return this.publisher.publish(this.document);
  }

  preview(...replies: Reply[]): Promise<PublishOutcome | undefined> {
    this.person.answers(...replies);
    return this.publisher.publish(this.document, true);
  }

  publishNothing(): Promise<PublishOutcome | undefined> {
    return this.publisher.publish(undefined);
  }
}

/** A secret store that is a table. */
export function secretTable(table = new Map<string, string>()) {
  return {
    get: async (key: string) => table.get(key),
    store: async (key: string, value: string) => { table.set(key, value); },
    delete: async (key: string) => { table.delete(key); },
    used: async () => undefined,
  };
}

/** A workspace state that is a table. */
export function stateTable(table = new Map<string, unknown>()) {
  return {
    get: <T>(key: string) => table.get(key) as T | undefined,
    update: async (key: string, value: unknown) => { table.set(key, value); },
    keys: () => [...table.keys()],
  };
}
