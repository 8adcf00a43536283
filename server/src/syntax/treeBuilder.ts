import { ChildList, type Children } from './childList';
import type { DocumentText } from './documentText';
import { addProblem, type ElementDraft, NO_ATTRIBUTES, type NodeDraft } from './draft';
import { internName } from './names';
import { checkEndTag } from './endTag';
import type { Node, SyntaxProblem } from './node';
import type { MarkupSink, TagEnding } from './scanner';
import { endTagWithoutSlash } from './endTagWithoutSlash';
import { excerpt } from './wording';

/** So many siblings are looked at for the one that an end tag belongs to. */
const MOST_LOOKED_BACK = 64;

/** An element whose end has not come yet. */
interface OpenElement {
  readonly node: ElementDraft;
  readonly start: number;
  children: NodeDraft[];
  /** Present where stretches of an earlier tree stand among the children, which then are only the new ones. */
  list: ChildList | undefined;
  /** So far every child would be read the same anywhere. */
  selfContained: boolean;
  /** Its name runs into an attribute: no space, but `=`, comes after it. */
  readonly runIn: boolean;
}

/**
 * Nests what the scanner finds, by tag name alone, and mends what does not fit so that one mistake stays one mistake:
 * - an end tag closes the nearest open element of its name; those between have lost theirs;
 * - an element that lost its end tag takes the first end tag inside it that closes nothing: a misspelt one; or else
 *   the bare start tag of its own name that lost its end tag too: an end tag without its slash;
 * - an end tag that closes nothing belongs to an empty element of its name shortly before it: that has a slash too many;
 * - a start tag without `>` that finds no end tag holds nothing: it is being typed.
 * Time is linear: every element is pushed, popped and moved a constant number of times.
 */
export class TreeBuilder implements MarkupSink {
  private readonly top: NodeDraft[] = [];
  private readonly open: OpenElement[] = [];
  private readonly openNames = new Map<string, number>();
  /** What is known of the children of elements that took stretches of an earlier tree over. */
  readonly renewed = new Map<NodeDraft, Children['renewed']>();
  /** The rest of the text lies in a comment or the like that has no end; what is missing after it is that one mistake. */
  private swallowed = false;

  /**
   * @param source the text
   * @param made told of every node that is made here, before anything is known of its end
   */
  constructor(private readonly source: DocumentText, private readonly made: (node: NodeDraft, start: number) => void = () => undefined) {}

  /** Takes over a node of an earlier tree, with all that is in it. */
  reuse(node: NodeDraft): void {
    this.append(node);
  }

  /** The same for a stretch of siblings, all of them self-contained. An end tag before them may have closed what they stood in. */
  reuseAll(nodes: readonly Node[], from: number, to: number): void {
    const element = this.open[this.open.length - 1];
    if (element) (element.list ??= new ChildList(element.children)).add(nodes, from, to);
    else for (let index = from; index < to; index++) this.top.push(nodes[index] as NodeDraft);
  }

  text(from: number, to: number): void {
    this.appendNew({ kind: 'text', length: to - from }, from);
  }

  other(kind: 'comment' | 'cdata' | 'instruction' | 'doctype', from: number, to: number, closed: boolean): void {
    const isDeclaration = kind === 'instruction' && /^<\?xml[ \t\r\n?]/.test(this.source.slice(from, from + 6));
    this.appendNew({ kind: isDeclaration ? 'declaration' : kind, length: to - from }, from);
    if (!closed) this.swallowed = true;
  }

  startTag(from: number, nameEnd: number, to: number, ending: TagEnding): void {
    const name = internName(this.source.slice(from + 1, nameEnd));
    const runIn = this.source.charCodeAt(nameEnd) === 61;
    const node: ElementDraft = {
      kind: 'element', length: to - from, name, startTagLength: to - from, endTagLength: 0, attributes: NO_ATTRIBUTES, declaresNamespaces: false, children: [],
      form: ending === 'empty' ? 'empty' : ending === 'open' ? 'closed' : 'unterminated', malformed: runIn || ending === 'unterminated', selfContained: ending === 'empty', problems: undefined,
    };
    this.made(node, from);
    if (ending === 'empty') this.append(node);
    else {
      this.open.push({ node, start: from, children: node.children as NodeDraft[], list: undefined, selfContained: true, runIn });
      this.openNames.set(name, (this.openNames.get(name) ?? 0) + 1);
    }
  }

  endTag(from: number, nameFrom: number, nameEnd: number, to: number): void {
    const expected = this.open[this.open.length - 1]?.node.name;
    const isExpected = expected?.length === nameEnd - nameFrom && this.source.startsWith(expected, nameFrom);
    const name = isExpected ? expected : internName(this.source.slice(nameFrom, nameEnd));
    this.splitName(name, from);
    if (!this.openNames.get(name)) {
      if (this.reopen(name, from, to)) return;
      this.appendNew({ kind: 'strayEndTag', length: to - from, name }, from);
      return;
    }
    let depth = this.open.length - 1;
    while (this.open[depth]!.node.name !== name) depth--;
    this.closeImplicitly(depth + 1);
    const element = this.open.pop()!;
    this.forget(name);
    element.node.endTagLength = to - from;
    this.join(element);
    element.node.children = element.children;
    element.node.length = to - element.start;
    element.node.selfContained = element.selfContained && element.node.form === 'closed' && to - from >= name.length + 3;
    checkEndTag(this.source, element.start, element.node, name);
    this.append(element.node);
  }

  /** `<entry/>…</entry>`: the empty element gets what stands between, and the end tag. Its slash shows as the mistake when its attributes are read. */
  private reopen(name: string, from: number, to: number): boolean {
    const holder = this.open[this.open.length - 1];
    if (name === '') return false;
    if (holder?.list) {
      this.join(holder);
      this.renewed.delete(holder.node);
    }
    const siblings = holder?.children ?? this.top;
    let start = from;
    for (let at = siblings.length - 1; at >= Math.max(0, siblings.length - MOST_LOOKED_BACK); at--) {
      const sibling = siblings[at]!;
      start -= sibling.length;
      if (sibling.kind !== 'element' || sibling.form !== 'empty' || sibling.name !== name) continue;
      const node: ElementDraft = {
        ...sibling, length: to - start, startTagLength: sibling.length, endTagLength: to - from, attributes: NO_ATTRIBUTES, declaresNamespaces: false,
        children: siblings.splice(at + 1), form: 'closed', selfContained: false, problems: undefined,
      };
      siblings.pop();
      checkEndTag(this.source, start, node, name);
      this.appendNew(node, start);
      return true;
    }
    return false;
  }

  /** Everything in order, once the whole text has been scanned. */
  end(): NodeDraft[] {
    this.closeImplicitly(0);
    return this.top;
  }

  /** A name may have swallowed what follows it (`<alias-entryindex="0">`, `<Statustrue</Status>`); the end tag, at `from`, tells where it really ends. */
  private splitName(endTagName: string, from: number): void {
    const { node, runIn, start = 0 } = this.open[this.open.length - 1] ?? {};
    if (!node || endTagName === '' || endTagName === node.name || !node.name.startsWith(endTagName)) return;
    const holdsValue = node.form === 'unterminated' && from === start + node.startTagLength && !this.openNames.get(endTagName);
    if (!runIn && !holdsValue) return;
    this.forget(node.name);
    this.openNames.set(endTagName, (this.openNames.get(endTagName) ?? 0) + 1);
    node.name = endTagName;
  }

  private appendNew(node: NodeDraft, from: number): void {
    this.made(node, from);
    this.append(node);
  }

  private append(node: NodeDraft): void {
    const element = this.open[this.open.length - 1];
    (element?.children ?? this.top).push(node);
    if (element && (node.kind === 'element' ? !node.selfContained : node.kind === 'strayEndTag')) element.selfContained = false;
  }

  private forget(name: string): void {
    const count = this.openNames.get(name)! - 1;
    if (count === 0) this.openNames.delete(name);
    else this.openNames.set(name, count);
  }

  /** Puts the children together that came in stretches. */
  private join(element: OpenElement): void {
    if (!element.list) return;
    const { nodes, renewed } = element.list.children();
    element.children = nodes;
    element.list = undefined;
    if (renewed) this.renewed.set(element.node, renewed);
  }

  /** Ends the open elements from `depth` on, for which no end tag came. From the outermost in, so that what is handed outward moves once. */
  private closeImplicitly(depth: number): void {
    if (depth >= this.open.length) return;
    const lost = this.open.splice(depth);
    const holder = this.open[depth - 1];
    if (holder) {
      holder.selfContained = false;
      this.join(holder);
    }
    let target = holder?.children ?? this.top;
    const unclosed: OpenElement[] = [];
    for (let index = 0; index < lost.length; index++) {
      const element = lost[index]!;
      this.forget(element.node.name);
      this.join(element);
      const { children } = element;
      element.node.children = element.children = [];
      target.push(element.node);
      if (element.node.form === 'unterminated') {
        pushAll(target, children);
        continue;
      }
      const stray = children.findIndex((child) => child.kind === 'strayEndTag');
      const taken = stray >= 0 ? undefined : this.withoutSlash(element, children, lost, index);
      if (stray >= 0) {
        const endTag = children[stray] as NodeDraft & { kind: 'strayEndTag' };
        pushAll(element.children, children.slice(0, stray));
        element.node.endTagLength = endTag.length;
        finish(element);
        checkEndTag(this.source, element.start, element.node, endTag.name);
        pushAll(target, children.slice(stray + 1));
      } else if (taken) {
        pushAll(element.children, taken.content);
        element.node.endTagLength = taken.length;
        finish(element);
        checkEndTag(this.source, element.start, element.node, element.node.name);
        pushAll(target, taken.rest);
        // It was open itself, and what is open in it stands behind the element now.
        if (taken.wasOpen) this.forget(lost[++index]!.node.name);
      } else {
        element.node.form = 'unclosed';
        if (!this.swallowed && !element.node.malformed) addProblem(element.node, missingEndTag(element.node.name));
        pushAll(element.children, children);
        unclosed.push(element);
        target = element.children;
      }
    }
    for (const element of unclosed.reverse()) finish(element);
  }

  /** The tag that is meant to be the end tag of an element that lost its own, but has no slash, or has it in the wrong place. */
  private withoutSlash({ node, start }: OpenElement, children: readonly NodeDraft[], lost: readonly OpenElement[], index: number): ReturnType<typeof endTagWithoutSlash> {
    if (this.swallowed || node.malformed) return undefined;
    const [inner, further] = [lost[index + 1], lost[index + 2]];
    if (inner) this.join(inner);
    return endTagWithoutSlash(this.source, { node, start, children }, inner, further?.node.name);
  }
}

/** Gives an element its length, from what it holds. */
function finish({ node, children }: OpenElement): void {
  node.length = children.reduce((length, child) => length + child.length, node.startTagLength + node.endTagLength);
}

function missingEndTag(name: string): SyntaxProblem {
  return { code: 'missing-end-tag', offset: 1, length: name.length, message: `'${excerpt(name)}' has no end tag; add '</${excerpt(name)}>' where it ends` };
}

/** `push(...items)` fails on very long lists. */
function pushAll<T>(target: T[], items: readonly T[]): void {
  for (const item of items) target.push(item);
}
