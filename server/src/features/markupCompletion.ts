import { declarationFor, expectedElements, type Grammar, scopeOf } from '../schema';
import type { Completion } from '../service';
import type { SyntaxTree } from '../syntax/node';
import type { CursorPlace } from './cursorPlace';

const DECLARATION = '?xml version="1.0" encoding="UTF-8"?>';

/** Behind `<!` a comment, where text may stand a CDATA section; behind `<?` the XML declaration, where it may begin the document. */
export function completeMarkup(tree: SyntaxTree, { parent, from, to }: Extract<CursorPlace, { kind: 'markup' }>, offset: number, grammar: Grammar): Completion[] {
  const item = (label: string, insert: string, detail: string): Completion => (
    { kind: 'markup', label, insert, snippet: true, detail, required: false, start: from, end: to, insertEnd: tree.text.endsWith('>', to) ? to : offset });
  if (tree.text.startsWith('?', from)) return from === 1 ? [item('?xml', `${DECLARATION}\n$0`, 'XML declaration')] : [];
  const comment = item('!--', '!-- ${1:comment} -->$0', 'comment');
  if (!parent) return [comment];
  const { text } = expectedElements(parent.node, parent.start, tree.text, scopeOf(parent, tree.text), declarationFor(parent, tree.text, grammar), offset, grammar);
  return text ? [comment, item('![CDATA[', '![CDATA[${1:text}]]>$0', 'text in which < and & stand for themselves')] : [comment];
}

/** The XML declaration, where the `<` that begins the document is all there is. */
export function completeDeclaration(place: Extract<CursorPlace, { kind: 'element' }>): Completion[] {
  if (!place.opened || place.from !== 1 || place.whole) return [];
  return [{ kind: 'markup', label: '?xml', insert: `${DECLARATION}\n$0`, snippet: true, detail: 'XML declaration', required: false, start: place.from, end: place.to, insertEnd: place.to }];
}
