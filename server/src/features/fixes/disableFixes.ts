import { ruleCodes } from '../../profile/rules';
import { nearestName } from '../../schema';
import { nodeAt } from '../../syntax/cursor';
import { removal } from './placing';
import { type FindMends, NO_MENDS } from './problem';

/** A comment on the line above that tells this code to be left alone there. */
export const disableForLine: FindMends = (problem) => {
  const { element, context: { layout, tree }, diagnostic: { code, start } } = problem;
  if (!element || layout.lineEnd === '') return NO_MENDS;
  const indent = indentOfLine(start);
  if (indent === undefined) return NO_MENDS;
  const at = indent.start;
  // Only between tags may a comment stand: on a line that begins in one there is no place for it.
  const here = nodeAt(tree, at);
  if (!here || (here.start !== at && (here.node.kind !== 'element' || at !== here.start + here.node.length - here.node.endTagLength))) return NO_MENDS;
  return [{ title: `Disable '${code}' for this line`, edits: [{ start: at, end: at, insert: `<!-- mcptt-disable-next-line ${code} -->${layout.lineEnd}${indent.text}` }], preferred: false }];

  function indentOfLine(offset: number): { start: number; text: string } | undefined {
    let from = offset;
    while (from > 0 && !/[\r\n]/.test(problem.text.slice(from - 1, from))) from--;
    let to = from;
    while (/[ \t]/.test(problem.text.slice(to, to + 1))) to++;
    return to < problem.text.length ? { start: to, text: problem.text.slice(from, to) } : undefined;
  }
};

/** A comment that switches a rule which does not exist. */
export const renameRule: FindMends = (problem) => {
  const { written, diagnostic: { start, end } } = problem;
  const near = nearestName(written, ruleCodes);
  return near === undefined ? NO_MENDS : problem.mend(`Replace by '${near}'`, { start, end, insert: near });
};

/** The same, where nothing is to be switched any more. */
export const removeSwitch: FindMends = ({ node, text, context: { layout } }) => {
  if (node?.node.kind !== 'comment' || !text.endsWith('-->', node.start + node.node.length)) return NO_MENDS;
  return [{ title: 'Remove the comment', edits: [removal(node.start, node.start + node.node.length, layout)], preferred: false }];
};
