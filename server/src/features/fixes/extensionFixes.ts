import { extension } from '../../profile/extensions';
import { canonicalElementName, expandedElementName } from '../../profile/namespaces';
import type { TextEdit } from '../../service';
import { childElements, pathTo, type PlacedElement, rootElement } from '../../syntax/cursor';
import { localName } from '../../syntax/namespaces';
import { insertChildren, isWhole, linesOf, removal } from './placing';
import { endsWith } from '../../profile/path';
import { type FindMends, type Mend, NO_MENDS, type Problem, writtenName } from './problem';

/** The way from the document element to what stands once in a profile. */
const FROM_THE_ROOT: Readonly<Record<string, readonly string[]>> = {
  OnNetwork: ['OnNetwork'], OffNetwork: ['OffNetwork'], PrivateCall: ['Common', 'PrivateCall'], PrivateCallList: ['Common', 'PrivateCall', 'PrivateCallList'],
};

/** Where most authorisations stand, and around the place of the others. */
const ACTIONS = 'cp:actions';

/** An element that belongs elsewhere, moved there; what holds it, its `anyExt` or the actions of a rule, is made where there is none. */
export const moveExtension: FindMends = (problem) => {
  const { element } = problem;
  if (!element?.parent || problem.diagnostic.start !== element.start + 1 || !pathTo(element).every(isWhole)) return NO_MENDS;
  const known = extension(canonicalNameOf(problem, element));
  const targets = (known?.belongsIn ?? []).flatMap((place) => targetOf(problem, element, place) ?? []);
  return targets.flatMap((target) => move(problem, element, target) ?? [])
    .map((mend) => ({ ...mend, preferred: targets.length === 1 && known?.placeSure !== 'recalled' }));
};

interface Target {
  /** The innermost element on the way to the place that is there already. */
  readonly holder: PlacedElement;
  /** What is to be made in it, from the outside in; by canonical names. */
  readonly missing: readonly string[];
  readonly place: string;
}

/** The nearest element around that the place names, else the one that stands there in every profile. */
function targetOf(problem: Problem, element: PlacedElement, place: string): Target | undefined {
  const [outside, ...inside] = place.endsWith('/anyExt') ? [place.replace(/\/anyExt$/, ''), 'anyExt'] : [place];
  for (let at = element.parent; at; at = at.parent) {
    if (endsWith(problem.path(at), outside)) return within(problem, at, inside, place);
  }
  if (outside === ACTIONS) {
    const rule = ruleOf(problem, element);
    return rule && within(problem, rule, [ACTIONS, ...inside], place);
  }
  const root = rootElement(problem.context.tree);
  const holder = FROM_THE_ROOT[outside]?.reduce<PlacedElement | undefined>((at, name) => at && childNamed(problem, at, name), root);
  return holder && within(problem, holder, inside, place);
}

/** The rule that an authorisation stands in, or the only one of the profile. */
function ruleOf(problem: Problem, element: PlacedElement): PlacedElement | undefined {
  for (let at = element.parent; at; at = at.parent) if (canonicalNameOf(problem, at) === 'cp:rule') return at;
  const root = rootElement(problem.context.tree);
  const named = (parent: PlacedElement, name: string): PlacedElement[] => childElements(parent).filter((child) => canonicalNameOf(problem, child) === name);
  const [rule, ...more] = (root ? named(root, 'cp:ruleset') : []).flatMap((ruleset) => named(ruleset, 'cp:rule'));
  return more.length === 0 ? rule : undefined;
}

/** As far in as there are elements of these names. */
function within(problem: Problem, from: PlacedElement, names: readonly string[], place: string): Target {
  const inner = names.length > 0 ? childNamed(problem, from, names[0]!) : undefined;
  return inner ? within(problem, inner, names.slice(1), place) : { holder: from, missing: names, place };
}

function move(problem: Problem, element: PlacedElement, { holder, missing, place }: Target): Omit<Mend, 'preferred'> | undefined {
  const { layout } = problem.context;
  const name = localName(element.node.name);
  if (missing.length === 0 && (holder.node === element.parent!.node || childNamed(problem, holder, canonicalNameOf(problem, element)))) return undefined;
  const taken = emptied(problem, element);
  const away = removal(taken.start, taken.start + taken.node.length, layout);
  const edit = missing.length === 0 ? intoHolder(problem, holder, element) : inNew(problem, holder, missing, element);
  if (!edit || (edit.start < away.end && edit.end > away.start)) return undefined;
  return { title: `Move '${name}' to '${place}'`, edits: [away, edit].sort((a, b) => a.start - b.start || a.end - b.end) };
}

/** The element, or the `anyExt` around it that would be left with nothing in it. */
function emptied(problem: Problem, element: PlacedElement): PlacedElement {
  const parent = element.parent!;
  const alone = canonicalNameOf(problem, parent) === 'anyExt' && parent.parent !== undefined && parent.node.form === 'closed' && parent.node.children.every((node) => node === element.node || node.kind === 'text');
  return alone ? parent : element;
}

function intoHolder(problem: Problem, holder: PlacedElement, element: PlacedElement): TextEdit | undefined {
  const { text, context: { layout } } = problem;
  const place = problem.contents(holder).placeFor(problem.scope(element).elementName(element.node.name)!);
  return place === undefined ? undefined : insertChildren(holder, place, () => linesOf(element, text, layout), text, layout);
}

/** The element inside new ones, of which the outermost gets its place in the holder. */
function inNew(problem: Problem, holder: PlacedElement, missing: readonly string[], element: PlacedElement): TextEdit | undefined {
  const { text, context: { layout } } = problem;
  const names = missing.map((name) => writtenName(expandedElementName(name), problem.scope(holder)));
  const place = problem.contents(holder).placeFor(expandedElementName(missing[0]!), childElements(holder).findIndex(({ node }) => node === element.node));
  if (names.includes(undefined) || place === undefined) return undefined;
  const around = (lines: readonly string[], unit: string): readonly string[] => names.reduceRight((inside, name) => [`<${name}>`, ...inside.map((line) => unit + line), `</${name}>`], lines);
  return insertChildren(holder, place, (unit) => around(linesOf(element, text, layout), unit), text, layout);
}

/** A child element by its canonical name. */
export function childNamed(problem: Problem, parent: PlacedElement, name: string): PlacedElement | undefined {
  return childElements(parent).find((child) => localName(child.node.name) === localName(name) && canonicalNameOf(problem, child) === name);
}

function canonicalNameOf(problem: Problem, element: PlacedElement): string {
  return canonicalElementName(problem.scope(element).elementName(element.node.name) ?? '');
}
