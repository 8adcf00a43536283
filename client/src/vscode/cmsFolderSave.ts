import type { Answer } from '../../../xcap/src/answer';
import type { PublishResult } from '../../../xcap/src/client';
import { conflictPlaces } from '../../../xcap/src/conflictPlaces';
import { tagLack } from '../../../xcap/src/entityTag';
import { differenceLine, firstDifference } from '../../../xcap/src/meaning';
import { oneLine, sentence } from '../../../xcap/src/plainText';
import { FolderProblem } from './cmsAccess';
import { currentVersion, fetchTarget, guardOf, targetOf, type FolderParts, type FolderTarget, type Guard } from './cmsFolder';
import type { DocumentPlace } from './cmsFolderPlace';
import type { CmsVersion } from './cmsFolderVersions';
import { exchange, type Exchange } from './publishExchange';
import { confirmProduction } from './publishPreparation';
import type { PublishUi, ReportAction } from './publishUi';

/** What a save needs besides: what was said yes to in this window, and a way to save what is open once more. */
export interface SaveParts extends FolderParts {
  readonly confirmed: Set<string>;
  saveAgain(uri: string): Promise<void>;
}

/** What whoever writes a file allows. */
export interface WriteOptions {
  readonly create: boolean;
  readonly overwrite: boolean;
}

const showTheirs = "Show the CMS's Version";

/**
 * Stores a document: over the version that the editor works on and no other, or as a new one where the CMS has none.
 * Reads it back and tells where the CMS kept something else. Resolves only where it is stored.
 * @throws FolderProblem for everything else; then the CMS has what it had, unless the message says that this is not known
 */
export async function writeDocument(place: DocumentPlace, bytes: Uint8Array, options: WriteOptions, parts: SaveParts): Promise<void> {
  const target = targetOf(place, parts);
  const text = readableText(bytes, target);
  const base = parts.versions.base(target.uri);
  if (base === undefined && !options.create) await currentVersion(target, 'asking', parts);
  const guard: Guard = base === undefined ? { kind: 'create' } : { kind: 'replace', entityTag: guardOf(base, target) };
  await confirm(target, parts);
  await store(target, text, guard, options, parts);
}

/** Publishing and saving to a production connection ask the same question. @throws FolderProblem where the answer is no */
export async function confirm(target: FolderTarget, parts: SaveParts): Promise<void> {
  if (!await confirmProduction({ uri: target.uri }, target, parts.confirmed, parts.ui)) throw new FolderProblem('not allowed', `${target.address.document} was not sent to ${target.connection.name}, which is marked as production.`);
}

/** Sends a text under a condition. @throws FolderProblem where it is not stored */
export async function store(target: FolderTarget, text: string, guard: Guard, options: Pick<WriteOptions, 'overwrite'>, parts: SaveParts): Promise<void> {
  const { address, connection } = target;
  const name = address.document;
  parts.ui.markRefusals(target.uri, text, []);
  const came = await parts.access.go(connection, 'asking', `storing ${name}`, ({ transport, signal, token }) =>
    exchange({ address, mediaType: connection.mediaType, text, precondition: guard, ...(token === undefined ? {} : { token }) }, transport, signal), statusOf);
  if (came.kind === 'cancelled') throw new FolderProblem('failed', `Storing ${name} was cancelled; nothing was sent.`);
  if (came.kind === 'unsent') throw new FolderProblem('failed', `${name} was not sent: ${came.message}`);
  if (came.kind === 'uncertain') throw new FolderProblem('failed', `${name} may have been stored: ${came.message} Save again: nothing is replaced unseen.`);
  const { result } = came;
  if (result.kind === 'unreadable') throw refusal(target, result.answer);
  if (result.kind === 'exists') return meet(target, text, result, options, parts);
  const { answer } = result;
  if (answer.outcome !== 'refused' || (answer.unclear && result.servedAsSent)) return stored(target, text, guard, result, parts);
  if (answer.unclear) throw new FolderProblem('failed', `${name} may have been stored. ${sentence(answer.summary)} Save again: nothing is replaced unseen.`);
  // Some servers answer 404, not 412, where the version to replace is gone.
  if (answer.status === 412 || (answer.status === 404 && guard.kind === 'replace')) return overtaken(target, text, parts);
  if (answer.status === 409) {
    const reason = answer.conflict ?? (answer.detail === undefined ? undefined : { kind: 'constraint-failure', phrase: answer.detail });
    if (reason) parts.ui.markRefusals(target.uri, text, conflictPlaces(reason, text));
  }
  throw refusal(target, answer);
}

/** The CMS has taken it. */
async function stored(target: FolderTarget, text: string, guard: Guard, result: Extract<PublishResult, { kind: 'sent' }>, parts: SaveParts): Promise<void> {
  await keep(target, text, result.entityTag, parts);
  parts.changed([{ kind: guard.kind === 'create' ? 'created' : 'changed', place: target.place }]);
  tellKept(target, text, result, parts.ui);
}

/** The editor works on what was sent from now on. */
async function keep(target: FolderTarget, text: string, entityTag: string | undefined, { versions, own }: FolderParts): Promise<void> {
  // What is sent has no byte order mark (xcap/src/requests.ts).
  const version = versions.seen(target.uri, { url: target.url, text: text.replace(/^\uFEFF/, ''), ...(entityTag === undefined ? {} : { entityTag }) });
  versions.adopted(target.uri, version);
  await own.addAddress(target.url);
}

function tellKept({ uri, address }: FolderTarget, text: string, { answer, servedAsSent, servedText }: Extract<PublishResult, { kind: 'sent' }>, ui: PublishUi): void {
  if (answer.unclear) return ui.report({ severity: 'warning', message: `${address.document} is stored: the CMS serves it as it was sent, although its answer was no confirmation (${answer.status} ${answer.reason}).` });
  if (answer.status === 202) return ui.report({ severity: 'warning', message: sentence(answer.summary) });
  if (servedAsSent === true) return;
  if (servedText === undefined) {
    const found = servedAsSent === false ? 'but does not serve it' : 'and it could not be read back, so whether it is served as sent is not known';
    return ui.report({ severity: 'warning', message: `${answer.summary}, ${found}.` });
  }
  const difference = firstDifference(text, servedText);
  if (difference === undefined) return;
  ui.report({
    severity: 'warning', message: sentence(`${answer.summary}, but keeps something else, ${differenceLine(difference)}`),
    actions: [{ label: showTheirs, run: () => ui.showDifference(uri, address.document, servedText) }],
  });
}

/** A document that was to be new is there already. */
async function meet(target: FolderTarget, text: string, found: Extract<PublishResult, { kind: 'exists' }>, { overwrite }: Pick<WriteOptions, 'overwrite'>, parts: SaveParts): Promise<void> {
  const name = target.address.document;
  if (sameText(found.text, text)) return keep(target, text, found.entityTag, parts);
  if (!overwrite) throw new FolderProblem('exists', `The CMS already has ${name}; choose another name.`);
  if (found.entityTag === undefined) throw new FolderProblem('failed', `The CMS already has ${name} and gives ${tagLack(found.answer)}, so it cannot be replaced safely; nothing was sent.`);
  const choice = await parts.ui.ask({
    severity: 'warning', message: `The CMS already has ${name}, and this is not a change of that version. Replace it?`,
    detail: `Only the version just seen there is replaced (If-Match: ${oneLine(found.entityTag)}).`, choices: ['Replace', showTheirs],
  });
  if (choice === 'Replace') return store(target, text, { kind: 'replace', entityTag: found.entityTag }, { overwrite }, parts);
  if (choice === showTheirs) await compareAndOffer(target, parts.versions.seen(target.uri, { url: target.url, text: found.text, entityTag: found.entityTag }), parts);
  throw new FolderProblem('exists', `The CMS already has ${name}; nothing was sent.`);
}

/** Somebody else was there since the version that the editor works on. */
async function overtaken(target: FolderTarget, text: string, parts: SaveParts): Promise<void> {
  const { ui } = parts;
  const name = target.address.document;
  const now = await fetchTarget(target, 'asking', parts);
  if (now.text !== undefined && sameText(now.text, text)) return keep(target, text, now.answer.entityTag, parts);
  if (now.answer.status === 404) {
    const anew: ReportAction = { label: 'Store It Anew', run: async () => { parts.versions.forget(target.uri); await parts.saveAgain(target.uri); } };
    ui.report({ severity: 'warning', message: `${name} is not on the CMS any more. Your text is still in the editor.`, actions: [anew] });
    throw new FolderProblem('failed', `${name} was removed from the CMS; nothing was stored.`);
  }
  if (now.text === undefined) throw new FolderProblem('failed', `${name} was changed or removed on the CMS since you opened it, and cannot be read (${now.answer.summary}); nothing was stored.`);
  const theirs = parts.versions.seen(target.uri, { url: target.url, text: now.text, ...(now.answer.entityTag === undefined ? {} : { entityTag: now.answer.entityTag }) });
  ui.report({
    severity: 'warning', message: `${name} was changed on the CMS since you opened it. Your text is still in the editor; nothing was stored.`,
    actions: [{ label: showTheirs, run: () => compareAndOffer(target, theirs, parts) }],
  });
  throw new FolderProblem('failed', `${name} was changed on the CMS since you opened it; nothing was stored. Compare the two first.`);
}

async function compareAndOffer(target: FolderTarget, theirs: CmsVersion, parts: SaveParts): Promise<void> {
  const name = target.address.document;
  await parts.ui.showDifference(target.uri, name, theirs.text);
  if (theirs.entityTag === undefined) return;
  parts.ui.report({
    severity: 'warning', message: `Left is ${name} on the CMS, right is yours: take over what you need, then replace the CMS's version, or leave it as it is.`,
    actions: [{ label: 'Replace It Anyway', run: async () => { parts.versions.adopted(target.uri, theirs); await parts.saveAgain(target.uri); } }],
  });
}

function refusal({ address }: FolderTarget, answer: Answer): FolderProblem {
  return new FolderProblem(answer.status === 401 || answer.status === 403 ? 'not allowed' : 'failed', sentence(`${address.document} was not stored. ${answer.summary}`));
}

function readableText(bytes: Uint8Array, { address }: FolderTarget): string {
  if (bytes.length === 0) throw new FolderProblem('failed', `An empty document cannot be stored on a CMS: write ${address.document} first, then save it there.`);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new FolderProblem('failed', `${address.document} is not UTF-8 and cannot be sent: choose "Save with Encoding", UTF-8.`);
  }
}

function statusOf(came: Exchange): number | undefined {
  return came.kind === 'answered' ? came.result.answer.status : undefined;
}

function sameText(theirs: string, ours: string): boolean {
  return theirs === ours.replace(/^\uFEFF/, '');
}
