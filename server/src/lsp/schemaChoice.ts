import { type Connection, MessageType, ShowMessageNotification } from 'vscode-languageserver';
import { createLanguageService, type Grammar, type LanguageService, type ReadText, type SchemaFiles } from '../service';
import { SchemaDiagnostics } from './schemaDiagnostics';
import { type LoadedSchemas, UserSchemas } from './userSchemas';

/** Chooses the language service for a document: with the bundled schema, or with the schemas that its settings name. */
export class SchemaChoice {
  readonly bundled: LanguageService = createLanguageService();
  private readonly services = new WeakMap<Grammar, LanguageService>();
  private readonly schemas: UserSchemas;
  private readonly diagnostics: SchemaDiagnostics;
  /** What is loaded, by setting and folder; read again when a schema file or a setting changes. */
  private readonly loaded = new Map<string, Promise<LoadedSchemas>>();
  private warned = new Set<string>();

  constructor(private readonly connection: Connection, readText: ReadText) {
    this.schemas = new UserSchemas(readText);
    this.diagnostics = new SchemaDiagnostics(connection);
  }

  /** @param language language tag of the editor, for what schemas say to people */
  speak(language: string | undefined): void {
    this.schemas.language = language;
  }

  /** @param base URI of the folder that the paths of the setting count from */
  async serviceFor(files: SchemaFiles, base: string): Promise<LanguageService> {
    if (Object.keys(files).length === 0) return this.bundled;
    const key = JSON.stringify([files, base]);
    let loading = this.loaded.get(key);
    if (!loading) {
      loading = this.schemas.load(files, base);
      this.loaded.set(key, loading);
      await this.tell(await loading);
    }
    const { grammar } = await loading;
    if (!grammar) return this.bundled;
    let service = this.services.get(grammar);
    if (!service) this.services.set(grammar, (service = createLanguageService({ grammar })));
    return service;
  }

  /** Files or settings have changed: everything is read again when it is asked for. */
  forget(): void {
    this.loaded.clear();
    this.warned.clear();
  }

  /** Shows what no document needs any more no longer. Called when all documents have their service. */
  async settle(): Promise<void> {
    this.diagnostics.show(await Promise.all(this.loaded.values()));
  }

  private async tell({ grammar, missing, problems }: LoadedSchemas): Promise<void> {
    await this.settle();
    for (const file of missing) this.warn(`The schema '${file}' that the setting mcptt.schemas names was not found; the bundled schema is used for its namespace, if there is one.`);
    const broken = [...problems].filter(([, list]) => list.some(({ severity }) => severity === 'error')).map(([uri]) => decodeURI(uri.slice(uri.lastIndexOf('/') + 1)));
    if (!grammar && broken.length > 0) this.warn(`${broken.join(', ')}: a schema that the setting mcptt.schemas names has errors; the bundled schema is used until they are mended.`);
  }

  private warn(message: string): void {
    if (this.warned.has(message)) return;
    this.warned.add(message);
    void this.connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
  }
}
