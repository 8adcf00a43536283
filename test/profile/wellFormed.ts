import type { DocumentNode, Node } from '../../server/src/syntax/node';
import { parse } from '../../server/src/syntax/parse';

/** Messages of every syntax problem of a text; none where it is well formed. */
export function syntaxProblems(text: string): string[] {
  const waiting: (DocumentNode | Node)[] = [parse(text).document];
  const messages: string[] = [];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    messages.push(...(node.problems ?? []).map(({ message }) => message));
    if ('children' in node) waiting.push(...node.children);
  }
  return messages;
}
