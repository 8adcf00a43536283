import type { PlacedElement } from '../../server/src/syntax/cursor';
import { splitExpandedName, type ExpandedName } from '../../server/src/syntax/namespaces';
import type { ElementNode, SyntaxTree } from '../../server/src/syntax/node';
import { parse } from '../../server/src/syntax/parse';
import { syntaxDiagnostics } from '../../server/src/syntax/problems';
import { endsLine, lineBefore } from './childLayout';
import { problemPhrase, readFragment, type WellFormedFragment } from './fragment';
import type { NodeSelector, Step } from './nodeSelector';
import { astrayPhrase, changed, conflicting, noParent, shownSteps, type Change, type PartialEdit, type PlaceForChild } from './partialEdit';
import { childrenOf, isNamed, matching, select, type ScopedElement } from './select';

/** A change that puts in what was sent. */
interface Insertion extends Change {
  /** Where in `insert` that which was sent begins. */
  readonly sentAt: number;
}

/**
 * PUT of an element (RFC 4825 8.2): replaces the one that the selector leads to, or inserts it where the selector then
 * leads to it. All other text stays as it is, character by character.
 * @param selector without a terminal
 */
export function putElement(text: string, selector: NodeSelector, body: string, placeFor: PlaceForChild): PartialEdit {
  const tree = parse(text);
  const selection = select(tree, selector);
  if (selection.kind === 'astray' && selection.depth < selector.steps.length - 1) return noParent(selector, selection);
  const fragment = readFragment(body);
  if ('phrase' in fragment) return conflicting('not-xml-frag', fragment.phrase);
  if (selection.kind !== 'astray') {
    const { start, node } = selection.found.element;
    return verified(text, tree, selector, fragment, body, { start, end: start + node.length, insert: body, sentAt: 0 }, 'replaced');
  }
  if (selection.several) return conflicting('cannot-insert', astrayPhrase(selector, selection));
  if (!selection.reached) return conflicting('cannot-insert', 'a document has one root element, and it has another name; store a whole document instead');
  const step = selector.steps.at(-1)!;
  const place = placeOf(tree, selection.reached, step, fragment.element, body, placeFor);
  return 'kind' in place ? place : verified(text, tree, selector, fragment, body, insertion(selection.reached.element, place, body, text), 'created');
}

/** DELETE of an element (RFC 4825 8.4). */
export function deleteElement(text: string, selector: NodeSelector): PartialEdit {
  const tree = parse(text);
  const selection = select(tree, selector);
  if (selection.kind === 'astray') return { kind: 'absent', phrase: astrayPhrase(selector, selection) };
  const { element } = selection.found;
  const { start, node, parent } = element;
  // What would be left is no document, so no schema accepts it.
  if (!parent) return conflicting('schema-validation-error', 'a document cannot be without its root element; remove the whole document instead');
  const end = start + node.length;
  const from = start - (endsLine(end, text) ? (lineBefore(parent, start, text) ?? '') : '').length;
  const after = changed(text, tree, { start: from, end, insert: '' });
  // The same request again must find nothing (RFC 4825 7.5).
  const left = select(after.tree, selector);
  if (left.kind !== 'astray' || left.several) return conflicting('cannot-delete', `${shownSteps(selector.steps)} would lead to another element afterwards; tell which is meant by an attribute`);
  return { kind: 'edited', text: after.text, outcome: 'removed', changed: { start: from, end: from } };
}

/** Beside which child element a new one goes; beside none where there is none. */
interface Place {
  readonly before?: PlacedElement;
  readonly after?: PlacedElement;
}

/** Where among the child elements a new one goes (RFC 4825 8.2.3). */
function placeOf(tree: SyntaxTree, parent: ScopedElement, step: Step, sent: ElementNode, body: string, placeFor: PlaceForChild): Place | PartialEdit {
  const name = parent.scope.enter(sent, 0, body).elementName(sent.name);
  if (name === undefined) return conflicting('not-xml-frag', `the prefix of '${sent.name.slice(0, 80)}' is declared neither in what was sent nor where it goes`);
  if (step.name !== '*' && step.name !== name) return conflicting('cannot-insert', `the address asks for ${shownName(step.name)}, and ${shownName(name)} was sent`);
  const siblings = childrenOf(tree, parent);
  if (step.position !== undefined) {
    const among = siblings.filter((each) => isNamed(each, step.name));
    if (step.position < 1 || step.position > among.length + 1) return conflicting('cannot-insert', `position ${step.position} is not possible: there ${among.length === 1 ? 'is 1' : `are ${among.length}`}, so a new one may be number 1 to ${among.length + 1}`);
    if (among.length > 0) return step.position === 1 ? { before: among[0]!.element } : { after: among[step.position - 2]!.element };
  }
  // After the last of its name, whatever the name test says: `*[@id="x"]` is about the element that was sent.
  const last = matching(siblings, { name }, tree.text).at(-1);
  if (last) return { after: last.element };
  if (siblings.length === 0) return {};
  const place = placeFor(tree, parent.element, name);
  return place === 0 ? { before: siblings[0]!.element } : { after: siblings[place - 1]!.element };
}

function insertion(parent: PlacedElement, { before, after }: Place, body: string, text: string): Insertion {
  if (after) {
    const end = after.start + after.node.length;
    const line = (endsLine(end, text) && lineBefore(parent, after.start, text)) || '';
    return { start: end, end, insert: line + body, sentAt: line.length };
  }
  if (before) return { start: before.start, end: before.start, insert: body + (lineBefore(parent, before.start, text) ?? ''), sentAt: 0 };
  return intoChildless(parent, body, text);
}

function intoChildless({ node, start }: PlacedElement, body: string, text: string): Insertion {
  const end = start + node.length;
  if (node.form !== 'empty') return { start: end - node.endTagLength, end: end - node.endTagLength, insert: body, sentAt: 0 };
  const slash = text.lastIndexOf('/', end - 1);
  return { start: slash, end, insert: `>${body}</${node.name}>`, sentAt: 1 };
}

/** Makes the change, and holds it to what a PUT promises: a GET of the same address gives what was sent (RFC 4825 8.2.3, 8.2.4). */
function verified(text: string, tree: SyntaxTree, selector: NodeSelector, fragment: WellFormedFragment, body: string, change: Insertion, outcome: 'created' | 'replaced'): PartialEdit {
  const after = changed(text, tree, change);
  const start = change.start + change.sentAt;
  const end = start + body.length;
  // What is in order on its own is so anywhere, unless it leaves prefixes open.
  const unbound = fragment.open ? syntaxDiagnostics(after.tree).find((each) => each.start >= start && each.end <= end) : undefined;
  if (unbound) return conflicting('not-xml-frag', problemPhrase({ ...unbound, start: unbound.start - start }, body));
  const selection = select(after.tree, selector);
  if (selection.kind !== 'element' || selection.found.element.start !== start) {
    return conflicting('cannot-insert', `${shownSteps(selector.steps)} would not lead to what was sent; make its name, attributes and position agree with the address`);
  }
  return { kind: 'edited', text: after.text, outcome, changed: { start, end } };
}

function shownName(name: ExpandedName): string {
  const [namespace, local] = splitExpandedName(name);
  return `'${local.slice(0, 80)}' ${namespace === '' ? 'without a namespace' : `of namespace '${namespace.slice(0, 80)}'`}`;
}
