import { firstChoice, type Placeholder } from './placeholders';

/** Text that stands in a snippet as it is: `$`, `}` and `\` mean something in the editor's snippet notation. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** Text as it may stand in an attribute value or in content (XML 1.0 2.4, 3.1). */
export function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** Writes the values of a new element. */
export interface ValueWriter {
  /** For a value of the document. */
  next(placeholder: Placeholder): string;
  /** For a place where anything may come. */
  empty(): string;
}

/** The first choice of each value, as text. */
export class FirstValues implements ValueWriter {
  next(placeholder: Placeholder): string {
    return escapeXml(firstChoice(placeholder));
  }

  empty(): string {
    return '';
  }
}

/** Numbers the tab stops of one snippet, in the order of the text. */
export class TabStops implements ValueWriter {
  private last = 0;

  /** The next tab stop, for a value of the document. */
  next(placeholder: Placeholder): string {
    const number = ++this.last;
    if ('choices' in placeholder && placeholder.choices.length > 0) {
      return `\${${number}|${placeholder.choices.map((choice) => escapeSnippet(escapeXml(choice)).replace(/[,|]/g, '\\$&')).join(',')}|}`;
    }
    const text = 'text' in placeholder ? placeholder.text : '';
    return text === '' ? `\${${number}}` : `\${${number}:${escapeSnippet(escapeXml(text))}}`;
  }

  /** The next tab stop, with nothing in it. */
  empty(): string {
    return `\${${++this.last}}`;
  }
}

/** What a snippet leaves when nobody fills it in: the placeholders' own text, the first of each choice. For editors without snippets. */
export function plainText(snippet: string): string {
  const filled = new Map<string, string>();
  return snippet.replace(/\\([\\$}])|\$\{(\d+)\|((?:\\.|[^\\|])*)\|\}|\$\{(\d+):((?:\\.|[^\\}])*)\}|\$\{?(\d+)\}?/g, (
    _whole, escaped: string | undefined, choice: string | undefined, choices: string | undefined, stop: string | undefined, text: string | undefined, mirror: string | undefined,
  ) => {
    if (escaped !== undefined) return escaped;
    const raw = choices === undefined ? text : /^(?:\\.|[^\\,])*/.exec(choices)![0];
    if (raw === undefined) return filled.get(mirror!) ?? '';
    const value = raw.replace(/\\(.)/gs, '$1');
    filled.set(choice ?? stop!, value);
    return value;
  });
}
