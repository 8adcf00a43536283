import { childElements } from '../../server/src/syntax/cursor';
import { splitExpandedName, XML_NAMESPACE, XMLNS_NAMESPACE, type ExpandedName, type Scope } from '../../server/src/syntax/namespaces';
import type { SyntaxTree } from '../../server/src/syntax/node';
import { parse } from '../../server/src/syntax/parse';
import { align } from './alignment';
import { deleteAttribute, putAttribute } from './attributeEdit';
import { deleteElement, putElement } from './elementEdit';
import { firstDifference } from './meaning';
import { Meanings, type MeantElement } from './meaningTree';
import type { NodeSelector, Step } from './nodeSelector';
import type { PartialEdit, PlaceForChild } from './partialEdit';
import { escapeXml } from './plainText';
import { meaningLine } from './readBack';
import type { PartChange } from './requests';
import { attributeNamed } from './select';
import { selectorFor } from './selectorFor';
import { formatNodeSelector } from './selectorText';

/** One operation on a part of a document. */
export interface PartStep {
  /** Node selector, encoded, without a prefix. */
  readonly selector: string;
  readonly change: PartChange;
  /** The whole document after this step. */
  readonly whole: string;
}

/** More requests than that, or more than this share of the document's length, are no small change. */
const MOST_STEPS = 16;
const MOST_SHARE = 0.5;
/** An address that leads deeper is too long for many servers. */
const DEEPEST = 64;
/** Each step is tried on the whole document. */
const LONGEST_DOCUMENT = 1_000_000;

/**
 * The operations on elements and attributes (RFC 4825 7.4 to 7.8) that make of a server's document one that means what
 * ours does. Comments and layout of the server's stay. Pure: what comes out has been applied, and compared.
 * @returns undefined where there is no such list that is small, or nothing to change: then the whole document is to be sent
 */
export function planParts(theirs: string, ours: string): readonly PartStep[] | undefined {
  const goalText = ours.replace(/^\uFEFF/, '');
  if (theirs.length > LONGEST_DOCUMENT || goalText.length > LONGEST_DOCUMENT) return undefined;
  const meanings = new Meanings();
  const goal = meanings.of(parse(goalText));
  const steps: PartStep[] = [];
  let text = theirs;
  let sent = 0;
  while (goal && steps.length <= MOST_STEPS && sent <= goalText.length * MOST_SHARE) {
    const tree = parse(text);
    const now = meanings.of(tree);
    if (now?.id === goal.id) return steps.length > 0 && firstDifference(goalText, text) === undefined && meaningLine(goalText, text) === undefined ? steps : undefined;
    const step = now && new Planner(text, tree, goalText, meanings).next(now, goal);
    if (!step) return undefined;
    steps.push(step);
    text = step.whole;
    sent += 'text' in step.change ? step.change.text.length : 0;
  }
  return undefined;
}

/** What a schema would say of an element of a new name is the server's; what goes elsewhere than last gets an address that says where. */
const asLast: PlaceForChild = (_tree, parent) => childElements(parent).length;

/** An element and what is to become of it. */
interface Pair {
  readonly from: MeantElement;
  readonly to: MeantElement;
  /** Index of the element among its siblings. */
  readonly index: number;
}

/** The children that an element is to have after a step, by their numbers. */
type Expected = (children: readonly number[]) => readonly number[];

/** Finds the next step from a text towards another. */
class Planner {
  private readonly namespace: string;

  constructor(
    private readonly text: string, private readonly tree: SyntaxTree, private readonly goalText: string,
    private readonly meanings: Meanings,
  ) {
    // That of the application usage (RFC 4825 5.2) is the one of its documents.
    const root = meanings.of(tree);
    this.namespace = root ? splitExpandedName(root.name)[0] : '';
  }

  next(now: MeantElement, goal: MeantElement): PartStep | undefined {
    if (now.name !== goal.name) return undefined;
    const path: Pair[] = [{ from: now, to: goal, index: 0 }];
    while (path.length <= DEEPEST) {
      const pair = path[path.length - 1]!;
      const { from, to } = pair;
      const attributes = [...new Set([...from.attributes.keys(), ...to.attributes.keys()])].filter((name) => from.attributes.get(name) !== to.attributes.get(name));
      // A name with a prefix is what some servers refuse; text between elements is no part on its own.
      if (from.text !== to.text || attributes.some((name) => splitExpandedName(name)[0] !== '')) return this.replaced(path);
      if (attributes.length > 0) return this.attribute(pair, attributes[0]!) ?? this.replaced(path);
      const alignment = align(from.inner, to.inner);
      if (!alignment || (alignment.removed.length > 0 && alignment.added.length > 0)) return this.replaced(path);
      const { changed, removed, added } = alignment;
      // From behind, so that the positions of those before do not change; what comes, from the front.
      if (removed.length > 0) return this.removal(path, removed[removed.length - 1]!) ?? this.replaced(path);
      if (added.length > 0) return this.addition(path, added[0]!) ?? this.replaced(path);
      const [first] = changed;
      if (!first) return undefined;
      path.push({ from: from.inner[first.from]!, to: to.inner[first.to]!, index: first.from });
    }
    return undefined;
  }

  private attribute({ from, to }: Pair, name: ExpandedName): PartStep | undefined {
    for (const { steps } of this.selectorsOf(from)) {
      const selector = { steps, terminal: { kind: 'attribute', name, prefix: '' } } as const;
      const written = attributeNamed(to, name);
      const start = to.element.start + (written?.valueOffset ?? 0);
      const value = written && this.goalText.slice(start, start + written.valueLength);
      const edit = value === undefined ? deleteAttribute(this.text, selector) : putAttribute(this.text, selector, value);
      if (edit.kind === 'edited') return step(this.addressed(selector), value === undefined ? { kind: 'remove' } : { kind: 'attribute', text: value }, edit.text);
    }
    return undefined;
  }

  /** Puts an element in place of another; where no selector can, that around it. */
  private replaced(path: readonly Pair[]): PartStep | undefined {
    for (let depth = path.length - 1; depth > 0; depth--) {
      const { from, to, index } = path[depth]!;
      const body = this.bodyOf(to, from.outer);
      for (const selector of this.selectorsOf(from)) {
        const edit = putElement(this.text, selector, body, asLast);
        const made = this.accepted(path.slice(0, depth), edit, (ids) => ids.with(index, to.id));
        if (made !== undefined) return step(this.addressed(selector), { kind: 'element', text: body }, made);
      }
    }
    return undefined;
  }

  private removal(path: readonly Pair[], index: number): PartStep | undefined {
    const { from } = path[path.length - 1]!;
    const gone = from.inner[index]!;
    const [plain] = this.selectorsOf(gone);
    const around = plain?.steps.slice(0, -1) ?? [];
    const placed = this.tests(gone).flatMap((attribute): Step[] => [
      ...(this.unprefixed(gone) ? [{ name: gone.name, position: this.namesakes(from, gone, index) + 1, attribute }] : []),
      { name: '*', position: index + 1, attribute },
    ]);
    for (const selector of [...this.selectorsOf(gone), ...placed.map((last): NodeSelector => ({ steps: [...around, last] }))]) {
      const made = this.accepted(path, deleteElement(this.text, selector), (ids) => ids.toSpliced(index, 1));
      if (made !== undefined) return step(this.addressed(selector), { kind: 'remove' }, made);
    }
    return undefined;
  }

  private addition(path: readonly Pair[], index: number): PartStep | undefined {
    const { from, to } = path[path.length - 1]!;
    const added = to.inner[index]!;
    const body = this.bodyOf(added, from.scope);
    const [around] = this.selectorsOf(from);
    for (const last of this.placesFor(added, from, index)) {
      const selector: NodeSelector = { steps: [...(around?.steps ?? []), last] };
      const made = this.accepted(path, putElement(this.text, selector, body, asLast), (ids) => ids.toSpliced(index, 0, added.id));
      if (made !== undefined) return step(this.addressed(selector), { kind: 'element', text: body }, made);
    }
    return undefined;
  }

  /** Steps that could lead to a new child at an index, the plainest first. */
  private placesFor(added: MeantElement, parent: MeantElement, index: number): Step[] {
    const tests = this.tests(added);
    const places: Step[] = [];
    if (this.unprefixed(added)) {
      const { name } = added;
      const [before, all] = [this.namesakes(parent, added, index), this.namesakes(parent, added, parent.inner.length)];
      if (all === 0) places.push({ name });
      else if (before === all) places.push(...tests.map((attribute) => ({ name, attribute })), { name, position: all + 1 });
      else places.push(...tests.map((attribute) => ({ name, position: before + 1, attribute })));
    }
    if (index === parent.inner.length) places.push({ name: '*', position: index + 1 });
    return [...places, ...tests.map((attribute) => ({ name: '*', position: index + 1, attribute }))];
  }

  private namesakes({ inner }: MeantElement, { name }: MeantElement, before: number): number {
    return inner.slice(0, before).filter((each) => each.name === name).length;
  }

  private unprefixed({ name }: MeantElement): boolean {
    return splitExpandedName(name)[0] === this.namespace;
  }

  /** What tells an element by its attributes, an index before others. */
  private tests(meant: MeantElement): { readonly name: ExpandedName; readonly value: string }[] {
    const names = [...meant.attributes.keys()].filter((name) => splitExpandedName(name)[0] === '');
    return names.sort((one, other) => Number(other === 'index') - Number(one === 'index')).map((name) => ({ name, value: meant.attributes.get(name)!.slice(name.length + 2) }));
  }

  private selectorsOf({ element }: MeantElement): NodeSelector[] {
    return [['index'], []].map((keys) => selectorFor(element, this.tree, this.namespace, keys));
  }

  private addressed(selector: NodeSelector): string {
    return formatNodeSelector(selector, this.namespace).selector;
  }

  /** The text after an edit, where the children of the last element of a path are the expected ones then. */
  private accepted(path: readonly Pair[], edit: PartialEdit, expected: Expected): string | undefined {
    if (edit.kind !== 'edited') return undefined;
    let after = this.meanings.of(parse(edit.text));
    for (const { index } of path.slice(1)) after = after?.inner[index];
    const before = path[path.length - 1]!.from;
    const wanted = expected(before.inner.map(({ id }) => id));
    return after?.text === before.text && JSON.stringify(after.inner.map(({ id }) => id)) === JSON.stringify(wanted) ? edit.text : undefined;
  }

  /** An element of ours as it is written, with the declarations that it needs where it goes. */
  private bodyOf({ element, outer }: MeantElement, target: Scope): string {
    const { node, start } = element;
    const written = this.goalText.slice(start, start + node.length);
    const own = new Set(node.attributes.map(({ name }) => name));
    const missing = [...outer.bindings].filter(([prefix, namespace]) => {
      const bound = target.bindings.get(prefix) === namespace || own.has(prefix === '' ? 'xmlns' : `xmlns:${prefix}`);
      return !bound && namespace !== XML_NAMESPACE && namespace !== XMLNS_NAMESPACE && (prefix === '' || (namespace !== '' && written.includes(`${prefix}:`)));
    });
    const declarations = missing.map(([prefix, namespace]) => ` xmlns${prefix === '' ? '' : `:${prefix}`}="${escapeXml(namespace)}"`).join('');
    const at = 1 + node.name.length;
    return written.slice(0, at) + declarations + written.slice(at);
  }
}

function step(selector: string, change: PartChange, whole: string): PartStep {
  return { selector, change, whole };
}
