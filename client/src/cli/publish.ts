import type { DocumentAddress } from '../../../xcap/src/address';
import { fetchDocument, publish as publishDocument, type PublishResult } from '../../../xcap/src/client';
import { tagLack } from '../../../xcap/src/entityTag';
import { sentence } from '../../../xcap/src/plainText';
import { planParts } from '../../../xcap/src/partPlan';
import { partlyLine, partsStored, publishParts, type PartsResult } from '../../../xcap/src/publishParts';
import { readBackOf, type ReadBack } from '../../../xcap/src/readBack';
import type { Precondition } from '../../../xcap/src/requests';
import type { Transport } from '../../../xcap/src/wire';
import { decode } from '../bulk/documentPlan';
import { DEFAULT_PARALLEL, MOST_PARALLEL } from '../bulk/publishAll';
import { CONNECTION_HELP, DOCUMENT_OPTIONS, documentAddress, entityTagOf, exchange, readToken, tell } from './connection';
import { readDocumentBytes } from './documentBytes';
import { readOptions, UsageError } from './options';
import { areMany, MANY_OPTIONS, publishMany } from './publishMany';

export const help = `publish FILE|- --root URL --xui XUI --name DOC [--create | --if-match ETAG] [--parts]
Puts a document on a CMS. Without --create and --if-match it looks first: a document that is not there is created,
one that is there is replaced, and only in the version just seen.
${CONNECTION_HELP}
  --name DOC        name of the document, for example user-profile-0.xml
  --create          only if there is no such document yet
  --if-match ETAG   only if the document there is still this version
  --parts           where little has changed, send only the changed elements and attributes; the whole document where
                    the CMS does not take them
  --media-type TYPE where a CMS wants another than the registered one

publish FILE FILE…|DIR… --root URL [--xui XUI] [--replace]
Puts several documents on a CMS, or all profiles of a folder and those below it. Each keeps the name of its file; its user
is XUI, else the MCPTT ID in it, else its XUI-URI. What is there already is left alone. Stopped or killed and started
again, it goes on where it was and sends nothing twice. On the standard error output, a line for each that is not stored.
  --replace         put the new text in place of another one that is there, in the version just seen
  --with-errors     send documents that 'check' finds errors in, too
  --parallel N      so many at a time, 1 to ${MOST_PARALLEL} (${DEFAULT_PARALLEL})
  --journal FILE    where to keep what is done (the user's own folder for the state of programs)
  --format json     a report on the standard output
  Exit code: 0 all are on the CMS, 1 some were refused or not sent, 2 it could not be done to its end`;

const OPTIONS = {
  ...DOCUMENT_OPTIONS,
  create: { type: 'boolean' },
  'if-match': { type: 'string' },
  'media-type': { type: 'string' },
  parts: { type: 'boolean' },
  ...MANY_OPTIONS,
} as const;

export async function publish(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, OPTIONS, { min: 1, max: Infinity, name: 'FILE (or - for the standard input)' });
  if (areMany(positionals, values.name)) {
    if (values['if-match'] !== undefined) throw new UsageError('--if-match is for a single document; give --replace to replace what is there.');
    return publishMany(positionals, values);
  }
  if (positionals[1] !== undefined) throw new UsageError(`'${positionals[1]}' is one argument too many.`);
  const foreign = Object.keys(MANY_OPTIONS).find((option) => option in values);
  if (foreign !== undefined) throw new UsageError(`--${foreign} is for a folder or several files; leave it out.`);
  if (values.create && values['if-match'] !== undefined) throw new UsageError('--create and --if-match exclude each other; give one of them.');
  const address = documentAddress(values);
  const token = readToken(values);
  const precondition: Precondition | 'auto' =
    values['if-match'] !== undefined ? { kind: 'replace', entityTag: entityTagOf(values['if-match']) } : values.create ? { kind: 'create' } : 'auto';
  const mediaType = values['media-type'] === undefined ? {} : { mediaType: values['media-type'] };
  const text = await readText(positionals[0] ?? '-');
  if (values.create && values.parts) throw new UsageError('--create and --parts exclude each other: what is new is sent whole; give one of them.');
  const result = await exchange(values, async (transport, signal) => {
    const parts = values.parts ? await publishChanges({ address, text, ...token }, precondition, transport, signal) : undefined;
    return parts ?? publishDocument({ address, text, ...mediaType, ...token, precondition, replaceExisting: true }, transport, signal);
  });
  if (result.kind === 'partly') {
    tell(`${partlyLine(address.document, result)} Publish it again to store the rest.`, token.token);
    return 1;
  }
  const { line, done } = report('stored' in result ? { ...result, answer: partsStored(address.document, result) } : result, address.document, precondition === 'auto');
  tell(line, token.token);
  if (result.kind === 'sent' && done && result.entityTag !== undefined) process.stdout.write(`${result.entityTag}\n`);
  return done ? 0 : 1;
}

/** Sends the parts that have changed; undefined where the whole document is to be sent, under the same condition. */
async function publishChanges(
  { text, ...parts }: { readonly address: DocumentAddress; readonly token?: string; readonly text: string }, precondition: Precondition | 'auto', transport: Transport, signal: AbortSignal,
): Promise<Exclude<PartsResult, { kind: 'refused' }> | undefined> {
  const { answer: { entityTag }, text: theirs } = await fetchDocument(parts, transport, signal);
  const wanted = precondition === 'auto' || (precondition.kind === 'replace' && precondition.entityTag === entityTag);
  const steps = wanted && theirs !== undefined && entityTag !== undefined ? planParts(theirs, text) : undefined;
  if (steps === undefined || entityTag === undefined) return undefined;
  const result = await publishParts({ ...parts, text, steps, entityTag }, transport, signal);
  // What is refused for another reason is refused for the whole document as well, and that says it of the whole.
  return result.kind === 'refused' ? undefined : result;
}

/** What is printed, in one line, and whether the document is stored. */
function report(result: PublishResult, name: string, mayReplace: boolean): { line: string; done: boolean } {
  const { answer } = result;
  const { summary } = answer;
  if (result.kind === 'exists') {
    const line = mayReplace
      ? `${summary}, but with ${tagLack(answer)}, so a change of somebody else could not be seen. Nothing was sent; give --if-match '*' to replace it all the same.`
      : `${name} exists on the CMS already. Nothing was sent.`;
    return { line, done: false };
  }
  if (result.kind === 'unreadable') return { line: `${sentence(summary)} Nothing was sent.`, done: false };
  const shown = readBackOf(result);
  if (answer.unclear) return { line: sentence(summary) + LOOKED[shown], done: shown === 'exact' || shown === 'same meaning' };
  const done = answer.outcome !== 'refused';
  return { line: sentence(summary) + (done ? SERVED[shown](result.servedDifference) : ''), done };
}

/** What reading back showed, after a success. */
const SERVED: Readonly<Record<ReadBack, (difference?: string) => string>> = {
  exact: () => ' It is served exactly as it was sent.',
  'same meaning': () => ' It is served in another form with the same meaning.',
  other: (difference) => ` The CMS has kept something else: ${difference}; fetch it to see.`,
  absent: () => ' The CMS serves nothing there.',
  unknown: () => ' It could not be read back to compare.',
};

/** What it showed after an answer that does not say what was done. */
const LOOKED: Readonly<Record<ReadBack, string>> = {
  exact: ' It is stored all the same: the CMS serves it as it was sent.',
  'same meaning': ' It is stored all the same: the CMS serves it in another form with the same meaning.',
  other: ' A look right afterwards did not find it there.',
  absent: ' A look right afterwards did not find it there.',
  unknown: '',
};

/** The document as text. Bytes that are not UTF-8 are refused: they would arrive as something else. So is nothing at all, as from a program that has failed. */
async function readText(file: string): Promise<string> {
  const name = file === '-' ? 'The standard input' : file;
  const bytes = await readNamed(file);
  const text = decode(bytes);
  if (text === undefined) throw new UsageError(`${name} is not encoded in UTF-8; save it as UTF-8 first.`);
  if (text.trim() === '') throw new UsageError(`${name} is empty; nothing was sent.`);
  return text;
}

async function readNamed(path: string): Promise<Buffer> {
  try {
    return await readDocumentBytes(path);
  } catch (error) {
    if (error instanceof UsageError) throw new UsageError(`${path === '-' ? 'The standard input' : path} ${error.message}; nothing was sent.`);
    // Node does not name the path when it is a folder.
    throw error instanceof Error ? Object.assign(error, { path }) : error;
  }
}
