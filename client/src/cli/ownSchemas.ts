import { relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Diagnostic } from '../../../server/src/diagnostic';
import { type Grammar, schemaOutline } from '../../../server/src/schema';
import { compileSchemaSet, readSchemaTexts } from '../../../server/src/service';
import { type CheckedFile, placed } from './checkReport';
import { UsageError } from './options';
import { readDocument } from './readDocument';

/** What came of the schemas that somebody named. */
export interface OwnSchemas {
  /** Undefined where one of them has an error: then nothing can be checked. */
  readonly grammar?: Grammar;
  /** The schema documents in which something is wrong: those that were named as they were named, others from the working folder. */
  readonly problems: readonly CheckedFile[];
}

/**
 * Reads and compiles schemas as the setting `mcptt.schemas` does: each takes the place of the bundled one of its namespace,
 * or is added. What they include and import is read from files beside them; nothing is fetched.
 * Throws where a file that is named cannot be read.
 * @throws UsageError where two are for the same namespace
 */
export async function loadSchemas(files: readonly string[]): Promise<OwnSchemas> {
  const named = new Map(files.map((file) => [uriOf(file), file]));
  const unreadable = new Map<string, Diagnostic>();
  const texts = new Map<string, string>();
  // Each once: a pipe can be read no second time.
  const read = (uri: string): string => {
    const known = texts.get(uri);
    if (known !== undefined) return known;
    const document = readDocument(fileURLToPath(uri));
    if ('problem' in document) unreadable.set(uri, document.problem);
    texts.set(uri, document.text);
    return document.text;
  };
  const found = await readSchemaTexts(byNamespace(files, read), 'file:///', (uri) => Promise.resolve(attempt(() => read(uri))));
  const { grammar, problems } = compileSchemaSet(found);
  return {
    ...(grammar && { grammar }),
    problems: [...problems].flatMap(([uri, list]) => {
      const own = unreadable.get(uri);
      const told = own ? [own] : list;
      return told.length === 0 ? [] : [{ file: named.get(uri) ?? relative('', fileURLToPath(uri)), diagnostics: placed(told, found.texts.get(uri)!) }];
    }),
  };
}

/** The URI of each schema by the namespace that it declares. */
function byNamespace(files: readonly string[], read: (uri: string) => string): Readonly<Record<string, string>> {
  const byName = new Map<string, string>();
  for (const file of files) {
    const { targetNamespace = '' } = schemaOutline(readNamed(file, read));
    const other = byName.get(targetNamespace);
    if (other !== undefined) throw new UsageError(`'${other}' and '${file}' are both given for ${targetNamespace === '' ? 'no namespace' : `the namespace '${targetNamespace}'`}; give one --schema for each.`);
    byName.set(targetNamespace, file);
  }
  return Object.fromEntries([...byName].map(([namespace, file]) => [namespace, uriOf(file)]));
}

function readNamed(file: string, read: (uri: string) => string): string {
  try {
    return read(uriOf(file));
  } catch (error) {
    // Node does not name the path when it is a folder, and names it in full otherwise.
    throw error instanceof Error ? Object.assign(error, { path: file }) : error;
  }
}

/** What another document asks for and cannot be read is not there; whether that matters, the compiler knows. */
function attempt(read: () => string): string | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function uriOf(file: string): string {
  return pathToFileURL(resolve(file)).href;
}
