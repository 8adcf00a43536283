import { rootElement } from '../syntax/cursor';
import { expandedName, Scope } from '../syntax/namespaces';
import type { Node } from '../syntax/node';
import { parse } from '../syntax/parse';
import { SchemaElement, XML_SCHEMA } from './schemaElement';
import { SchemaError } from './schemaError';

/** A schema document as it is handed in; this room opens no file and no connection. */
export interface SchemaSource {
  /** A name to tell it from others and to show in messages: a path or a URI. */
  readonly location: string;
  readonly text: string;
}

/**
 * Finds the document that an include or import asks for.
 * @param schemaLocation as written; empty where an import names a namespace only
 */
export type ResolveSchema = (schemaLocation: string, fromLocation: string, namespace: string) => SchemaSource | undefined;

/** Reads a schema document and those that it includes and imports, each once; the main one first. */
export function readSchemas(main: SchemaSource, resolve: ResolveSchema): SchemaElement[] {
  const schemas: SchemaElement[] = [];
  const seen = new Set<string>();
  const read = (source: SchemaSource, adoptedNamespace: string | undefined, by: SchemaElement | undefined): void => {
    const schema = readSchema(source, adoptedNamespace);
    const { namespace } = schema.document;
    if (seen.has(`${namespace} ${source.location}`)) return;
    seen.add(`${namespace} ${source.location}`);
    const wanted = by?.name === 'include' ? by.document.namespace : by?.attribute('namespace') ?? '';
    if (by && wanted !== namespace) by.fail(`'${source.location}' declares the namespace '${namespace}', not '${wanted}'`);
    schemas.push(schema);
    for (const link of schema.children('include', 'import')) {
      const location = link.name === 'include' ? link.required('schemaLocation') : link.attribute('schemaLocation') ?? '';
      const linkedNamespace = link.name === 'include' ? namespace : link.attribute('namespace') ?? '';
      const found = resolve(location, source.location, linkedNamespace) ?? link.fail(`the schema '${location || linkedNamespace}' was not found`);
      read(found, link.name === 'include' ? namespace : undefined, link);
    }
  };
  read(main, undefined, undefined);
  return schemas;
}

function readSchema({ location, text }: SchemaSource, adoptedNamespace: string | undefined): SchemaElement {
  const tree = parse(text);
  refuseProblems(tree.document.problems, 0, location);
  refuseBrokenSyntax(tree.document.children, location);
  const root = rootElement(tree);
  if (!root) throw new SchemaError('this is not a schema: it has no root element', location, 0);
  const name = Scope.root.enter(root.node, root.start, text).elementName(root.node.name);
  if (name !== expandedName(XML_SCHEMA, 'schema')) throw new SchemaError(`this is not a schema: its root element is '${root.node.name}'`, location, root.start + 1);
  const plain = new SchemaElement(root, Scope.root, { location, text, namespace: '', adopted: false, qualified: new Set() });
  const own = plain.attribute('targetNamespace');
  const qualified = new Set(['elementFormDefault', 'attributeFormDefault'].filter((name) => plain.attribute(name) === 'qualified'));
  return new SchemaElement(root, Scope.root, { location, text, namespace: own ?? adoptedNamespace ?? '', adopted: own === undefined && !!adoptedNamespace, qualified });
}

/** The first problem of well-formedness ends it: what a broken schema means is anybody's guess. */
function refuseBrokenSyntax(children: readonly Node[], location: string): void {
  const pending: { node: Node; start: number }[] = [];
  const push = (nodes: readonly Node[], start: number): void => {
    const placed = nodes.map((node) => ({ node, start: (start += node.length) - node.length }));
    for (const each of placed.reverse()) pending.push(each);
  };
  push(children, 0);
  for (let next = pending.pop(); next; next = pending.pop()) {
    refuseProblems(next.node.problems, next.start, location);
    if (next.node.kind === 'element') push(next.node.children, next.start + next.node.startTagLength);
  }
}

function refuseProblems(problems: Node['problems'], start: number, location: string): void {
  const first = problems?.[0];
  if (first) throw new SchemaError(first.message, location, start + first.offset);
}
