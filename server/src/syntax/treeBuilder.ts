import { ChildList, type Children } from './childList';
import type { DocumentText } from './documentText';
import { addProblem, type ElementDraft, NO_ATTRIBUTES, type NodeDraft } from './draft';
import { internName } from './names';
import type { Node, SyntaxProblem } from './node';
import { isBlank, type MarkupSink, type TagEnding } from './scanner';
import { excerpt } from './wording';

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
 * - an element that lost its end tag takes the first end tag inside it that closes nothing: a misspelt one;
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

  endTag(from: number, nameEnd: number, to: number): void {
    const expected = this.open[this.open.length - 1]?.node.name;
    const isExpected = expected?.length === nameEnd - from - 2 && this.source.startsWith(expected, from + 2);
    const name = isExpected ? expected : internName(this.source.slice(from + 2, nameEnd));
    this.splitName(name);
    if (!this.openNames.get(name)) {
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
    checkEndTag(element.node, name, !isBlank(this.source, nameEnd, to - 1));
    this.append(element.node);
  }

  /** Everything in order, once the whole text has been scanned. */
  end(): NodeDraft[] {
    this.closeImplicitly(0);
    return this.top;
  }

  /** A name may have swallowed what follows it (`<alias-entryindex="0">`); the end tag tells where it really ends. */
  private splitName(endTagName: string): void {
    const { node, runIn } = this.open[this.open.length - 1] ?? {};
    if (!node || !runIn || endTagName === '' || endTagName === node.name || !node.name.startsWith(endTagName)) return;
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
    for (const element of lost) {
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
      if (stray < 0) {
        element.node.form = 'unclosed';
        if (!this.swallowed && !element.node.malformed) addProblem(element.node, missingEndTag(element.node.name));
        pushAll(element.children, children);
        unclosed.push(element);
        target = element.children;
      } else {
        const endTag = children[stray] as NodeDraft & { kind: 'strayEndTag' };
        pushAll(element.children, children.slice(0, stray));
        element.node.endTagLength = endTag.length;
        finish(element);
        checkEndTag(element.node, endTag.name, false);
        pushAll(target, children.slice(stray + 1));
      }
    }
    for (const element of unclosed.reverse()) finish(element);
  }
}

/** Gives an element its length, from what it holds. */
function finish({ node, children }: OpenElement): void {
  node.length = children.reduce((length, child) => length + child.length, node.startTagLength + node.endTagLength);
}

function missingEndTag(name: string): SyntaxProblem {
  return { code: 'missing-end-tag', offset: 1, length: name.length, message: `'${excerpt(name)}' has no end tag; add '</${excerpt(name)}>' where it ends` };
}

/** The end tag of a finished element: its name as it should be, nothing after the name, a `>`. One problem at most. */
function checkEndTag(node: ElementDraft, name: string, holdsMore: boolean): void {
  // Most are as they should be, and there is one for each element.
  if (name === node.name && name !== '' && node.endTagLength >= name.length + 3 && !holdsMore) return;
  const offset = node.length - node.endTagLength;
  const written = excerpt(name);
  const right = `</${excerpt(node.name)}>`;
  const problem = (from: number, length: number, message: string, code: SyntaxProblem['code'] = 'malformed-tag'): boolean => addProblem(node, { code, offset: offset + from, length, message });
  if (name === '') problem(0, node.endTagLength, `the end tag has no name; write '${right}'`, 'mismatched-end-tag');
  else if (name !== node.name) problem(2, name.length, `'</${written}>' does not match '<${excerpt(node.name)}>'; write '${right}'`, 'mismatched-end-tag');
  else if (node.endTagLength < name.length + 3) problem(0, node.endTagLength, `'</${written}' lacks its '>'; add it`);
  else problem(2 + name.length, node.endTagLength - name.length - 3, `an end tag holds a name only; write '${right}'`);
}

/** `push(...items)` fails on very long lists. */
function pushAll<T>(target: T[], items: readonly T[]): void {
  for (const item of items) target.push(item);
}
