import { rootElement } from '../../server/src/syntax/cursor';
import { parse } from '../../server/src/syntax/parse';
import { readMessage, type PlaceHint } from './messagePlace';
import { nodeRange } from './nodePath';
import { rangeAt, type TextRange } from './textRange';
import { CONFLICTS, type Conflict } from './xcapError';

/** A refusal at the place of the document that it is about. */
export interface ConflictPlace extends TextRange {
  /** One line, without the place that the server wrote in it. */
  readonly message: string;
}

/**
 * Where in the document that was sent a server found what it refuses. Servers say it in a phrase or in lines of text, by
 * line and column or by a path of elements; what names no place that exists stands at the root element's name.
 * @param text the document that was sent
 * @returns in the order of the server, never empty; ranges lie inside the text
 */
export function conflictPlaces(conflict: Conflict, text: string): ConflictPlace[] {
  const tree = parse(text);
  const root = rootElement(tree);
  const rangeOf = ({ line, column, path }: PlaceHint): TextRange | undefined =>
    line !== undefined ? rangeAt(text, line, column) : path !== undefined && root ? nodeRange(root, path, text) : undefined;
  const fallback: TextRange = root ? { start: root.start + 1, end: root.start + 1 + root.node.name.length } : { start: 0, end: 0 };

  const messages = [...phraseOf(conflict), ...joinContinued(conflict.remarks ?? [])];
  const placed = messages.flatMap((line): ConflictPlace[] => {
    const { message, hint } = readMessage(line);
    const range = hint && rangeOf(hint);
    return range ? [{ ...range, message }] : [];
  });
  const fields = (conflict.exists ?? []).flatMap(({ field, altValues }) => {
    const range = root && nodeRange(root, field, text);
    return range ? [{ ...range, message: `must be unique and is in use already${altValues.length > 0 ? `; free: ${altValues.join(', ')}` : ''}` }] : [];
  });
  const ancestor = conflict.ancestor !== undefined && root && nodeRange(root, conflict.ancestor, text);
  const nearest = ancestor ? [{ ...ancestor, message: 'the CMS has this element, and not the next one of the address that was sent' }] : [];
  if (placed.length + fields.length + nearest.length > 0) return [...placed, ...fields, ...nearest];
  const message = messages.length > 0 ? messages.join(' ') : ((CONFLICTS as Readonly<Record<string, string>>)[conflict.kind] ?? conflict.kind);
  return [{ ...fallback, message }];
}

function phraseOf({ phrase }: Conflict): string[] {
  return phrase === undefined ? [] : [phrase];
}

/** A line without a place goes on with the message before it. */
function joinContinued(lines: readonly string[]): string[] {
  const messages: string[] = [];
  for (const line of lines) {
    const before = messages.at(-1);
    if (before !== undefined && readMessage(line).hint === undefined) messages[messages.length - 1] = `${before} ${line}`;
    else messages.push(line);
  }
  return messages;
}
