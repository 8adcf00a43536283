import { expandedName, type ExpandedName } from '../syntax/namespaces';
import type { GrammarBuilder } from './grammarBuilder';
import type { IdentityConstraint, IdentityPath } from './identityConstraint';
import { IdentityPathError, readIdentityPaths } from './identityPath';
import type { SchemaElement } from './schemaElement';

/** A constraint and where it is written. */
interface Written {
  readonly constraint: IdentityConstraint;
  readonly element: SchemaElement;
}

const writtenBy = new WeakMap<GrammarBuilder, Map<ExpandedName, Written>>();

/** The identity constraints that stand in an `element` of a schema; nothing where there are none. */
export function compileIdentityConstraints(builder: GrammarBuilder, declaration: SchemaElement): { identityConstraints?: readonly IdentityConstraint[] } {
  const elements = declaration.children('unique', 'key', 'keyref');
  return elements.length === 0 ? {} : { identityConstraints: elements.flatMap((element) => builder.attempt(() => compile(builder, element)) ?? []) };
}

/** Refuses a keyref whose key is not there; to be asked when every declaration is compiled. */
export function finishIdentityConstraints(builder: GrammarBuilder): void {
  const all = writtenBy.get(builder) ?? new Map<ExpandedName, Written>();
  for (const written of all.values()) builder.attempt(() => refuseWrongReference(all, written));
}

function refuseWrongReference(all: ReadonlyMap<ExpandedName, Written>, { constraint, element }: Written): void {
  if (constraint.refer === undefined) return;
  const named = all.get(constraint.refer)?.constraint;
  const key = named?.kind === 'keyref' ? undefined : named;
  if (!key) return element.fail(`'${element.required('refer')}' is no key and no unique of the schema`, 'refer', 'undeclared-name');
  if (key.fields.length !== constraint.fields.length) element.fail(`'${element.required('refer')}' has ${key.fields.length} fields, and this keyref ${constraint.fields.length}`, 'refer');
}

function compile(builder: GrammarBuilder, element: SchemaElement): IdentityConstraint {
  const local = element.declaredName();
  const name = expandedName(element.document.namespace, local);
  const [first, ...others] = element.children();
  if (first?.name !== 'selector') element.fail(`'${element.name}' must begin with a selector`);
  const misplaced = others.find((child) => child.name !== 'field');
  if (misplaced) misplaced.fail(`only one selector can stand in '${element.name}'`);
  if (others.length === 0) element.fail(`'${element.name}' lacks a field`);
  if (element.name !== 'keyref' && element.attribute('refer') !== undefined) element.fail(`'refer' cannot stand on '${element.name}'`, 'refer');
  const refer = element.name === 'keyref' ? element.reference('refer') ?? element.fail(`'keyref' lacks the attribute 'refer'`) : undefined;
  const constraint: IdentityConstraint = {
    kind: element.name as IdentityConstraint['kind'],
    name,
    selector: pathsOf(first, 'selector'),
    fields: others.map((field) => pathsOf(field, 'field')),
    ...(refer !== undefined && { refer }),
  };
  register(builder, { constraint, element });
  return constraint;
}

function pathsOf(element: SchemaElement, kind: 'selector' | 'field'): IdentityPath[] {
  try {
    return readIdentityPaths(element.required('xpath'), kind, (prefix) => element.namespaceOf(prefix, 'xpath'));
  } catch (problem) {
    if (problem instanceof IdentityPathError) element.fail(problem.message, 'xpath');
    throw problem;
  }
}

/** Constraints have one space of names, whatever their kind (part 1, 3.11.6). */
function register(builder: GrammarBuilder, written: Written): void {
  const all = writtenBy.get(builder) ?? new Map<ExpandedName, Written>();
  writtenBy.set(builder, all);
  const { name } = written.constraint;
  if (all.has(name)) written.element.fail(`'${written.element.required('name')}' is the name of another constraint already`, 'name');
  all.set(name, written);
}
