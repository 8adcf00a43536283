import type { PlacedElement } from '../../syntax/cursor';
import type { DocumentText } from '../../syntax/documentText';

const DEFAULT_UNIT = '  ';

/** How a file is laid out: its line ends, its indentation. Looks at single places only. */
export class Layout {
  /** What ends the first line; empty where there is one line only. */
  readonly lineEnd: string;

  constructor(private readonly text: DocumentText) {
    const feed = text.indexOf('\n', 0);
    const carriage = feed < 0 ? text.indexOf('\r', 0) : -1;
    this.lineEnd = feed > 0 && text.charCodeAt(feed - 1) === 13 ? '\r\n' : feed >= 0 ? '\n' : carriage >= 0 ? '\r' : '';
  }

  /** The white space before an offset where nothing else stands before it on its line; else undefined. */
  indentBefore(offset: number): string | undefined {
    let from = offset;
    while (from > 0 && isBlankCode(this.text.charCodeAt(from - 1))) from--;
    return from === 0 || isLineEnd(this.text.charCodeAt(from - 1)) ? this.text.slice(from, offset) : undefined;
  }

  /** Whether nothing but white space follows on the line. */
  endsLine(offset: number): boolean {
    let at = offset;
    while (isBlankCode(this.text.charCodeAt(at))) at++;
    return at >= this.text.length || isLineEnd(this.text.charCodeAt(at));
  }

  /** Where the line of an offset ends, its line end not included. */
  endOfLine(offset: number): number {
    let at = offset;
    while (at < this.text.length && !isLineEnd(this.text.charCodeAt(at))) at++;
    return at;
  }

  /** One level of indentation, as an element or one around it indents what it holds. */
  unit(element: PlacedElement): string {
    for (let at: PlacedElement | undefined = element; at; at = at.parent) {
      const outer = this.indentBefore(at.start);
      const inner = this.indentOfFirstChild(at);
      if (outer !== undefined && inner !== undefined && inner.length > outer.length && inner.startsWith(outer)) return inner.slice(outer.length);
    }
    return DEFAULT_UNIT;
  }

  /**
   * The range that goes with a piece of the text, so that no empty line is left behind.
   * @returns the range itself where something else stands on its lines
   */
  wholeLines(start: number, end: number): { start: number; end: number } {
    const indent = this.indentBefore(start);
    if (indent === undefined || !this.endsLine(end)) return { start, end };
    const lineStart = start - indent.length;
    if (lineStart > 0) return { start: this.startOfLineEnd(lineStart), end };
    return { start: 0, end: this.afterLineEnd(this.endOfLine(end)) };
  }

  /** Where the line end begins that ends at an offset. */
  private startOfLineEnd(offset: number): number {
    return this.text.charCodeAt(offset - 1) === 10 && this.text.charCodeAt(offset - 2) === 13 ? offset - 2 : offset - 1;
  }

  private afterLineEnd(offset: number): number {
    if (offset >= this.text.length) return offset;
    return this.text.charCodeAt(offset) === 13 && this.text.charCodeAt(offset + 1) === 10 ? offset + 2 : offset + 1;
  }

  private indentOfFirstChild(element: PlacedElement): string | undefined {
    let at = element.start + element.node.startTagLength;
    for (const child of element.node.children) {
      if (child.kind === 'element') return this.indentBefore(at);
      at += child.length;
    }
    return undefined;
  }
}

function isBlankCode(code: number): boolean {
  return code === 32 || code === 9;
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}
