import { expandedElementName } from '../../profile/namespaces';
import { elementLines } from '../../profile/templates';
import { usualPrefix } from '../../profile/namespaces';
import { numberOfFileName } from '../../profile/rules';
import { isBlank } from '../../syntax/scanner';
import { type FindMends, NO_MENDS } from './problem';

/** An empty document becomes a profile that has all that it needs. */
export const insertProfile: FindMends = (problem) => {
  const { text, context: { grammar, layout, options } } = problem;
  const declaration = grammar.globalElements[expandedElementName('mcptt-user-profile')];
  const mark = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  if (declaration === undefined) return NO_MENDS;
  const lineEnd = layout.lineEnd || '\n';
  const number = numberOfFileName(options);
  const lines = elementLines(grammar, [], declaration, { prefixOf: usualPrefix, indent: '  ', values: number === undefined ? {} : { 'user-profile-index': number } });
  const blank = isBlank(text, mark, text.length);
  const declared = blank ? ['<?xml version="1.0" encoding="UTF-8"?>', ...lines, ''] : ['', ...lines, ''];
  return problem.mend(`Insert 'mcptt-user-profile'`, { start: blank ? mark : text.length, end: text.length, insert: declared.join(lineEnd) });
};
