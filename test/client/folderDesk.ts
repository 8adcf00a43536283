import { activeConnection, type ConnectionSettings } from '../../client/src/connection/activeConnection';
import { createSessions } from '../../client/src/signIn/sessions';
import { createAccessTokens } from '../../client/src/vscode/accessTokens';
import { createCmsAccess } from '../../client/src/vscode/cmsAccess';
import type { FolderChange } from '../../client/src/vscode/cmsFolder';
import { createFolderMemory } from '../../client/src/vscode/cmsFolderMemory';
import { folderUri, type DocumentPlace, type FolderPlace } from '../../client/src/vscode/cmsFolderPlace';
import { readVersion } from '../../client/src/vscode/cmsFolder';
import { writeDocument, type SaveParts } from '../../client/src/vscode/cmsFolderSave';
import { FolderVersions, type OpenDocument } from '../../client/src/vscode/cmsFolderVersions';
import { createCredentials } from '../../client/src/vscode/credentials';
import { createPublishMemory } from '../../client/src/vscode/publishMemory';
import type { TreeParts } from '../../client/src/vscode/cmsTree';
import { Person } from './person';
import { root, secretTable, stateTable } from './publishDesk';
import { TableCms } from './tableCms';

export const xui = 'sip:user2@example.com';
export const targetIn = (user: string, name: string): string => `${new URL(root).pathname}/org.3gpp.mcptt.user-profile/users/${user}/${name}`;
export const directoryIn = (user: string): string => `${new URL(root).pathname}/org.openmobilealliance.xcap-directory/users/${user}/directory.xml`;

/** A window with the folder of a CMS, an editor that a test plays, and a person. */
export class FolderDesk {
  readonly person = new Person();
  readonly cms = new TableCms();
  readonly settings: ConnectionSettings & { cms: { root: string }; layers: { place: 'user'; connections: Record<string, unknown> }[] } = { cms: { root, xui, mediaType: '' }, active: '', layers: [{ place: 'user', connections: {} }] };
  readonly credentials = createCredentials(secretTable());
  readonly changes: FolderChange[] = [];
  readonly open = new Map<string, OpenDocument>();
  readonly files = new Map<string, string>();
  readonly place: DocumentPlace = { kind: 'document', connection: '', xui, document: 'user-profile-0.xml' };
  trusted = true;
  private clock = 1_000;
  private saves: string[] = [];
  readonly parts: SaveParts & TreeParts;

  constructor() {
    const ui = this.person.ui;
    const sessions = createSessions({
      secrets: secretTable(), transport: async () => Promise.reject(new Error('no identity management server')), listen: async () => Promise.reject(new Error('no browser')),
      openBrowser: async () => Promise.reject(new Error('no browser')), now: () => this.clock, changed: () => undefined,
    });
    const tokens = createAccessTokens({ credentials: this.credentials, sessions, now: () => this.clock });
    this.parts = {
      ui,
      access: createCmsAccess({ ui, tokens, settings: () => this.settings, trusted: () => this.trusted, transport: async () => this.cms.transport }),
      memory: createPublishMemory(stateTable()), own: createFolderMemory(stateTable()),
      versions: new FolderVersions(() => this.clock += 1),
      open: (uri) => this.open.get(uri),
      uriOf: (place) => this.uri(place),
      changed: (changes) => { this.changes.push(...changes); },
      confirmed: new Set(),
      saveAgain: async (uri) => { this.saves.push(uri); },
      localText: async (uri) => this.files.get(uri),
      filesNamed: async (name) => [...this.files.keys()].filter((uri) => uri.endsWith(`/${name}`)).slice(0, 2),
    };
  }

  uri(place: FolderPlace): string {
    const { authority, path } = folderUri(place);
    return `mcptt-cms://${authority}${path}`;
  }

  get savedAgain(): string[] {
    return this.saves.splice(0);
  }

  get connection() {
    return activeConnection(this.settings);
  }

  /** Opens a document as the editor does: reads it, shows it. */
  async edit(place = this.place): Promise<string> {
    const { text } = await readVersion(place, this.parts);
    const shown = { text: text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'), dirty: false };
    this.open.set(this.uri(place), shown);
    this.parts.versions.opened(this.uri(place), shown);
    this.cms.requests.splice(0);
    return text;
  }

  type(text: string, place = this.place): void {
    this.open.set(this.uri(place), { text, dirty: true });
  }

  /** Saves what was typed. @returns what the editor shows where it does not work */
  async save(text: string, place = this.place, options = { create: true, overwrite: true }): Promise<string> {
    this.type(text, place);
    try {
      await writeDocument(place, new TextEncoder().encode(text), options, this.parts);
      this.open.set(this.uri(place), { text, dirty: false });
      return 'saved';
    } catch (error) {
      return (error as Error).message;
    }
  }
}
