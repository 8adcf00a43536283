import { oneLine } from '../../../xcap/src/plainText';
import { connectionLabel, type Connection } from './connection';
import type { Finding } from './testConnection';

const MARKS: Readonly<Record<Finding['verdict'], string>> = { good: '✔', note: '–', bad: '✘' };

/** True where a test has found nothing that keeps documents from being published. */
export function allGood(findings: readonly Finding[]): boolean {
  return findings.every(({ verdict }) => verdict !== 'bad');
}

/**
 * What a test has found, for a person: Markdown that reads as plain text, too.
 * @param shown what is done to texts that are not ours; a terminal shows them as they are
 */
export function connectionReport(connection: Connection, findings: readonly Finding[], shown: (text: string) => string = withoutMarkup): string {
  const environment = connection.environment === '' ? '' : `, environment ${oneLine(connection.environment)}`;
  const blocks = findings.map(({ topic, verdict, lines }) => [`## ${MARKS[verdict]} ${topic}`, ...lines.map((line) => `- ${shown(line)}`)].join('\n'));
  const verdict = allGood(findings) ? 'Nothing was found that would keep documents from being published.' : 'What is marked ✘ keeps documents from being published.';
  return [`# Test of ${shown(oneLine(connectionLabel(connection)))}${shown(environment)}`, ...blocks, `${verdict} Nothing was written to the CMS.`].join('\n\n') + '\n';
}

/** What a server says must not become markup or a link of ours. */
function withoutMarkup(text: string): string {
  return text.replace(/[<[\]`\\]/g, '\\$&');
}
