import { LONGEST_LOOK, nearlyMarkup } from '../../syntax/nearlyMarkup';
import { type FindMends, NO_MENDS } from './problem';

/** Characters that people write by the names of HTML, which XML does not know. */
const HTML_CHARACTERS: Readonly<Record<string, string>> = {
  nbsp: '\u00a0', shy: '\u00ad', ndash: '–', mdash: '—', hellip: '…', euro: '€', copy: '©', reg: '®', deg: '°', laquo: '«', raquo: '»',
  aring: 'å', Aring: 'Å', aelig: 'æ', AElig: 'Æ', oslash: 'ø', Oslash: 'Ø', auml: 'ä', Auml: 'Ä', ouml: 'ö', Ouml: 'Ö', uuml: 'ü', Uuml: 'Ü', szlig: 'ß', eacute: 'é',
};

/** `<!- … -->`, `<![cdata[`, `<sip:a@b>`: what is nearly markup, or put into it. */
export const writeMarkup: FindMends = (problem) => {
  const { text, diagnostic: { start, end } } = problem;
  const meant = problem.node?.node.kind === 'text' ? nearlyMarkup(text.slice(start, Math.min(start + LONGEST_LOOK, problem.node.start + problem.node.node.length))) : undefined;
  return meant ? problem.mend(meant.right.startsWith('<') ? `Write '${meant.right}'` : `Remove '<' and '>'`, { start, end, insert: meant.right }) : NO_MENDS;
};

/** `<<Status>`. */
export const removeLessThan: FindMends = (problem) => {
  const { node, diagnostic: { start, end } } = problem;
  if (node?.node.kind !== 'text' || end !== node.start + node.node.length || end >= problem.text.length || writeMarkup(problem).length > 0) return NO_MENDS;
  return problem.mend(`Remove '${problem.written}'`, { start, end, insert: '' });
};

/** `<` that begins no tag. */
export const escapeLessThan: FindMends = (problem) => {
  const { start, end } = problem.diagnostic;
  if (writeMarkup(problem).length > 0) return NO_MENDS;
  if (removeLessThan(problem).length > 0) return [{ title: `Write '&lt;'`, edits: [{ start, end, insert: '&lt;'.repeat(end - start) }], preferred: false }];
  return problem.mend(`Write '&lt;'`, { start, end, insert: '&lt;'.repeat(end - start) });
};

/** `&` that begins no reference. */
export const escapeAmpersand: FindMends = (problem) => {
  const { start } = problem.diagnostic;
  return problem.mend(`Write '&amp;'`, { start, end: start + 1, insert: '&amp;' });
};

/** An entity of HTML is the character that it names there. */
export const writeCharacter: FindMends = (problem) => {
  const { start, end } = problem.diagnostic;
  const name = problem.written.slice(1, -1);
  if (!Object.hasOwn(HTML_CHARACTERS, name)) return NO_MENDS;
  const reference = `&#${HTML_CHARACTERS[name]!.codePointAt(0)};`;
  return problem.mend(`Replace by '${reference}'`, { start, end, insert: reference });
};

/** The text of a reference that names nothing, as text. */
export const escapeReference: FindMends = (problem) => {
  const { start } = problem.diagnostic;
  const known = Object.hasOwn(HTML_CHARACTERS, problem.written.slice(1, -1));
  return [{ title: `Write '&amp;${problem.written.slice(1)}'`, edits: [{ start, end: start + 1, insert: '&amp;' }], preferred: !known }];
};

/** A reference to a character that cannot be. */
export const removeReference: FindMends = (problem) => {
  const { start, end } = problem.diagnostic;
  return problem.mend(`Remove '${problem.written}'`, { start, end, insert: '' });
};

/** Characters that no XML document may hold. */
export const removeCharacters: FindMends = (problem) => {
  const { start, end } = problem.diagnostic;
  return problem.mend(end - start > 1 ? 'Remove the characters' : 'Remove the character', { start, end, insert: '' });
};

/** `]]>` in text. */
export const escapeCdataEnd: FindMends = (problem) => {
  const { start, end } = problem.diagnostic;
  return problem.mend(`Write ']]&gt;'`, { start, end, insert: ']]&gt;' });
};
