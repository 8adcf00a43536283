import { type ClientCapabilities, type Connection, DidChangeConfigurationNotification } from 'vscode-languageserver';
import { type DocumentSettings, readSettings } from './settingShapes';

/** The settings of the editor, asked for once for each document until they change. */
export class Settings {
  private readonly known = new Map<string, Promise<DocumentSettings>>();
  /** From editors that send their settings and cannot be asked. */
  private sent: unknown;
  private canBeAsked = false;
  private wantsRegistration = false;
  private readonly told = new Set<string>();

  constructor(private readonly connection: Connection) {}

  /** @param changed called when settings may be others than before */
  start({ workspace }: ClientCapabilities, changed: () => void): void {
    this.canBeAsked = workspace?.configuration === true;
    this.connection.onDidChangeConfiguration(({ settings }: { settings: unknown }) => {
      this.sent = (settings as { readonly mcptt?: unknown } | null)?.mcptt;
      this.known.clear();
      changed();
    });
    this.wantsRegistration = workspace?.didChangeConfiguration?.dynamicRegistration === true;
  }

  /** Asks to be told of changes; once the client is ready for questions. */
  watch(): void {
    if (!this.wantsRegistration) return;
    this.connection.client.register(DidChangeConfigurationNotification.type, { section: 'mcptt' }).catch((error: unknown) => this.connection.console.warn(String(error)));
  }

  /** Settles at once where the editor cannot be asked; without settings where it refuses; when it answers, which may be never. */
  async of(uri: string): Promise<DocumentSettings> {
    if (!this.canBeAsked) return this.read(this.sent);
    let asked = this.known.get(uri);
    if (!asked) {
      asked = this.connection.workspace.getConfiguration({ scopeUri: uri, section: 'mcptt' }).then((section) => this.read(section), () => this.read(undefined));
      this.known.set(uri, asked);
    }
    return asked;
  }

  forget(uri: string): void {
    this.known.delete(uri);
  }

  /** Whatever stands in a settings file, as far as it makes sense; the rest is told in the log, once. */
  private read(section: unknown): DocumentSettings {
    const { problems, ...settings } = readSettings(section);
    for (const problem of problems) {
      if (this.told.has(problem)) continue;
      this.told.add(problem);
      this.connection.console.warn(problem);
    }
    return settings;
  }
}
