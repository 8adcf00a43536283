import { oneLine, sentence } from '../../../xcap/src/plainText';
import { isStored, type BulkReport, type BulkState, type Outcome } from './outcome';

/** What each state is called in a count, in the order of telling. */
const WORDS: Readonly<Record<BulkState, string>> = {
  stored: 'stored',
  there: 'there already',
  earlier: 'stored before the stop',
  refused: 'refused',
  unfit: 'not sent',
  unreadable: 'unreadable',
  uncertain: 'uncertain',
  waiting: 'not begun',
};

/** `298 stored, 1 refused, 1 uncertain`; what is none is left out. */
export function countLine({ counts }: Pick<BulkReport, 'counts'>): string {
  const parts = Object.entries(WORDS).filter(([state]) => counts[state as BulkState] > 0).map(([state, word]) => `${counts[state as BulkState]} ${word}`);
  return parts.length === 0 ? 'nothing to publish' : parts.join(', ');
}

/** A line for each document with something to tell, then why the run stopped, then the counts. */
export function reportLines(report: BulkReport): string[] {
  const lines = report.told.map(({ path, message }) => sentence(`${oneLine(path)}: ${message}`));
  if (report.stopped !== undefined) lines.push(`Stopped: ${sentence(report.stopped.message)} Run it again to go on.`);
  return [...lines, `${countLine(report)}.`];
}

/** The same for programs. */
export function reportJson(root: string, { counts, told, stopped }: BulkReport): string {
  return `${JSON.stringify({ root, counts, ...(stopped === undefined ? {} : { stopped }), documents: told.map(({ path, ...rest }) => ({ file: path, ...rest })) }, undefined, 2)}\n`;
}

/** The same as a document for people: what needs them first. @param title one line */
export function reportMarkdown(title: string, report: BulkReport): string {
  const problems = report.told.filter(({ state }) => !isStored(state));
  const notes = report.told.filter(({ state }) => isStored(state));
  const stopped = report.stopped === undefined ? [] : [`**Stopped:** ${plain(sentence(report.stopped.message))} Publish the folder again to go on where it was.`, ''];
  return [
    `# ${plain(title)}`, '', `${countLine(report)}.`, '', ...stopped,
    ...section('Not stored', problems), ...section('Stored, but look at', notes),
  ].join('\n');
}

function section(heading: string, outcomes: readonly Outcome[]): string[] {
  if (outcomes.length === 0) return [];
  const rows = outcomes.map(({ path, state, address, message }) => `| ${[isStored(state) ? 'ⓘ' : '❌', plain(path), WORDS[state], plain(sentence(message)), plain(address ?? '')].join(' | ')} |`);
  return [`## ${heading}`, '', '| | file | state | why | address |', '|---|---|---|---|---|', ...rows, ''];
}

/** Text of a file's name or of a server as text: no markup of it takes effect. */
function plain(text: string): string {
  return oneLine(text).replace(/[\\`*_[\]<>|#&!~]/g, (character) => `\\${character}`);
}
