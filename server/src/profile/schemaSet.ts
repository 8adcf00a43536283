import { checkSchema, type Grammar, schemaOutline, type SchemaProblem, type SchemaSource } from '../schema';
import { bundledSchemas } from './bundledSchemas';

/** Which file holds the schema of which namespace: the setting `mcptt.schemas`. */
export type SchemaFiles = Readonly<Record<string, string>>;

/** Reads a text file; undefined where there is none, or it cannot be read. */
export type ReadText = (uri: string) => Promise<string | undefined>;

/** The schema documents that a setting asks for, with all that they include and import. */
export interface SchemaTexts {
  /** The document of each namespace in the setting, by its URI. */
  readonly uris: ReadonlyMap<string, string>;
  readonly texts: ReadonlyMap<string, string>;
  /** What the setting names and nobody found, as written. */
  readonly missing: readonly string[];
}

/** A compiled set. */
export interface SchemaSet {
  /** Undefined where a document of the set has an error. */
  readonly grammar?: Grammar;
  /** What is wrong in each document, by its URI; the documents without problems are there as well. */
  readonly problems: ReadonlyMap<string, readonly SchemaProblem[]>;
}

/** More than this is no schema, or a circle of symbolic links. */
const MOST_DOCUMENTS = 1_000;

/**
 * Gathers schema documents from where the person's files are, and from nowhere else: nothing is fetched over a network.
 * @param base URI of the folder that relative paths count from, with a slash at its end
 */
export async function readSchemaTexts(files: SchemaFiles, base: string, readText: ReadText): Promise<SchemaTexts> {
  const uris = new Map<string, string>();
  const texts = new Map<string, string>();
  const missing: string[] = [];
  const read = async (uri: string | undefined): Promise<boolean> => {
    if (uri === undefined || texts.size >= MOST_DOCUMENTS) return false;
    const text = texts.get(uri) ?? await readText(uri);
    if (text !== undefined) texts.set(uri, text);
    return text !== undefined;
  };
  for (const [namespace, file] of Object.entries(files)) {
    const uri = uriOf(file, base);
    if (await read(uri)) uris.set(namespace, uri!);
    else missing.push(file);
  }
  // A Map hands on what is added while it is walked.
  for (const [uri, text] of texts) for (const { location } of schemaOutline(text).links) if (location !== '') await read(linked(location, uri));
  return { uris, texts, missing };
}

/**
 * Compiles the documents of a setting together with the bundled ones of the namespaces that these leave out. Pure.
 * @param language the language tag of the person who reads what they say to people
 */
export function compileSchemaSet({ uris, texts }: SchemaTexts, language?: string): SchemaSet {
  const outlines = new Map([...texts].map(([uri, text]) => [uri, schemaOutline(text)]));
  const declared = new Set([...uris.keys(), ...[...outlines.values()].map(({ targetNamespace }) => targetNamespace)]);
  const own = new Map([...bundledSchemas].filter(([namespace]) => !declared.has(namespace)));
  const imports = [...uris, ...[...own].map(([namespace, { location }]) => [namespace, location] as const)].map(([namespace, location]) =>
    `<xs:import${namespace === '' ? '' : ` namespace="${escaped(namespace)}"`} schemaLocation="${escaped(location)}"/>`);
  const main: SchemaSource = { location: MAIN, text: `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="${MAIN}">${imports.join('')}</xs:schema>` };
  const document = (uri: string | undefined): SchemaSource | undefined => {
    const text = uri === undefined ? undefined : texts.get(uri);
    return text === undefined ? undefined : { location: uri!, text };
  };
  const bundled = (location: string): SchemaSource | undefined => [...bundledSchemas.values()].find((each) => each.location === location);
  const { grammar, problems } = checkSchema(main, (location, from, namespace) => {
    if (from === MAIN) return document(location) ?? bundled(location);
    if (outlines.get(from)?.links.some((link) => link.kind !== 'import' && link.location === location)) return document(linked(location, from));
    // What the setting says of a namespace holds for every import of it; then what lies where the document says; then what comes with the extension.
    return document(uris.get(namespace)) ?? (location === '' ? undefined : document(linked(location, from))) ?? own.get(namespace);
  }, language);
  const byDocument = new Map<string, SchemaProblem[]>([...texts.keys()].map((uri) => [uri, []]));
  for (const problem of problems) byDocument.get(problem.location)?.push(problem);
  for (const [namespace, uri] of uris) {
    const { targetNamespace = '', start, end } = outlines.get(uri)!;
    if (targetNamespace === namespace) continue;
    const message = `the setting gives this file for ${shown(namespace)}, but it declares ${shown(targetNamespace)}; change one of them`;
    byDocument.get(uri)!.unshift({ location: uri, code: 'unresolved-schema', severity: 'error', message, start, end });
  }
  if (!grammar) tellOfBundled(problems, byDocument, [...uris.values()].map((uri) => ({ uri, ...outlines.get(uri)! })));
  return { ...(grammar && { grammar }), problems: byDocument };
}

/** An error in a bundled schema, which nobody sees, is one of the person's schemas that lack what it needs. */
function tellOfBundled(problems: readonly SchemaProblem[], byDocument: ReadonlyMap<string, SchemaProblem[]>, named: readonly { readonly uri: string; readonly start: number; readonly end: number }[]): void {
  const [first] = named;
  const isError = ({ severity }: SchemaProblem): boolean => severity === 'error';
  const unseen = problems.find((problem) => isError(problem) && !byDocument.has(problem.location));
  if (!first || !unseen || [...byDocument.values()].some((list) => list.some(isError))) return;
  const { uri, start, end } = first;
  const message = `a bundled schema that is used beside this one needs more than it has: ${unseen.message}`;
  byDocument.get(uri)!.unshift({ location: uri, code: 'unresolved-schema', severity: 'error', message, start, end });
}

/** The name of the document that imports all others; nobody sees it. */
const MAIN = 'urn:mcptt:schemas';

/** A path or a URI of the setting as a URI; undefined for one on a network. */
function uriOf(file: string, base: string): string | undefined {
  const path = file.trim().replaceAll('\\', '/');
  if (path === '') return undefined;
  if (/^[a-z]:\//i.test(path)) return encodeURI(`file:///${path}`);
  if (/^[a-z][a-z0-9+.-]+:/i.test(path)) return resolved(path, base);
  return resolved(encodeURI(path).replace(/[?#]/g, encodeURIComponent), base);
}

/** A reference, resolved; undefined for one that leads to another place than where the person's own files are. */
function resolved(reference: string, from: string): string | undefined {
  try {
    const uri = new URL(reference, from);
    return uri.protocol === new URL(from).protocol && !NETWORK.has(uri.protocol) ? uri.href : undefined;
  } catch {
    return undefined;
  }
}

/** What a schema document refers to: unlike a setting it names no other machine, which a `file:` address may. */
function linked(reference: string, from: string): string | undefined {
  const uri = resolved(reference, from);
  return uri !== undefined && new URL(uri).host === new URL(from).host ? uri : undefined;
}

function shown(namespace: string): string {
  return namespace === '' ? 'no namespace' : `the namespace '${namespace}'`;
}

const NETWORK: ReadonlySet<string> = new Set(['http:', 'https:', 'ftp:', 'ws:', 'wss:']);

function escaped(value: string): string {
  return value.replace(/[&<"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
