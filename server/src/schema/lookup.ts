import type { DocumentText } from '../syntax/documentText';
import type { PlacedElement } from '../syntax/cursor';
import { pathTo } from '../syntax/cursor';
import { type ExpandedName, Scope } from '../syntax/namespaces';
import type { ElementNode, Node } from '../syntax/node';
import type { Assignment } from './assignment';
import { globalElementIndex, UNCHECKED } from './assignment';
import type { ContentIndex } from './automatonIndex';
import { automatonIndex } from './automatonIndex';
import { assignChild } from './contentCheck';
import { followersOf, NO_FOLLOWERS } from './followers';
import type { ContentStep, Grammar, Wildcard } from './grammar';
import { isSimpleType } from './typeDerivation';
import { type TypeInPlace, typeInPlace } from './typeInPlace';
import { declaredType } from './typeLookup';
import { Findings } from './verdict';

/** What may stand at a place among the children of an element. */
export interface ExpectedContent {
  /** In schema order. */
  readonly elements: readonly ExpectedElement[];
  /** Where elements that the content model does not name may stand here as well. */
  readonly wildcards: readonly Wildcard[];
  /** True where character data may stand. */
  readonly text: boolean;
}

/** One element that may stand at a place. */
export interface ExpectedElement {
  /** Index into `grammar.elements`. */
  readonly declaration: number;
  /** True where the content cannot be complete without it. */
  readonly required: boolean;
  /** What has to come right behind it, where content that is complete would not be any more: indexes into `grammar.elements`. */
  readonly followers: readonly number[];
}

/** The namespace bindings inside an element, its own declarations included. */
export function scopeOf(element: PlacedElement, text: DocumentText): Scope {
  return pathTo(element).reduce((scope, at) => scope.enter(at.node, at.start, text), Scope.root);
}

/**
 * What the validator checks an element against, in a valid or broken document: the same assignment, misplaced elements included.
 * @returns an index into `grammar.elements`, `ANY_TYPE`, or `UNCHECKED` where nothing is known
 */
export function declarationFor(element: PlacedElement, text: DocumentText, grammar: Grammar): Assignment {
  const path = pathTo(element);
  let scope = Scope.root;
  let assignment: Assignment = UNCHECKED;
  for (const [depth, at] of path.entries()) {
    if (depth === 0) {
      const name = scope.enter(at.node, at.start, text).elementName(at.node.name);
      assignment = (name === undefined ? undefined : globalElementIndex(grammar, name)) ?? UNCHECKED;
    } else {
      const parent = path[depth - 1]!;
      assignment = assignChild({ node: parent.node, start: parent.start, text, scope, grammar }, assignment, at.node, at.start);
    }
    scope = scope.enter(at.node, at.start, text);
  }
  return assignment;
}

/**
 * What an element is of where it stands: its declared type, or the one that its own `xsi:type` names; whether it is nil.
 * Of an abstract element, what it declares.
 */
export function typeAt(element: PlacedElement, text: DocumentText, grammar: Grammar): Pick<TypeInPlace, 'type' | 'nil'> {
  const { node, start } = element;
  const assignment = declarationFor(element, text, grammar);
  const { type, nil } = typeInPlace({ node, start, text, scope: scopeOf(element, text), grammar }, assignment, new Findings());
  return { type: type ?? declaredType(grammar, assignment), nil };
}

/**
 * What may stand at an offset among the children of an element, so that the children before it and, where the content
 * is in order otherwise, those after it still fit. A child that the offset stands inside does not count.
 * @param scope the bindings inside the element (`scopeOf`)
 * @param assignment what the element is checked against (`declarationFor`)
 * @param offset in the text
 */
export function expectedElements(node: ElementNode, start: number, text: DocumentText, scope: Scope, assignment: Assignment, offset: number, grammar: Grammar): ExpectedContent {
  const { type, nil } = typeInPlace({ node, start, text, scope, grammar }, assignment, new Findings());
  if (type === undefined || nil) return { elements: [], wildcards: [], text: false };
  if (type === 'any') return { elements: [], wildcards: [{ namespaces: 'any', process: 'lax' }], text: true };
  if (isSimpleType(type)) return { elements: [], wildcards: [], text: true };
  const holdsText = type.content === 'simple' || type.content === 'mixed';
  if (!type.model) return { elements: [], wildcards: [], text: holdsText };

  const index = automatonIndex(type.model, grammar);
  const names = new NamesAround(node, start, text, scope, offset);
  let state = 0;
  for (let name = names.nextBefore(); name !== undefined && !index.isEndless(state); name = names.nextBefore()) state = tolerantStep(index, state, name);
  const { steps } = index.state(state);
  // In a list of thousands what stands elsewhere in it does not matter, and is not looked at.
  if (index.isEndless(state)) return expectedBy(steps, () => false, holdsText);
  const after = names.after();
  const ends = runAll(index, [state, ...steps.map((step) => step.to)], after);
  const whole = ends.get(state);
  const complete = whole !== undefined && index.state(whole).accepting;
  if (complete) return expectedBy(steps, () => false, holdsText, followersOf(index, steps, (starts) => runAll(index, starts, after)));
  const fits = new Set(steps.map((step) => step.to).filter((target) => ends.get(target) !== undefined));
  // Content that is broken anyhow, and that no single element mends: what fits the children before is all that can be said.
  const open = fits.size > 0 || whole !== undefined ? steps.filter((step) => fits.has(step.to)) : steps;
  return expectedBy(open, (element) => isRequired(index, state, element), holdsText);
}

function expectedBy(steps: readonly ContentStep[], required: (element: number) => boolean, text: boolean, followers?: ReadonlyMap<ContentStep, readonly number[]>): ExpectedContent {
  const open = followers ? steps.filter((step) => followers.has(step)) : steps;
  return {
    elements: open.flatMap((step) => (step.element === undefined ? [] : [{ declaration: step.element, required: required(step.element), followers: followers?.get(step) ?? NO_FOLLOWERS }])),
    wildcards: open.flatMap(({ wildcard }) => wildcard ?? []),
    text,
  };
}

/** The names of the children before an offset, one after the other, and of those after it. A child that it stands inside, or that has no name, does not count. */
class NamesAround {
  private index = 0;
  private at: number;

  constructor(private readonly node: ElementNode, start: number, private readonly text: DocumentText, private readonly scope: Scope, private readonly offset: number) {
    this.at = start + node.startTagLength;
  }

  /** Undefined after the last one. */
  nextBefore(): ExpandedName | undefined {
    while (this.index < this.node.children.length) {
      const child = this.node.children[this.index]!;
      if (this.at + child.length > this.offset) return undefined;
      const name = this.nameOf(child);
      this.index++;
      this.at += child.length;
      if (name !== undefined) return name;
    }
    return undefined;
  }

  after(): ExpandedName[] {
    const names: ExpandedName[] = [];
    for (; this.index < this.node.children.length; this.index++) {
      const child = this.node.children[this.index]!;
      const name = this.at >= this.offset ? this.nameOf(child) : undefined;
      if (name !== undefined) names.push(name);
      this.at += child.length;
    }
    return names;
  }

  private nameOf(child: Node): ExpandedName | undefined {
    return child.kind === 'element' && child.name !== '' ? this.scope.enter(child, this.at, this.text).elementName(child.name) : undefined;
  }
}

/** The state after a child, skipping what is required before it; the same state where the child does not fit at all. */
function tolerantStep(index: ContentIndex, state: number, name: string): number {
  return index.step(state, name)?.to ?? index.skipTo(state, name)?.step.to ?? state;
}

/** Where runs over the same names end, by where they begin; undefined for one that does not get through. Runs that meet go on as one. */
function runAll(index: ContentIndex, starts: readonly number[], names: readonly string[]): Map<number, number | undefined> {
  let runs = [...new Set(starts)].map((start) => ({ starts: [start], at: start }));
  for (const name of names) {
    const met = new Map<number, number[]>();
    for (const { starts: from, at } of runs) {
      const step = index.step(at, name);
      if (step) met.set(step.to, [...(met.get(step.to) ?? []), ...from]);
    }
    if (runs.length === 1 && met.size === 1) runs[0]!.at = met.keys().next().value!;
    else runs = [...met].map(([at, from]) => ({ starts: from, at }));
    if (runs.length === 0) break;
  }
  return new Map(runs.flatMap(({ starts: from, at }) => from.map((start) => [start, at] as const)));
}

/** Among so many states it is found out whether an element is required; more there are only where a model counts high. */
const MOST_LOOKED_AT = 4096;

/** Whether the content, from a state on, cannot end without an element. */
function isRequired(index: ContentIndex, from: number, element: number): boolean {
  const reached = new Set([from]);
  for (const at of reached) {
    const { accepting, steps } = index.state(at);
    if (accepting || reached.size > MOST_LOOKED_AT) return false;
    for (const step of steps) if (step.element !== element) reached.add(step.to);
  }
  return true;
}
