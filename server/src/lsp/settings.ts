import { type ClientCapabilities, type Connection, DidChangeConfigurationNotification } from 'vscode-languageserver';
import { readRuleSeverities, type RuleSeverities, type SchemaFiles } from '../service';

/** What the settings `mcptt.…` say for one document. */
export interface DocumentSettings {
  readonly schemas: SchemaFiles;
  /** What the rules are to be told as. */
  readonly rules: RuleSeverities;
}

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
      this.sent = record(settings)['mcptt'];
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

  /** Settles at once where the editor cannot be asked; without settings where it does not answer. */
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
    const { schemas, rules } = record(section);
    const { severities, problems } = readRuleSeverities(rules);
    for (const problem of problems) {
      if (this.told.has(problem)) continue;
      this.told.add(problem);
      this.connection.console.warn(`mcptt.rules: ${problem}`);
    }
    const files = Object.entries(record(schemas)).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].trim() !== '');
    return { schemas: Object.fromEntries(files), rules: severities };
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
