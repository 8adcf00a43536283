import type { ClientCapabilities, Connection, WorkspaceFolder } from 'vscode-languageserver';

/** The folders of the workspace, for what settings name by a relative path. */
export class Folders {
  private folders: readonly WorkspaceFolder[] = [];
  private change = false;

  constructor(private readonly connection: Connection) {}

  /** @param folders those that are open at the start */
  start({ workspace }: ClientCapabilities, folders: readonly WorkspaceFolder[]): void {
    this.folders = folders;
    this.change = workspace?.workspaceFolders === true;
  }

  /** Follows the folders that come and go; once the client is ready for questions. */
  watch(): void {
    if (!this.change) return;
    this.connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      this.folders = [...this.folders.filter(({ uri }) => !removed.some((each) => each.uri === uri)), ...added];
    });
  }

  /** The innermost folder that a document is in, else the folder beside it; of a document that has no place yet, the first folder. With a slash at its end. */
  baseFor(uri: string): string {
    const bases = this.folders.map((folder) => withSlash(folder.uri)).filter((base) => uri.startsWith(base));
    if (bases.length > 0) return bases.reduce((one, other) => (other.length > one.length ? other : one));
    if (uri.startsWith('untitled:')) return this.folders[0] ? withSlash(this.folders[0].uri) : 'file:///';
    return uri.slice(0, uri.lastIndexOf('/') + 1);
  }
}

function withSlash(uri: string): string {
  return uri.endsWith('/') ? uri : `${uri}/`;
}
