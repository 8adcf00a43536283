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

/** An element that belongs elsewhere, moved there; its `anyExt` is made where there is none. */
export const moveExtension: FindMends = (problem) => {
  const { element } = problem;
  if (!element?.parent || problem.diagnostic.start !== element.start + 1 || !pathTo(element).every(isWhole)) return NO_MENDS;
  const known = extension(canonicalNameOf(problem, element));
  const targets = (known?.belongsIn ?? []).flatMap((place) => holderOf(problem, element, place) ?? []);
  return targets.flatMap(({ holder, place }) => move(problem, element, holder, place) ?? [])
    .map((mend) => ({ ...mend, preferred: targets.length === 1 && known?.placeSure !== 'recalled' }));
};

interface Target {
  /** What holds the `anyExt`, or the element itself where it needs none. */
  readonly holder: PlacedElement;
  readonly place: string;
}

/** The nearest element around that the place names, else the one that stands there in every profile. */
function holderOf(problem: Problem, element: PlacedElement, place: string): Target | undefined {
  const outside = place.replace(/\/anyExt$/, '');
  for (let at = element.parent; at; at = at.parent) {
    if (endsWith(problem.path(at), outside)) return { holder: at, place };
  }
  const holder = FROM_THE_ROOT[outside]?.reduce<PlacedElement | undefined>((at, name) => at && childNamed(problem, at, name), rootElement(problem.context.tree));
  return holder && { holder, place };
}

function move(problem: Problem, element: PlacedElement, holder: PlacedElement, place: string): Omit<Mend, 'preferred'> | undefined {
  const { text, context: { layout } } = problem;
  const name = localName(element.node.name);
  const lines = linesOf(element, text, layout);
  const target = place.endsWith('/anyExt') ? childNamed(problem, holder, 'anyExt') : holder;
  if (target?.node === element.parent!.node) return undefined;
  if (target && childNamed(problem, target, canonicalNameOf(problem, element))) return undefined;
  const taken = emptied(problem, element);
  const away = removal(taken.start, taken.start + taken.node.length, layout);
  const edit = target ? intoTarget(problem, target, element, lines) : newAnyExt(problem, holder, element, lines);
  if (!edit || (edit.start < away.end && edit.end > away.start)) return undefined;
  return { title: `Move '${name}' to '${place}'`, edits: [away, edit].sort((a, b) => a.start - b.start || a.end - b.end) };
}

/** The element, or the `anyExt` around it that would be left with nothing in it. */
function emptied(problem: Problem, element: PlacedElement): PlacedElement {
  const parent = element.parent!;
  const alone = canonicalNameOf(problem, parent) === 'anyExt' && parent.parent !== undefined && parent.node.form === 'closed' && parent.node.children.every((node) => node === element.node || node.kind === 'text');
  return alone ? parent : element;
}

function intoTarget(problem: Problem, target: PlacedElement, element: PlacedElement, lines: readonly string[]): TextEdit | undefined {
  const name = problem.scope(element).elementName(element.node.name)!;
  const place = problem.contents(target).placeFor(name);
  return place === undefined ? undefined : insertChildren(target, place, () => lines, problem.text, problem.context.layout);
}

function newAnyExt(problem: Problem, holder: PlacedElement, element: PlacedElement, lines: readonly string[]): TextEdit | undefined {
  const expanded = expandedElementName('anyExt');
  const name = writtenName(expanded, problem.scope(holder));
  const place = problem.contents(holder).placeFor(expanded, childElements(holder).findIndex(({ node }) => node === element.node));
  if (name === undefined || place === undefined) return undefined;
  return insertChildren(holder, place, (unit) => [`<${name}>`, ...lines.map((line) => unit + line), `</${name}>`], problem.text, problem.context.layout);
}

/** A child element by its canonical name. */
export function childNamed(problem: Problem, parent: PlacedElement, name: string): PlacedElement | undefined {
  return childElements(parent).find((child) => localName(child.node.name) === localName(name) && canonicalNameOf(problem, child) === name);
}

function canonicalNameOf(problem: Problem, element: PlacedElement): string {
  return canonicalElementName(problem.scope(element).elementName(element.node.name) ?? '');
}
