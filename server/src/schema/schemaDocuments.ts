import { rootElement } from '../syntax/cursor';
import { expandedName, Scope } from '../syntax/namespaces';
import { parse } from '../syntax/parse';
import { syntaxDiagnostics } from '../syntax/problems';
import { SchemaElement } from './schemaElement';
import type { SchemaProblems } from './schemaError';
import { SchemaError } from './schemaError';
import { checkStructure } from './schemaStructure';
import { XML_SCHEMA } from './xmlSchema';

/** A schema document as it is handed in; this room opens no file and no connection. */
export interface SchemaSource {
  /** A name to tell it from others and to show in messages: a path or a URI. */
  readonly location: string;
  readonly text: string;
}

/**
 * Finds the document that an include, redefine or import asks for: the catalog.
 * @param schemaLocation as written; empty where an import names a namespace only
 */
export type ResolveSchema = (schemaLocation: string, fromLocation: string, namespace: string) => SchemaSource | undefined;

/** The documents of a schema set. */
export interface SchemaDocuments {
  /** The root elements, the main document first. */
  readonly schemas: readonly SchemaElement[];
  /** What `redefine` elements hold, those of the innermost documents first. */
  readonly redefinitions: readonly SchemaElement[];
  /** Namespaces of which not everything could be read, with the reason: a name that is not found in one of them is no mistake of its own. */
  readonly incomplete: ReadonlyMap<string, SchemaError>;
}

/**
 * Reads a schema document and those that it includes, redefines and imports, each once.
 * Iterative over documents: they may include each other in any number and in circles.
 * @param language of the person who reads what they say to people
 */
export function readSchemas(main: SchemaSource, resolve: ResolveSchema, problems: SchemaProblems, language: string | undefined): SchemaDocuments {
  const schemas: SchemaElement[] = [];
  const redefinitions: SchemaElement[] = [];
  const incomplete = new Map<string, SchemaError>();
  const seen = new Set<string>();
  const waiting: { source: SchemaSource; by?: SchemaElement; namespace?: string }[] = [{ source: main }];
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { source, by, namespace } = next;
    const adopted = by?.name === 'import' ? undefined : namespace;
    const asked = `${by?.name === 'import' ? 'import' : namespace} ${source.location}`;
    if (seen.has(asked)) continue;
    seen.add(asked);
    try {
      const schema = readSchema(source, adopted, problems, language);
      if (by && namespace !== schema.document.namespace) by.fail(`'${source.location}' declares ${shown(schema.document.namespace)}, not ${shown(namespace!)}`, 'schemaLocation', 'unresolved-schema');
      // An import and an include may ask for the same document.
      const declares = `declares ${schema.document.namespace} ${source.location}`;
      if (seen.has(declares)) continue;
      seen.add(declares);
      schemas.push(schema);
      for (const link of schema.children('include', 'import', 'redefine')) {
        const wanted = link.name === 'import' ? link.attribute('namespace') ?? '' : schema.document.namespace;
        const found = problems.attempt(() => follow(link, wanted, source.location, resolve, incomplete));
        if (found) waiting.push({ source: found, by: link, namespace: wanted });
        if (link.name === 'redefine') redefinitions.unshift(...link.children());
      }
    } catch (error) {
      if (!(error instanceof SchemaError)) throw error;
      problems.add(error.problem);
      if (!incomplete.has(namespace ?? '')) incomplete.set(namespace ?? '', error);
    }
  }
  return { schemas, redefinitions, incomplete };
}

/** The document that a link leads to; undefined where it leads nowhere, which matters only if it is needed (part 1, 4.2.1 and 4.2.3). */
function follow(link: SchemaElement, namespace: string, from: string, resolve: ResolveSchema, incomplete: Map<string, SchemaError>): SchemaSource | undefined {
  if (link.name === 'import') {
    if (namespace === link.document.namespace) link.fail(`a document cannot import its own namespace; use 'include'`, 'namespace');
    link.document.imported.add(namespace);
  }
  const location = link.name === 'import' ? link.attribute('schemaLocation') ?? '' : link.required('schemaLocation');
  const found = resolve(location, from, namespace);
  if (found) return found;
  const message = `the schema '${location || namespace}' was not found; name the file that holds it`;
  if (!incomplete.has(namespace)) incomplete.set(namespace, link.error(message, location === '' ? 'namespace' : 'schemaLocation', 'unresolved-schema'));
  return undefined;
}

function shown(namespace: string): string {
  return namespace === '' ? 'no namespace' : `the namespace '${namespace}'`;
}

/** Mistakes that leave no doubt which element is in which. */
const IN_ONE_TAG: ReadonlySet<string> = new Set(['malformed-attribute', 'duplicate-attribute', 'bare-ampersand', 'undeclared-entity']);

function readSchema({ location, text }: SchemaSource, adoptedNamespace: string | undefined, problems: SchemaProblems, language: string | undefined): SchemaElement {
  const failAt = (message: string, start: number, end: number): never => {
    throw new SchemaError({ location, code: 'malformed-schema', severity: 'error', message, start, end });
  };
  const tree = parse(text);
  const broken = syntaxDiagnostics(tree).filter(({ code, severity, start, end }) => severity === 'error' && !(code === 'doctype' && !text.slice(start, end).includes('[')));
  for (const { message, start, end } of broken) problems.add({ location, code: 'malformed-schema', severity: 'error', message, start, end });
  // What a broken schema means is anybody's guess: nothing of it is used. A document type that declares nothing breaks nothing.
  const root = rootElement(tree);
  if (root && broken[0] && broken.every(({ code }) => IN_ONE_TAG.has(code))) checkStructure(root, text, location, problems);
  if (broken[0]) failAt(broken[0].message, broken[0].start, broken[0].end);
  if (!root) return failAt('this is not a schema: it has no root element', 0, Math.min(1, text.length));
  const name = Scope.root.enter(root.node, root.start, text).elementName(root.node.name);
  if (name !== expandedName(XML_SCHEMA, 'schema')) failAt(`this is not a schema: its root element is '${root.node.name}'`, root.start + 1, root.start + 1 + root.node.name.length);
  checkStructure(root, text, location, problems);
  const common = { location, text, problems, language, imported: new Set<string>() };
  const plain = new SchemaElement(root, Scope.root, { ...common, namespace: '', adopted: false, defaults: new Map() });
  const own = plain.attribute('targetNamespace');
  const defaults = new Map(['elementFormDefault', 'attributeFormDefault', 'blockDefault', 'finalDefault'].flatMap((name): [string, string][] => {
    const value = plain.attribute(name);
    return value === undefined ? [] : [[name, value]];
  }));
  for (const name of ['elementFormDefault', 'attributeFormDefault']) {
    const form = defaults.get(name);
    if (form !== undefined && form !== 'qualified' && form !== 'unqualified') problems.add(plain.error(`'${form}' is neither qualified nor unqualified`, name).problem);
  }
  if (own === '') plain.fail(`'targetNamespace' is empty; leave it out to declare no namespace`, 'targetNamespace');
  return new SchemaElement(root, Scope.root, { ...common, namespace: own ?? adoptedNamespace ?? '', adopted: own === undefined && !!adoptedNamespace, defaults });
}
