import { removal } from './placing';
import { type FindMends, NO_MENDS, type Problem } from './problem';
import { rootElement } from '../../syntax/cursor';
import { BYTE_ORDER_MARK, isSpace } from '../../syntax/characters';
import { isBlank } from '../../syntax/scanner';

const ENDS: Readonly<Record<string, string>> = { comment: '-->', cdata: ']]>', instruction: '?>', declaration: '?>' };

/** The beginning of one with a name that it may have. */
const INSTRUCTION = /^<\?(?!xml[ \t\r\n?])[A-Za-z_][\w.-]*(?:[ \t\r\n]|$)/i;

/** A declaration that is in order but for its end. */
const HALF_ENDED = /^<\?xml(?:[ \t]+(?:version|encoding|standalone)[ \t]*=[ \t]*(?:"[\w.-]*"|'[\w.-]*'))+[ \t]*(\?|\/?>)$/;

/** What is left of the end of one, or nearly it, by kind. */
const HALVES: Readonly<Record<string, RegExp>> = { comment: /((?:-{1,2}|[–—])\s*>?|-)$/, cdata: /(\]{1,2}\s*>?)$/, declaration: HALF_ENDED };

/** A comment or the like without its end: it most likely ends with its line, or before the end tag on it that ends the element around. */
export const insertTerminator: FindMends = (problem) => {
  const { node, context: { layout }, diagnostic: { start } } = problem;
  const terminator = node && ENDS[node.node.kind];
  if (!node || terminator === undefined || start !== node.start || problem.text.endsWith(terminator, node.start + node.node.length) && node.node.length > terminator.length + 2) return NO_MENDS;
  if (node.node.kind === 'instruction' && !INSTRUCTION.test(problem.text.slice(start, start + 64))) return NO_MENDS;
  if (node.node.kind === 'declaration' && start > 1) return NO_MENDS;
  const endOfLine = Math.min(layout.endOfLine(start), node.start + node.node.length);
  const endTag = node.parent ? problem.text.slice(start, endOfLine).indexOf(`</${node.parent.node.name}`) : -1;
  const end = endTag < 0 ? endOfLine : start + endTag;
  // `<?xml version="1.0">`: the end of a tag, or half of the right one, where its own belongs.
  const half = HALVES[node.node.kind]?.exec(problem.text.slice(node.node.kind === 'comment' ? start + 4 : start, end))?.[1];
  if (half !== undefined) return problem.mend(`Write '${terminator}'`, { start: end - half.length, end, insert: terminator });
  return problem.mend(`Insert '${terminator}'`, { start: end, end, insert: /\s$|-$/.test(problem.text.slice(end - 1, end)) ? ` ${terminator}` : terminator });
};

/** `--` in a comment, wherever it stands in it. */
export const spaceDashes: FindMends = (problem) => {
  const { node, text } = problem;
  if (node?.node.kind !== 'comment' || !text.endsWith('-->', node.start + node.node.length) || problem.written !== '--') return NO_MENDS;
  const from = node.start + 4;
  const inside = text.slice(from, node.start + node.node.length - 3);
  const mended = inside.replace(/-(?=-)/g, '- ').replace(/-$/, '- ');
  return problem.mend(`Write '- -'`, { start: from, end: from + inside.length, insert: mended });
};

/** A processing instruction whose target is no name, or the declaration's. */
export const removeInstruction: FindMends = (problem) => {
  const { node, text } = problem;
  if (node?.node.kind !== 'instruction' || !text.endsWith('?>', node.start + node.node.length)) return NO_MENDS;
  return problem.mend('Remove the processing instruction', removal(node.start, node.start + node.node.length, problem.context.layout));
};

/** What is no XML declaration, where one should stand. */
export const writeDeclaration: FindMends = (problem) => {
  const { node, diagnostic: { start, end } } = problem;
  if (node?.node.kind !== 'declaration' || end !== start + node.node.length) return NO_MENDS;
  return problem.mend(`Write '<?xml version="1.0" encoding="UTF-8"?>'`, { start, end, insert: '<?xml version="1.0" encoding="UTF-8"?>' });
};

/** An XML declaration where none may stand. */
export const removeDeclaration: FindMends = (problem) => {
  const { node, text, diagnostic: { start, end } } = problem;
  if (node?.node.kind !== 'declaration' || end !== start + 5 || !text.endsWith('?>', node.start + node.node.length)) return NO_MENDS;
  const edit = removal(start, start + node.node.length, problem.context.layout);
  return [{ title: 'Remove the XML declaration', edits: [edit], preferred: !isPushedDown(problem) }];
};

/** An XML declaration with nothing but white space before it, which makes it none. */
export const pullUpDeclaration: FindMends = (problem) =>
  isPushedDown(problem) ? problem.mend('Remove the white space before it', { start: startOfText(problem), end: problem.diagnostic.start, insert: '' }) : NO_MENDS;

function isPushedDown(problem: Problem): boolean {
  const { node, diagnostic: { start, end } } = problem;
  const from = startOfText(problem);
  return node?.node.kind === 'declaration' && end === start + 5 && start > from && isBlank(problem.text, from, start);
}

function startOfText({ text }: Problem): number {
  return text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
}

/** The encoding that the document is published in. */
export const writeEncoding: FindMends = (problem) => {
  const { start, end } = problem.diagnostic;
  return problem.mend(`Write 'UTF-8'`, { start, end, insert: 'UTF-8' });
};

/** A document type declaration, where it has an end: without one it might take the whole document along. */
export const removeDoctype: FindMends = (problem) => {
  const { node, text } = problem;
  if (node?.node.kind !== 'doctype' || !text.endsWith('>', node.start + node.node.length)) return NO_MENDS;
  return problem.mend('Remove the document type declaration', removal(node.start, node.start + node.node.length, problem.context.layout));
};

/** Text beside the root, once there is one: all of it up to the next markup. */
export const removeTextOutside: FindMends = (problem) => {
  const { node, text, diagnostic: { start } } = problem;
  if (!node || node.parent || !rootElement(problem.context.tree) || (node.node.kind !== 'text' && node.node.kind !== 'cdata')) return NO_MENDS;
  let end = node.start + node.node.length;
  while (isSpace(text.charCodeAt(end - 1))) end--;
  return problem.mend('Remove the text', removal(start, end, problem.context.layout));
};
