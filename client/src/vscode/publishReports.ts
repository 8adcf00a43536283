import type { Answer } from '../../../xcap/src/answer';
import type { SentResult } from '../../../xcap/src/client';
import { tagLack } from '../../../xcap/src/entityTag';
import { oneLine, sentence } from '../../../xcap/src/plainText';
import { partlyLine, type PartlyStored } from '../../../xcap/src/publishParts';
import { readBackOf, type ReadBack } from '../../../xcap/src/readBack';
import type { Severity } from './publishUi';

/** What came of a publication, for the person and for who ran the command. */
export interface PublishOutcome {
  /** That of the CMS's answer; `unchanged`: it had the very document already; `unsent`, `uncertain`: there was no answer. */
  readonly outcome: Answer['outcome'] | 'unsent' | 'uncertain';
  /** Absent where there was no answer. */
  readonly status?: number;
  /** One line. */
  readonly summary: string;
  readonly entityTag?: string;
}

/** Something stands or falls with what the person does next; `message` is one line. */
export interface Verdict {
  readonly severity: Severity;
  readonly message: string;
  readonly outcome: PublishOutcome;
}

/** A document that the CMS took, with what reading it back showed. */
export function stored(result: Omit<SentResult, 'request'>): Verdict {
  const { answer, entityTag } = result;
  const shown = readBackOf(result);
  const summary = answer.status === 202 ? answer.summary : `${answer.summary}${SERVED[shown](result.servedDifference)}`;
  const sure = (shown === 'exact' || shown === 'same meaning') && answer.status !== 202;
  return { severity: sure ? 'information' : 'warning', message: sentence(summary), outcome: outcomeOf(answer, summary, entityTag) };
}

/** What reading back showed, behind the summary of a success. */
const SERVED: Readonly<Record<ReadBack, (difference?: string) => string>> = {
  exact: () => ', and serves it exactly as it was sent',
  'same meaning': () => ', and serves it in another form with the same meaning',
  other: (difference) => `, but has kept something else: ${difference}`,
  absent: () => ', but serves nothing there; ask who runs it',
  unknown: () => '; it could not be read back, so whether it is served as sent is not known',
};

/** Some of several changes are stored, and the rest are not. */
export function partly(name: string, result: PartlyStored): Verdict {
  const summary = partlyLine(name, result);
  return { severity: 'error', message: summary, outcome: { outcome: 'uncertain', summary } };
}

/** A document that the CMS refused, or did not let be looked at before. */
export function refused(name: string, answer: Answer): Verdict {
  return { severity: 'error', message: sentence(`${name} was not published. ${answer.summary}`), outcome: outcomeOf(answer, answer.summary) };
}

/** The CMS failed while it had the document, or something else answered: a look afterwards may show that it is stored. */
export function unclear(name: string, result: Omit<SentResult, 'request'>): Verdict {
  const { answer, servedAsSent, entityTag } = result;
  const outcome = outcomeOf(answer, answer.summary);
  const shown = readBackOf(result);
  if (shown === 'exact' || shown === 'same meaning') {
    const how = shown === 'exact' ? 'as it was sent' : 'in another form with the same meaning';
    const summary = `${name} is stored: the CMS serves it ${how}, although its answer was no confirmation (${answer.status} ${answer.reason})`;
    return { severity: 'warning', message: sentence(summary), outcome: { ...outcome, outcome: 'done', summary, ...(entityTag === undefined ? {} : { entityTag }) } };
  }
  const looked = servedAsSent === false ? `${name} was probably not stored: a look right afterwards did not find it.` : `${name} may have been stored.`;
  return { severity: 'error', message: sentence(`${looked} ${answer.summary}`), outcome };
}

/** 412: somebody else was there in the meantime; `now` is what a look afterwards showed. */
export function overtaken(name: string, answer: Answer, seenTag: string | undefined, now: 'changed' | 'unknown'): Verdict {
  const what = now === 'changed' ? 'was changed' : 'was changed or removed';
  const since = seenTag === undefined ? 'appeared on the CMS while it was being published' : `${what} on the CMS since the version seen last (${oneLine(seenTag)})`;
  const summary = `${answer.status} ${answer.reason}: ${name} ${since}; nothing was stored`;
  return { severity: 'error', message: `${summary}. Look at the CMS's version, then decide.`, outcome: outcomeOf(answer, summary) };
}

/** The CMS has the same text already. */
export function alreadyThere(name: string, answer: Answer): Verdict {
  const summary = `the CMS already has ${name} exactly as it is here; there is nothing left to publish`;
  return {
    severity: 'information',
    message: sentence(`T${summary.slice(1)}`),
    outcome: { outcome: 'unchanged', status: answer.status, summary, ...(answer.entityTag === undefined ? {} : { entityTag: answer.entityTag }) },
  };
}

/** The CMS has another text and gives no tag that tells its versions apart: it cannot be replaced without the risk of losing a change (RFC 4825 section 7.11). */
export function notReplaceable(name: string, answer: Answer): Verdict {
  const summary = `the CMS already has ${name} and gives ${tagLack(answer)}, so it cannot be replaced safely; nothing was sent`;
  return {
    severity: 'error',
    message: `T${summary.slice(1)}. Delete it there first, or publish under another name.`,
    outcome: { outcome: 'refused', status: answer.status, summary },
  };
}

/** No answer: the document did not go out. */
export function unsent(name: string, reason: string): Verdict {
  const message = `${name} was not sent: ${reason}`;
  return { severity: 'error', message, outcome: { outcome: 'unsent', summary: message } };
}

/** No answer: the document went out. */
export function uncertain(name: string, reason: string): Verdict {
  const message = `${name} may have been stored: ${reason} Look at the CMS's version, or publish again: nothing is replaced unseen.`;
  return { severity: 'error', message, outcome: { outcome: 'uncertain', summary: message } };
}

function outcomeOf(answer: Answer, summary: string, entityTag = answer.entityTag): PublishOutcome {
  return { outcome: answer.outcome, status: answer.status, summary, ...(entityTag === undefined ? {} : { entityTag }) };
}
