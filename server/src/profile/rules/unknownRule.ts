import type { Diagnostic } from '../../diagnostic';
import { nearestName } from '../../schema';
import type { DocumentText } from '../../syntax/documentText';
import { ownCopy } from '../../syntax/names';
import { excerpt } from '../../syntax/wording';
import { finding, NO_FINDINGS, type Rule } from './rule';
import type { RuleSwitch } from './switches';

const NEXT_LINE = 'mcptt-disable-next-line';

/** A comment that is meant to switch a rule, and names none. */
export const unknownRule = {
  code: 'unknown-rule', clause: 'docs/rules.md', defaultSeverity: 'information',
  summary: 'A comment that switches a rule which does not exist',
  why: 'The comment has no effect: what it should switch off is still told, or it is left over from a mistake that is long mended.',
  example: {
    bad: '<!-- mcptt-disable-next-line duplicate-indexes -->\n<MCPTTGroupInfo/>',
    good: '<!-- mcptt-disable-next-line duplicate-index -->\n<MCPTTGroupInfo/>',
  },
  fix: 'writes the code that is near, or removes the comment',
} as const satisfies Rule;

/** What a comment says to this program. */
export interface Remark {
  readonly rules: RuleSwitch | undefined;
  readonly findings: readonly Diagnostic[];
}

/**
 * Reads a comment that switches rules. Offsets count from the comment's start.
 * @param start where `<!--` stands; @param codes of all rules
 * @returns undefined for any other comment
 */
export function readSwitch(text: DocumentText, start: number, length: number, codes: ReadonlySet<string>): Remark | undefined {
  // Most comments are for people, and some are long.
  if (!/^<!--\s*mcptt-/.test(text.slice(start, start + Math.min(length, LONGEST_LEAD)))) return undefined;
  const comment = text.slice(start, start + length);
  const words = [...comment.slice(0, comment.endsWith('-->') ? -3 : undefined).matchAll(/[^\s,]+/g)].slice(comment.startsWith('<!--mcptt-') ? 0 : 1)
    .map(({ index, 0: word }) => (word.startsWith('<!--') ? { word: word.slice(4), at: index + 4 } : { word, at: index }));
  const [command, ...rest] = words;
  const kind = KINDS.get(command!.word);
  const named = withoutReason(rest);
  const tell = (at: number, of: string, message: string): Diagnostic => finding(unknownRule, { start: at, end: at + of.length }, message);
  if (!kind) {
    const near = nearestName(command!.word, KINDS.keys()) ?? NEXT_LINE;
    return { rules: undefined, findings: [tell(command!.at, command!.word, `'${excerpt(command!.word)}' switches nothing; did you mean '${near}'?`)] };
  }
  if (named.length === 0) return { rules: undefined, findings: [tell(command!.at, command!.word, `'${command!.word}' names no rule; write the codes of the rules behind it, before any colon`)] };
  const unknown = named.filter(({ word }) => !codes.has(word));
  return {
    rules: { kind, codes: named.map(({ word }) => ownCopy(word)).filter((word) => codes.has(word)), start: 0, end: length },
    findings: unknown.length === 0 ? NO_FINDINGS : unknown.map(({ word, at }) => {
      const near = nearestName(word, codes);
      const advice = near === undefined ? 'only rules can be switched, see docs/rules.md' : `did you mean '${near}'?`;
      return tell(at, word, `there is no rule '${excerpt(word)}'; ${advice}`);
    }),
  };
}

interface Word {
  readonly word: string;
  readonly at: number;
}

/** The words up to a colon, behind which a person says why: no code has one in it. */
function withoutReason(words: readonly Word[]): readonly Word[] {
  const last = words.findIndex(({ word }) => word.includes(':'));
  if (last < 0) return words;
  const { word, at } = words[last]!;
  const code = word.slice(0, word.indexOf(':'));
  return code === '' ? words.slice(0, last) : [...words.slice(0, last), { word: code, at }];
}

const KINDS: ReadonlyMap<string, RuleSwitch['kind']> = new Map([[NEXT_LINE, 'disable-next-line'], ['mcptt-disable', 'disable'], ['mcptt-enable', 'enable']]);

const LONGEST_LEAD = 256;
