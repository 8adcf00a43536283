import type { DocumentText } from './documentText';
import { addProblem, type ElementDraft } from './draft';
import type { SyntaxProblem } from './node';
import { excerpt } from './wording';

const SLASH = 47;

/**
 * Checks the end tag of an element that has all its lengths: the name as it should be, nothing before and after it, a `>`.
 * One problem at most.
 * @param start of the element
 * @param name in the end tag; empty where it has none
 */
export function checkEndTag(text: DocumentText, start: number, node: ElementDraft, name: string): void {
  const offset = node.length - node.endTagLength;
  const at = start + offset;
  // Nearly all of them; nothing is cut out of the text for these.
  if (name === node.name && name !== '' && node.endTagLength === name.length + 3 && text.charCodeAt(at + 1) === SLASH) return;
  const tag = text.slice(at, at + node.endTagLength);
  const nameAt = tag.search(/[^<\s/\\]/);
  const right = `</${excerpt(node.name)}>`;
  const problem = (from: number, length: number, message: string, code: SyntaxProblem['code'] = 'malformed-tag', related?: SyntaxProblem['related']): boolean =>
    addProblem(node, { code, offset: offset + from, length, message, ...(related && { related }) });
  if (name === '') problem(0, tag.length, `the end tag has no name; write '${right}'`, 'mismatched-end-tag');
  else if (name !== node.name) problem(nameAt, name.length, `'</${excerpt(name)}>' does not match '<${excerpt(node.name)}>'; write '${right}'`, 'mismatched-end-tag', { offset: 1, length: node.name.length, message: 'the start tag' });
  else if (nameAt === 1) problem(0, tag.length, `'${excerpt(tag)}' looks like the end tag '${right}' ${tag.endsWith('/>') ? 'with its slash in the wrong place' : 'without its slash'}; write '${right}'`, 'mismatched-end-tag');
  else if (nameAt !== 2 || tag.charCodeAt(1) !== SLASH) problem(0, tag.length, `an end tag begins with '</' and its name; write '${right}'`);
  else if (tag.length < name.length + 3) problem(0, tag.length, `'</${excerpt(name)}' lacks its '>'; add it`);
  else if (/[^ \t\r\n]/.test(tag.slice(2 + name.length, -1))) problem(2 + name.length, tag.length - name.length - 3, `an end tag holds a name only; write '${right}'`);
}
