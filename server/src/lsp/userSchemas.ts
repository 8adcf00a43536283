import type { Diagnostic } from '../diagnostic';
import { compileSchemaSet, readSchemaTexts, type ReadText, type SchemaFiles, type SchemaSet, type SchemaTexts } from '../service';

/** The schemas that a setting names, read and compiled. */
export interface LoadedSchemas extends Pick<SchemaSet, 'grammar'> {
  /** What is wrong in each document of the set, by its URI; a document that is in order has an empty list. */
  readonly problems: ReadonlyMap<string, readonly Diagnostic[]>;
  readonly texts: ReadonlyMap<string, string>;
  /** What the setting names and nobody found, as written. */
  readonly missing: readonly string[];
}

/** Sets remembered: folders of a workspace differ in theirs, and an undone change is compiled once. */
const MOST_REMEMBERED = 8;

/** Reads the schemas of a setting when they are asked for, and compiles them once for the same content. */
export class UserSchemas {
  /** The newest last. */
  private readonly compiled = new Map<string, SchemaSet>();

  /** The language tag of the editor, where it says one before anything is loaded: what schemas say to people is kept in it. */
  language: string | undefined;

  constructor(private readonly readText: ReadText) {}

  /** @param base URI of the folder that paths in the setting count from */
  async load(files: SchemaFiles, base: string): Promise<LoadedSchemas> {
    const read = await readSchemaTexts(files, base, this.readText);
    const { grammar, problems } = this.compile(read);
    return { ...(grammar && { grammar }), problems, texts: read.texts, missing: read.missing };
  }

  private compile(read: SchemaTexts): SchemaSet {
    const key = JSON.stringify([[...read.uris], [...read.texts]]);
    const set = this.compiled.get(key) ?? compileSchemaSet(read, this.language);
    this.compiled.delete(key);
    this.compiled.set(key, set);
    for (const oldest of this.compiled.keys()) if (this.compiled.size > MOST_REMEMBERED) this.compiled.delete(oldest);
    return set;
  }
}
