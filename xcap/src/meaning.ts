import { childElements, placedChildren, rootElement, type PlacedElement } from '../../server/src/syntax/cursor';
import { expandedName, localName, prefixOf, Scope, XMLNS_NAMESPACE, type ExpandedName } from '../../server/src/syntax/namespaces';
import type { SyntaxTree } from '../../server/src/syntax/node';
import { parse } from '../../server/src/syntax/parse';
import { attributeValue, characterData } from '../../server/src/syntax/text';
import { oneLine } from './plainText';

/** The first place where two documents do not mean the same. */
export interface Difference {
  /** Local names from the document element down to the element in which they differ; empty where the document elements do. */
  readonly path: readonly string[];
  /** What stands there in either, in words: `'Status'`, `index="2"`, `the text "a"`, `nothing more`. */
  readonly ours: string;
  readonly theirs: string;
  /** Offset in our text of where it is. */
  readonly offset: number;
}

/**
 * Compares two documents by what they mean: elements in their order, attributes and text, names by namespace and not by
 * prefix. Comments, instructions, the declaration, white space between elements, the order of attributes, the kind of
 * quotes and how a character is written do not count: a server that builds its answer from a database changes them.
 * Linear in the texts; takes any text.
 * @returns undefined where they mean the same
 */
export function firstDifference(ours: string, theirs: string): Difference | undefined {
  const left = itemsOf(parse(ours));
  const right = itemsOf(parse(theirs));
  const path: string[] = [];
  for (;;) {
    const [one, other] = [left.next(), right.next()];
    if (one.done && other.done) return undefined;
    const mine = one.done ? undefined : one.value;
    const yours = other.done ? undefined : other.value;
    if (mine?.key !== yours?.key) return { path: [...path], ...wordsFor(mine ?? NOTHING, yours ?? NOTHING), offset: mine?.offset ?? ours.length };
    if (mine?.enters !== undefined) path.push(mine.enters);
    if (mine?.leaves) path.pop();
  }
}

/** What stands in two documents at a place where they differ, in words that differ too. */
function wordsFor(mine: Item, yours: Item): { readonly ours: string; readonly theirs: string } {
  // Attributes come in the order of their names, so that of two different ones the first is missing on the other side.
  if (mine.attribute !== yours.attribute && (mine.attribute ?? LAST) < (yours.attribute ?? LAST)) return { ours: mine.said, theirs: `no ${nameSaid(mine)}` };
  if (mine.attribute !== yours.attribute) return { ours: `no ${nameSaid(yours)}`, theirs: yours.said };
  if (mine.said !== yours.said) return { ours: mine.said, theirs: yours.said };
  return { ours: `${mine.said} (${mine.key})`, theirs: `${yours.said} (${yours.key})` };
}

/** Behind every name. */
const LAST = '\uffff';

function nameSaid({ said }: Item): string {
  return `'${said.slice(0, said.indexOf('='))}'`;
}

/** A difference in one line for a person. */
export function differenceLine({ path, ours, theirs }: Difference): string {
  const place = path.length === 0 ? 'at the top' : `in '${path.slice(-3).join('/')}'`;
  return oneLine(`${place}: ${ours} here, ${theirs} on the CMS`);
}

/** A part of a document's meaning. Two parts mean the same where their keys are equal. */
export interface Item {
  readonly key: string;
  readonly said: string;
  readonly offset: number;
  /** Local name of the element that begins here. */
  readonly enters?: string;
  readonly leaves?: true;
  /** Its name, where it is an attribute. */
  readonly attribute?: ExpandedName;
}

const NOTHING: Item = { key: '', said: 'nothing more', offset: 0 };

/** An element on the way through a document. */
export interface Entered {
  readonly element: PlacedElement;
  /** The bindings inside it. */
  readonly scope: Scope;
  readonly children: readonly PlacedElement[];
}

interface Level extends Entered {
  next: number;
}

/** The parts of a document in order: an element begins, each of its attributes, its text, its children, it ends. */
function* itemsOf(tree: SyntaxTree): Generator<Item, void> {
  const root = rootElement(tree);
  if (!root) return;
  const levels: Level[] = [];
  const enter = (element: PlacedElement, outer: Scope): Level => ({ element, scope: outer.enter(element.node, element.start, tree.text), children: childElements(element), next: 0 });
  let level: Level | undefined = enter(root, Scope.root);
  yield* beginningOf(level, tree);
  levels.push(level);
  while ((level = levels[levels.length - 1])) {
    const child = level.children[level.next++];
    if (child) {
      const inner = enter(child, level.scope);
      yield* beginningOf(inner, tree);
      levels.push(inner);
      continue;
    }
    levels.pop();
    const { node, start } = level.element;
    yield { ...NOTHING, offset: start + node.length - node.endTagLength, leaves: true };
  }
}

/** What an element means without its children: its name, its attributes in the order of their names, its text where it has any. */
export function* beginningOf({ element, scope, children }: Entered, tree: SyntaxTree): Generator<Item, void> {
  const { node, start } = element;
  const name = nameIn(scope, node.name);
  yield { key: name, said: `'${localName(node.name)}'`, offset: start, enters: localName(node.name) };
  const attributes = node.attributes
    .filter((attribute) => nameOfAttribute(scope, attribute.name) !== undefined)
    .map((attribute) => ({ attribute, name: nameOfAttribute(scope, attribute.name) ?? '', value: attributeValue(attribute, start, tree.text) }))
    .sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
  for (const { attribute, name: expanded, value } of attributes) {
    yield { key: `@${expanded}=${meantBy(expanded, value, scope)}`, said: `${localName(attribute.name)}="${value}"`, offset: start + attribute.nameOffset, attribute: expanded };
  }
  const text = characterData(node, start, tree.text);
  // White space between elements is layout; in an element that holds only text it is part of the text.
  if (text === '' || (children.length > 0 && /^[ \t\n\r]*$/.test(text))) return;
  const place = placedChildren(element).find((child) => child.node.kind === 'text' || child.node.kind === 'cdata');
  yield { key: `"${text}`, said: `the text "${text}"`, offset: place?.start ?? start };
}

function nameIn(scope: Scope, qualifiedName: string): ExpandedName {
  // A prefix that is not bound means nothing; such a name equals only itself.
  return scope.elementName(qualifiedName) ?? expandedName('unbound', qualifiedName);
}

/** Undefined for a namespace declaration, which is a way of writing names. */
function nameOfAttribute(scope: Scope, qualifiedName: string): ExpandedName | undefined {
  if (qualifiedName === 'xmlns' || qualifiedName.startsWith('xmlns:')) return undefined;
  const name = scope.attributeName(qualifiedName) ?? expandedName('unbound', qualifiedName);
  return name.startsWith(`{${XMLNS_NAMESPACE}}`) ? undefined : name;
}

const XSI_TYPE = expandedName('http://www.w3.org/2001/XMLSchema-instance', 'type');

/** The value of xsi:type is a name, whatever its prefix (XML Schema part 1, 2.6.1). */
function meantBy(attribute: ExpandedName, value: string, scope: Scope): string {
  if (attribute !== XSI_TYPE) return value;
  const name = value.trim();
  return prefixOf(name) === '' && scope.bindings.get('') === undefined ? name : nameIn(scope, name);
}
