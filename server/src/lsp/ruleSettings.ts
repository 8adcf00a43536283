import { type ClientCapabilities, type Connection, DidChangeConfigurationNotification } from 'vscode-languageserver';
import { readRuleSeverities, type RuleSeverities } from '../service';

/** The setting: an object of severities by code. */
const SECTION = 'mcptt.rules';

/**
 * What rules are to be told as, for each document, as the editor has it set. An editor that cannot be asked may send its
 * settings with every change of them; they hold for all documents.
 */
export class RuleSettings {
  private readonly known = new Map<string, Promise<RuleSeverities>>();
  private asks = false;
  private registers = false;
  private sent: RuleSeverities = new Map();
  private readonly told = new Set<string>();

  constructor(private readonly connection: Connection) {}

  initialize({ workspace }: ClientCapabilities): void {
    this.asks = workspace?.configuration === true;
    this.registers = workspace?.didChangeConfiguration?.dynamicRegistration === true;
  }

  /** After the handshake: asks to be told of changes. */
  async initialized(): Promise<void> {
    if (!this.registers) return;
    await this.connection.client.register(DidChangeConfigurationNotification.type, { section: 'mcptt' })
      .catch((error: unknown) => this.connection.console.warn(`Changed settings take effect when a document is opened again: ${String(error)}`));
  }

  /** What holds for a document; asked for once, and again after `changed`. */
  of(uri: string): Promise<RuleSeverities> {
    if (!this.asks) return Promise.resolve(this.sent);
    let severities = this.known.get(uri);
    // An editor that has no answer leaves the defaults.
    if (!severities) this.known.set(uri, (severities = this.connection.workspace.getConfiguration({ scopeUri: uri, section: SECTION }).then((setting) => this.read(setting), () => new Map())));
    return severities;
  }

  forget(uri: string): void {
    this.known.delete(uri);
  }

  /** @param settings what came with the notification; null from an editor that wants to be asked */
  changed(settings: unknown): void {
    this.known.clear();
    if (!this.asks) this.sent = this.read(property(property(settings, 'mcptt'), 'rules'));
  }

  private read(setting: unknown): RuleSeverities {
    const { severities, problems } = readRuleSeverities(setting);
    for (const each of problems) {
      const problem = `${SECTION}: ${each}`;
      if (this.told.has(problem)) continue;
      this.told.add(problem);
      this.connection.console.warn(problem);
    }
    return severities;
  }
}

function property(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null && Object.hasOwn(of, name) ? (of as Record<string, unknown>)[name] : undefined;
}
