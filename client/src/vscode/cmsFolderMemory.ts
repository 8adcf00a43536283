import { keysAfter, type WorkspaceState } from './publishMemory';

/** A version that a local file and the CMS had in common. */
export interface CommonVersion {
  /** The file, by URI. */
  readonly file: string;
  readonly entityTag?: string;
  /** Of the file's text. */
  readonly digest: string;
}

/** What the folder remembers of a workspace beside what publishing does. No secret among it. */
export interface FolderMemory {
  /** Users that were entered by hand, or had a document open. @param connection its key */
  users(connection: string): readonly string[];
  addUser(connection: string, xui: string): Promise<void>;
  /** Addresses of documents that were stored or read from the folder. */
  addresses(): string[];
  addAddress(url: string): Promise<void>;
  removeAddress(url: string): Promise<void>;
  common(url: string): CommonVersion | undefined;
  rememberCommon(url: string, version: CommonVersion): Promise<void>;
}

/** The memory of a workspace, kept in its state. */
export function createFolderMemory(state: WorkspaceState): FolderMemory {
  const usersKey = (connection: string): string => `mcptt.folder.users:${connection}`;
  const users = (connection: string): readonly string[] => state.get<readonly string[]>(usersKey(connection)) ?? [];
  const update = async (key: string, value: unknown): Promise<void> => { await state.update(key, value); };
  return {
    users,
    addUser: async (connection, xui) => { if (!users(connection).includes(xui)) await update(usersKey(connection), [...users(connection), xui]); },
    addresses: () => keysAfter(DOCUMENT, state).filter((url) => state.get(DOCUMENT + url) === true),
    addAddress: async (url) => { if (state.get(DOCUMENT + url) !== true) await update(DOCUMENT + url, true); },
    removeAddress: (url) => update(DOCUMENT + url, undefined),
    common: (url) => state.get<CommonVersion>(COMMON + url),
    rememberCommon: (url, version) => update(COMMON + url, version),
  };
}

const DOCUMENT = 'mcptt.folder.document:';
const COMMON = 'mcptt.folder.common:';

/** Tells one text from another without keeping it: SHA-256 in hexadecimal digits. */
export async function textDigest(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text.replace(/^\uFEFF/, '')));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
