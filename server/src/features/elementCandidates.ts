import { authorisation } from '../profile/authorisations';
import { elementDocumentation } from '../profile/documentation';
import { isOtherEmergencyKind } from '../profile/emergencyKinds';
import { extension, extensionsFor } from '../profile/extensions';
import { canonicalElementName, COMMON_POLICY_NAMESPACE, expandedElementName, PROFILE_NAMESPACE } from '../profile/namespaces';
import { occurrencesIn, occurrenceOf } from '../profile/occurrences';
import { type CanonicalPath, endsWith } from '../profile/path';
import { declarationFor, expectedElements, type Grammar, takesNamespace } from '../schema';
import { childElements, type PlacedElement } from '../syntax/cursor';
import { type ExpandedName, type Scope, splitExpandedName } from '../syntax/namespaces';
import type { SyntaxTree } from '../syntax/node';
import { ROOT } from './rootElements';

/** An element that may stand at the cursor. */
export interface Candidate {
  readonly name: ExpandedName;
  /** Index into `grammar.elements`; undefined for an element that only the specification knows. */
  readonly declaration: number | undefined;
  /** What has to come right behind it. */
  readonly followers: readonly number[];
  /** `required`: the document lacks it; `expected`: it lacks it as far as we recall; `foreign`: of a vendor, or of a later release. */
  readonly need: 'required' | 'expected' | 'optional' | 'foreign';
}

const NEEDS: readonly Candidate['need'][] = ['required', 'expected', 'optional', 'foreign'];

/** Where elements stand that are the specification's, and the schema's only as anything of another namespace; beside `extensionsFor`. */
const ALSO_IN: readonly { readonly parent: string; readonly child: string }[] = [{ parent: 'cp:actions', child: 'anyExt' }];

/**
 * The elements that may stand at the cursor inside `parent`, given what stands before and behind: those that it lacks
 * first, then in schema order, those of vendors last. What may stand there once and does already is left out.
 * @param path canonical names down to the parent
 */
export function elementCandidates(tree: SyntaxTree, parent: PlacedElement, path: CanonicalPath, scope: Scope, offset: number, grammar: Grammar): Candidate[] {
  const expected = expectedElements(parent.node, parent.start, tree.text, scope, declarationFor(parent, tree.text, grammar), offset, grammar);
  const owned = [...extensionsFor(path).map(({ element }) => element), ...occurrencesIn(path).map(({ child }) => child), ...ALSO_IN.filter((each) => endsWith(path, each.parent)).map(({ child }) => child)];
  const present = owned.length === 0 ? NONE : presentNames(tree, parent, path, scope, offset);
  const found = new Map<ExpandedName, Candidate>();
  const add = (name: ExpandedName, declaration: number | undefined, required = false, followers: readonly number[] = []): void => {
    const canonical = canonicalElementName(name);
    const occurrence = occurrenceOf(path, canonical);
    const there = present.has(name);
    if (found.has(name) || (there && isSingle(canonical, occurrence?.single)) || isOtherEmergencyKind(path, canonical)) return;
    const asked = !there && occurrence?.required === true;
    found.set(name, { name, declaration, followers, need: required || (asked && occurrence.sure !== 'recalled') ? 'required' : asked ? 'expected' : 'optional' });
  };
  for (const { declaration, required, followers } of expected.elements) add(grammar.elements[declaration]!.name, declaration, required, followers);
  for (const name of owned.map(expandedElementName)) {
    const [namespace] = splitExpandedName(name);
    const declaration = globalElement(grammar, name);
    if (expected.wildcards.some((wildcard) => takesNamespace(wildcard, namespace) && (declaration !== undefined || wildcard.process !== 'strict'))) add(name, declaration);
  }
  for (const [name, declaration] of Object.entries(grammar.globalElements)) {
    if (!found.has(name) && isForeign(name) && !grammar.elements[declaration]!.abstract && expected.wildcards.some((wildcard) => takesNamespace(wildcard, splitExpandedName(name)[0]))) found.set(name, { name, declaration, followers: [], need: 'foreign' });
  }
  return NEEDS.flatMap((need) => [...found.values()].filter((candidate) => candidate.need === need));
}

const NONE: ReadonlySet<ExpandedName | undefined> = new Set();

/** The index of a global element, or undefined. */
export function globalElement(grammar: Grammar, name: ExpandedName): number | undefined {
  return Object.hasOwn(grammar.globalElements, name) ? grammar.globalElements[name] : undefined;
}

/** Whether one is enough: what is said of it, or of all that has its one place. */
function isSingle(name: string, said: boolean | undefined): boolean {
  return said ?? (extension(name) !== undefined || ALSO_IN.some(({ child }) => child === name));
}

/** Whether nothing is known of the place of a global element: it is a vendor's, or of a release later than ours. */
function isForeign(name: ExpandedName): boolean {
  const [namespace] = splitExpandedName(name);
  if (namespace === COMMON_POLICY_NAMESPACE || name === ROOT) return false;
  if (namespace !== PROFILE_NAMESPACE) return true;
  const canonical = canonicalElementName(name);
  return extension(canonical) === undefined && elementDocumentation([canonical]) === undefined;
}

/** The names of the children, without the one whose start tag the cursor is in; of authorisations, those of the whole cp:actions. */
function presentNames(tree: SyntaxTree, parent: PlacedElement, path: CanonicalPath, scope: Scope, offset: number): ReadonlySet<ExpandedName | undefined> {
  const present = new Set<ExpandedName | undefined>();
  addChildNames(present, tree, parent, scope, offset);
  const actions = endsWith(path, 'cp:actions') ? parent : endsWith(path, 'cp:actions/anyExt') ? parent.parent : undefined;
  if (!actions) return present;
  const given = new Set(present);
  if (actions !== parent) addChildNames(given, tree, actions, scope, offset);
  for (const child of childElements(actions)) {
    const inside = scope.enter(child.node, child.start, tree.text);
    if (inside.elementName(child.node.name) === ANY_EXT) addChildNames(given, tree, child, inside, offset);
  }
  for (const name of given) if (name !== undefined && authorisation(canonicalElementName(name))) present.add(name);
  return present;
}

const ANY_EXT = expandedElementName('anyExt');

function addChildNames(names: Set<ExpandedName | undefined>, { text }: SyntaxTree, parent: PlacedElement, scope: Scope, offset: number): void {
  let at = parent.start + parent.node.startTagLength;
  let last: string | undefined;
  for (const node of parent.node.children) {
    const typed = node.kind === 'element' && offset > at && offset <= at + node.startTagLength;
    // Lists hold thousands of children of one name.
    if (node.kind === 'element' && !typed && (node.name !== last || node.declaresNamespaces)) {
      names.add(scope.enter(node, at, text).elementName(node.name));
      last = node.declaresNamespaces ? undefined : node.name;
    }
    at += node.length;
  }
}
