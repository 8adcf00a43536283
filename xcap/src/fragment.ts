import { LineIndex } from '../../server/src/syntax/lineIndex';
import type { ElementNode } from '../../server/src/syntax/node';
import { parse } from '../../server/src/syntax/parse';
import { syntaxDiagnostics } from '../../server/src/syntax/problems';

/** The body of an element PUT, taken apart on its own; prefixes may still be bound by the place where it goes (RFC 4825 8.2.2). */
export type Fragment = WellFormedFragment | { readonly phrase: string };

export interface WellFormedFragment {
  readonly element: ElementNode;
  /** Does it use prefixes that it does not bind? */
  readonly open: boolean;
}

/** Reads a body that must be one well-formed element, from its first character to its last: what is stored is served back byte by byte. */
export function readFragment(body: string): Fragment {
  const tree = parse(body);
  const problems = syntaxDiagnostics(tree);
  const problem = problems.find(({ code }) => code !== 'unbound-prefix');
  if (problem) return { phrase: problemPhrase(problem, body) };
  const [first] = tree.document.children;
  return first?.kind === 'element' && first.length === body.length
    ? { element: first, open: problems.length > 0 }
    : { phrase: 'send the element alone, with no white space, comment or declaration before or after it' };
}

/** A problem with its place in a text, as people count: from 1, columns in UTF-16 code units as editors do. */
export function problemPhrase({ start, message, code }: { readonly start: number; readonly message: string; readonly code: string }, text: string): string {
  const { line, character } = new LineIndex(text).positionAt(start);
  return `line ${line + 1}, column ${character + 1}: ${message.split('\n', 1)[0]} (${code})`;
}
