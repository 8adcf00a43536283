import type { Answer } from '../../../xcap/src/answer';
import { fetchDocument, type FetchResult, type Publication, type PublishResult, type SentResult } from '../../../xcap/src/client';
import { conflictPlaces } from '../../../xcap/src/conflictPlaces';
import { oneLine } from '../../../xcap/src/plainText';
import { planParts } from '../../../xcap/src/partPlan';
import { partsStored, wantsWhole, type PartlyStored } from '../../../xcap/src/publishParts';
import { readBackOf } from '../../../xcap/src/readBack';
import { TransportError, type Transport } from '../../../xcap/src/wire';
import { withoutToken } from '../connection/tokenText';
import { exchange, exchangeParts, type Exchange } from './publishExchange';
import { openMerge } from './publishMerge';
import type { PublishMemory } from './publishMemory';
import * as reports from './publishReports';
import type { PublishOutcome, Verdict } from './publishReports';
import type { PublishTarget } from './publishTarget';
import type { ProfileDocument, PublishUi, ReportAction } from './publishUi';

/** A document ready to go. */
export interface Parcel {
  readonly document: ProfileDocument;
  readonly target: PublishTarget;
  /** What is sent, whatever the editor shows by now. */
  readonly text: string;
  readonly token?: string;
  /** What both this text and the CMS's began with, where the person has merged them; else what is remembered. */
  readonly base?: string;
}

/** What a delivery works with. */
export interface DeliveryParts {
  readonly ui: PublishUi;
  readonly memory: PublishMemory;
  readonly transport: Transport;
  /** Publishes the document, as it is by then, over a version on the CMS that the person has been shown; asks first. */
  replaceShown(entityTag: string): Promise<void>;
  /** Publishes the document, as it is by then, in place of the version on the CMS that was merged into it. */
  publishMerged(entityTag: string, theirs: string): Promise<void>;
  /** Sends only what has changed where that is little: `mcptt.publish.parts`. */
  readonly inParts: boolean;
  /** Publishes the whole document in place of a version that only some of its changes are in. */
  publishWhole(entityTag: string): Promise<void>;
  /** Publishes once more with another access token, after a 401; undefined where there is none to be had. */
  renew?(): Promise<{ readonly outcome: PublishOutcome | undefined } | undefined>;
  /** Gets another access token from the person, then publishes once more. */
  readonly authorise: ReportAction;
}

const showTheirs = "Show the CMS's Version";

/** Sends a document and tells what came of it; where the CMS has something else, the person sees it before they decide. */
export async function deliver(parcel: Parcel, precondition: Publication['precondition'], parts: DeliveryParts): Promise<PublishOutcome | undefined> {
  const { ui } = parts;
  const { address, connection: { mediaType } } = parcel.target;
  const name = address.document;
  ui.markRefusals(parcel.document.uri, parcel.text, []);
  const byParts = await deliverParts(parcel, precondition, parts);
  if (byParts !== 'whole') return byParts;
  const publication: Publication = { address, mediaType, text: parcel.text, precondition, ...tokenOf(parcel) };
  const came = await ui.progress(`Publishing ${name} to ${address.root}`, (signal) => exchange(publication, parts.transport, signal));
  return came.kind === 'answered' ? settle(came.result, precondition, parcel, parts) : unanswered(came, parcel, parts);
}

function unanswered(came: Exclude<Exchange, { kind: 'answered' }>, parcel: Parcel, parts: DeliveryParts): PublishOutcome | undefined {
  const name = parcel.target.address.document;
  if (came.kind === 'unsent') return tell(reports.unsent(name, came.message), parcel, parts);
  if (came.kind === 'uncertain') return tell(reports.uncertain(name, came.message), parcel, parts, [showAction(parcel, parts)]);
  parts.ui.report({ severity: 'information', message: `Publishing ${name} was cancelled; nothing was sent.` });
  return undefined;
}

/** Sends only what has changed, where the person wants that, and it is known what the CMS has; `whole` where the whole document is to be sent. */
async function deliverParts(parcel: Parcel, precondition: Publication['precondition'], parts: DeliveryParts): Promise<PublishOutcome | undefined | 'whole'> {
  const { target, text } = parcel;
  const { address } = target;
  const theirs = parcel.base ?? parts.memory.base(target.url);
  if (!parts.inParts || precondition === 'auto' || precondition.kind !== 'replace' || theirs === undefined) return 'whole';
  const steps = planParts(theirs, text);
  if (steps === undefined) return 'whole';
  const { entityTag } = precondition;
  const came = await parts.ui.progress(`Publishing parts of ${address.document} to ${address.root}`, (signal) => exchangeParts({ address, text, steps, entityTag, ...tokenOf(parcel) }, parts.transport, signal));
  if (came.kind !== 'answered') return unanswered(came, parcel, parts);
  const { result } = came;
  if (result.kind === 'sent') return settle({ ...result, answer: partsStored(address.document, result) }, precondition, parcel, parts, steps.at(-1)?.whole);
  if (result.kind === 'refused') {
    const { answer } = result;
    if (!wantsWhole(answer)) return settle({ kind: 'sent', answer }, precondition, parcel, parts);
    parts.ui.log('information', `${answer.summary}. The whole document is sent instead.`);
    return 'whole';
  }
  return partlyStored(result, parcel, parts);
}

async function partlyStored(result: PartlyStored, parcel: Parcel, parts: DeliveryParts): Promise<PublishOutcome> {
  const { now, ours } = result;
  if (now !== undefined && ours) await remember(parcel, now.entityTag, parts, now.text);
  const tag = now?.entityTag;
  const whole = tag === undefined || !ours ? [] : [{ label: 'Publish Whole Document', run: () => parts.publishWhole(tag) }];
  return tell(reports.partly(parcel.target.address.document, result), parcel, parts, [...whole, showAction(parcel, parts)]);
}

/** What came back, whichever request it was; of changes of parts, the request does not matter any more. */
type Settled = Exclude<PublishResult, { kind: 'sent' }> | Omit<SentResult, 'request'>;

/** @param sent the document that the server was to have, where it is not the parcel's */
async function settle(
  result: Settled, precondition: Publication['precondition'], parcel: Parcel, parts: DeliveryParts, sent?: string,
): Promise<PublishOutcome | undefined> {
  const name = parcel.target.address.document;
  const { answer } = result;
  if (answer.status === 401) {
    const again = await parts.renew?.();
    if (again !== undefined) return again.outcome;
  }
  if (result.kind === 'exists') return meet(result.text, answer, parcel, parts);
  if (result.kind === 'unreadable') return tell(reports.refused(name, answer), parcel, parts, tokenAction(answer, parcel, parts));
  if (answer.unclear) {
    const there = ['exact', 'same meaning'].includes(readBackOf(result));
    if (there) await remember(parcel, result.entityTag, parts, result.servedText);
    return tell(reports.unclear(name, result), parcel, parts, there ? [] : [showAction(parcel, parts), ...tokenAction(answer, parcel, parts)]);
  }
  if (answer.outcome !== 'refused') {
    await remember(parcel, result.entityTag, parts, result.servedText ?? sent);
    const { servedText: theirs } = result;
    const compare = theirs === undefined || readBackOf(result) !== 'other' ? [] : [{ label: showTheirs, run: () => parts.ui.showDifference(parcel.document.uri, name, theirs) }];
    return tell(reports.stored(result), parcel, parts, compare);
  }
  const seenTag = precondition !== 'auto' && precondition.kind === 'replace' ? precondition.entityTag : undefined;
  // Some servers answer 404, not 412, where the version to replace is gone.
  if (answer.status === 412 || (answer.status === 404 && seenTag !== undefined)) {
    return overtaken(answer, seenTag, parcel, parts);
  }
  if (answer.status === 409) markRefusal(answer, parcel, parts);
  return tell(reports.refused(name, answer), parcel, parts, tokenAction(answer, parcel, parts));
}

/** A server that does not write xcap-error may still name a line in its own words. */
function markRefusal({ conflict, detail }: Answer, { document, text }: Parcel, { ui }: DeliveryParts): void {
  const reason = conflict ?? (detail === undefined ? undefined : { kind: 'constraint-failure', phrase: detail });
  if (reason) ui.markRefusals(document.uri, text, conflictPlaces(reason, text));
}

/** Somebody else was there in the meantime: finds out what they did. */
async function overtaken(answer: Answer, seenTag: string | undefined, parcel: Parcel, parts: DeliveryParts): Promise<PublishOutcome | undefined> {
  const { ui } = parts;
  const name = parcel.target.address.document;
  const now = await look(parcel, parts);
  if (typeof now === 'string' || (now.text === undefined && now.answer.status !== 404)) {
    return tell(reports.overtaken(name, answer, seenTag, 'unknown'), parcel, parts, [showAction(parcel, parts)]);
  }
  const { text: theirs, answer: { entityTag } } = now;
  if (theirs === undefined) {
    const choice = await ui.ask({ severity: 'warning', message: `${name} is not on the CMS any more. Publish it as a new document?`, choices: ['Publish'] });
    return choice && deliver(parcel, { kind: 'create' }, parts);
  }
  if (sameText(theirs, parcel.text)) return settled(now.answer, parcel, parts);
  const compare = { label: showTheirs, run: () => compareAndOffer(theirs, entityTag, parcel, parts) };
  return tell(reports.overtaken(name, answer, seenTag, 'changed'), parcel, parts, [...mergeAction(theirs, entityTag, parcel, parts), compare]);
}

/** The CMS has the very text already, from an attempt whose answer was lost or from somebody else. */
async function settled(answer: Answer, parcel: Parcel, parts: DeliveryParts): Promise<PublishOutcome> {
  await remember(parcel, answer.entityTag, parts);
  return tell(reports.alreadyThere(parcel.target.address.document, answer), parcel, parts);
}

/** The look before the PUT has found a document. */
async function meet(theirs: string, answer: Answer, parcel: Parcel, parts: DeliveryParts): Promise<PublishOutcome | undefined> {
  const name = parcel.target.address.document;
  const { entityTag } = answer;
  if (sameText(theirs, parcel.text)) return settled(answer, parcel, parts);
  if (entityTag === undefined) {
    const compare = { label: showTheirs, run: () => parts.ui.showDifference(parcel.document.uri, name, theirs) };
    return tell(reports.notReplaceable(name, answer), parcel, parts, [compare]);
  }
  const merge = mergeAction(theirs, entityTag, parcel, parts);
  const choice = await parts.ui.ask({
    severity: 'warning',
    message: `The CMS already has ${name}. Replace it?`,
    detail: `Only the version just seen there is replaced (If-Match: ${oneLine(entityTag)}).`,
    choices: ['Replace', ...merge.map(({ label }) => label), showTheirs],
  });
  for (const { label, run } of merge) if (choice === label) await run();
  if (choice === 'Replace') return deliver(parcel, { kind: 'replace', entityTag }, parts);
  if (choice === showTheirs) await compareAndOffer(theirs, entityTag, parcel, parts);
  return undefined;
}

/** The way to one document out of three, where it is known what the two began with and which version is replaced by it. */
function mergeAction(theirs: string, entityTag: string | undefined, parcel: Parcel, parts: DeliveryParts): ReportAction[] {
  const { document, target, base: merged } = parcel;
  const base = merged ?? (parts.memory.seen(target.url)?.document === document.uri ? parts.memory.base(target.url) : undefined);
  if (base === undefined || entityTag === undefined) return [];
  return [{
    label: 'Merge',
    run: async () => {
      if (!await openMerge({ base, theirs, entityTag }, parcel, parts)) await compareAndOffer(theirs, entityTag, parcel, parts);
    },
  }];
}

function showAction(parcel: Parcel, parts: DeliveryParts): ReportAction {
  return { label: showTheirs, run: async () => { await lookAtTheirs(parcel, parts); } };
}

/** Shows what the CMS has now, where it is something else. Sends nothing. @returns whether it certainly has none */
export async function lookAtTheirs(parcel: Parcel, parts: DeliveryParts): Promise<boolean> {
  const { ui } = parts;
  const name = parcel.target.address.document;
  const now = await look(parcel, parts);
  if (now === 'cancelled') return false;
  if (typeof now === 'string') {
    ui.report({ severity: 'error', message: `${name} could not be read from the CMS: ${now}` });
    return false;
  }
  const { answer, text } = now;
  if (answer.status === 404) ui.report({ severity: 'information', message: `${name} is not on the CMS. Publish to create it.` });
  else if (text === undefined) ui.report({ severity: 'error', message: `${name} could not be read from the CMS. ${answer.summary}.`, actions: tokenAction(answer, parcel, parts) });
  else if (sameText(text, parcel.text)) await settled(answer, parcel, parts);
  else await compareAndOffer(text, answer.entityTag, parcel, parts);
  return answer.status === 404;
}

/** What the CMS has now; the reason where no answer came, `cancelled` where the person did not wait for it. */
async function look(parcel: Parcel, { ui, transport }: DeliveryParts): Promise<FetchResult | string> {
  const { address } = parcel.target;
  try {
    return await ui.progress(`Fetching ${address.document} from ${address.root}`, (signal) => fetchDocument({ address, ...tokenOf(parcel) }, transport, signal));
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    return error.stage === 'cancelled' ? 'cancelled' : error.message;
  }
}

async function compareAndOffer(theirs: string, entityTag: string | undefined, parcel: Parcel, parts: DeliveryParts): Promise<void> {
  const name = parcel.target.address.document;
  await parts.ui.showDifference(parcel.document.uri, name, theirs);
  if (entityTag === undefined) return;
  parts.ui.report({
    severity: 'warning',
    message: `Left is ${name} on the CMS, right is yours: take over what you need, then replace the CMS's version, or leave it as it is.`,
    actions: [{ label: 'Replace It Anyway', run: () => parts.replaceShown(entityTag) }],
  });
}

/** @param text what that version says, where it is not what was sent */
async function remember(parcel: Parcel, entityTag: string | undefined, { memory }: DeliveryParts, text = withoutMark(parcel.text)): Promise<void> {
  const { document, target } = parcel;
  await memory.rememberSeen(target.url, { document: document.uri, ...(entityTag === undefined ? {} : { entityTag }) }, text);
  if (target.choice !== undefined) await memory.rememberChoice(document.uri, target.choice);
}

/** 401 and, from some CMS without a token, 403 (TS 24.482 A.2.3) are put right with another token. */
function tokenAction(answer: Answer, parcel: Parcel, { authorise }: DeliveryParts): ReportAction[] {
  const tokenHelps = answer.status === 401 || (answer.status === 403 && parcel.token === undefined);
  return tokenHelps ? [authorise] : [];
}

function tell(verdict: Verdict, parcel: Parcel, { ui }: DeliveryParts, actions: readonly ReportAction[] = []): PublishOutcome {
  ui.report({ severity: verdict.severity, message: verdict.message, actions });
  return { ...verdict.outcome, summary: withoutToken(verdict.outcome.summary, parcel.token) };
}

function tokenOf({ token }: Parcel): { readonly token?: string } {
  return token === undefined ? {} : { token };
}

/** A byte order mark is not sent (xcap/src/requests.ts), so it makes no difference. */
function sameText(theirs: string, ours: string): boolean {
  return theirs === withoutMark(ours);
}

function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}
