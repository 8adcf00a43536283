import type { DocumentAddress } from './address';
import { interpret, type Answer } from './answer';
import { fetchDocument, type SentResult } from './client';
import type { PartStep } from './partPlan';
import { changePartRequest, requestSubject } from './requests';
import { meaningLine } from './readBack';
import { TransportError, type Transport, type WireRequest } from './wire';

/** Changes of parts on their way to a server. */
export interface PartsPublication {
  readonly address: DocumentAddress;
  readonly token?: string;
  /** Our whole document: what the server is to have in the end, in its own form or in ours. */
  readonly text: string;
  /** From planParts; at least one. */
  readonly steps: readonly PartStep[];
  /** Of the version that the steps were made for. */
  readonly entityTag: string;
}

export type PartsResult =
  /** All were stored; the answer is the last one's. */
  | (SentResult & { readonly stored: number })
  /** Nothing was stored: the first one was refused. */
  | { readonly kind: 'refused'; readonly answer: Answer }
  | PartlyStored;

/** Some were stored, or may have been; then it went no further. */
export interface PartlyStored {
  readonly kind: 'partly';
  /** What certainly was stored, in words. */
  readonly stored: readonly string[];
  /** What was not, or perhaps not, and why, in one line without a full stop. */
  readonly failed: string;
  /** How many were not sent any more. */
  readonly left: number;
  /** What the server has now; absent where it could not be read. */
  readonly now?: { readonly text: string; readonly entityTag?: string };
  /** Is that the document as the stored steps have made it? Then nobody else was there. */
  readonly ours: boolean;
}

/**
 * Sends the steps one after another, each on the condition that the document is still the version that the one before it
 * has made (If-Match), then reads the document back. Nothing is sent twice.
 * @throws AddressError, RequestError before anything is sent; TransportError where the first step got no answer
 */
export async function publishParts({ steps, text, entityTag: first, ...parts }: PartsPublication, transport: Transport, signal: AbortSignal): Promise<PartsResult> {
  const stored: string[] = [];
  let entityTag = first;
  let last: { request: WireRequest; answer: Answer } | undefined;
  for (const [index, { selector, change, whole }] of steps.entries()) {
    const stop = async (failed: string): Promise<PartlyStored> => partly({ stored, failed, left: steps.length - index - 1, whole: steps[stored.length - 1]?.whole }, parts, transport, signal);
    const request = changePartRequest({ ...parts, selector, change, entityTag });
    let answer: Answer;
    try {
      answer = interpret(request, await transport(request, signal));
    } catch (error) {
      if (!(error instanceof TransportError) || stored.length === 0) throw error;
      const open = error.stage === 'unsent' ? 'was not sent' : 'may be stored';
      return stop(`${requestSubject(request)} ${open}: ${error.message.replace(/\.$/, '')}`);
    }
    if (answer.outcome === 'refused') {
      // The tag is still the same: an answer that left it open has changed nothing.
      if (stored.length === 0 && (!answer.unclear || (await read(parts, transport, signal))?.entityTag === first)) return { kind: 'refused', answer };
      return stop(answer.summary);
    }
    stored.push(requestSubject(request));
    last = { request, answer };
    const tag = answer.entityTag ?? (index + 1 < steps.length ? await tagOf(whole, parts, transport, signal) : undefined);
    if (tag === undefined && index + 1 < steps.length) return partly({ stored, failed: 'the CMS gave no entity tag for the version that it has now', left: steps.length - index - 1, whole }, parts, transport, signal);
    entityTag = tag ?? '';
  }
  const wanted = text.replace(/^\uFEFF/, '');
  const now = await read(parts, transport, signal);
  const { request, answer } = last!;
  const tag = answer.entityTag ?? now?.entityTag;
  const difference = now === undefined || now.text === undefined ? undefined : meaningLine(wanted, now.text);
  return {
    kind: 'sent', request, answer, stored: stored.length,
    ...(tag === undefined ? {} : { entityTag: tag }),
    ...(now === undefined ? {} : { servedAsSent: now.text === wanted }),
    ...(now?.text === undefined || now.text === wanted ? {} : { servedText: now.text }),
    ...(difference === undefined ? {} : { servedDifference: difference }),
  };
}

/** The tag of the version that a step has made, where a server gives it only with the document. */
async function tagOf(whole: string, parts: Place, transport: Transport, signal: AbortSignal): Promise<string | undefined> {
  const now = await read(parts, transport, signal);
  return now?.text !== undefined && meaningLine(whole, now.text) === undefined ? now.entityTag : undefined;
}

async function partly(
  { whole, ...told }: Pick<PartlyStored, 'stored' | 'failed' | 'left'> & { readonly whole: string | undefined }, parts: Place, transport: Transport, signal: AbortSignal,
): Promise<PartlyStored> {
  const now = await read(parts, transport, signal);
  if (now?.text === undefined) return { kind: 'partly', ...told, ours: false };
  const { text, entityTag } = now;
  const ours = whole !== undefined && meaningLine(whole, text) === undefined;
  return { kind: 'partly', ...told, now: { text, ...(entityTag === undefined ? {} : { entityTag }) }, ours };
}

type Place = Pick<PartsPublication, 'address' | 'token'>;

/** What is there now; without a text where there is nothing, undefined where nobody knows. */
async function read(parts: Place, transport: Transport, signal: AbortSignal): Promise<{ readonly text?: string; readonly entityTag?: string } | undefined> {
  try {
    const { answer, text } = await fetchDocument(parts, transport, signal);
    if (text === undefined) return answer.status === 404 ? {} : undefined;
    return { text, ...(answer.entityTag === undefined ? {} : { entityTag: answer.entityTag }) };
  } catch (error) {
    if (error instanceof TransportError) return undefined;
    throw error;
  }
}

/** A whole document may be taken where a part of it was not: the server knows no parts, or not this one's address or what it leads to by itself. */
export function wantsWhole({ status, unclear }: Answer): boolean {
  return unclear === true || [400, 404, 405, 409, 415].includes(status);
}

/** What came of steps that were not all stored, in one line. */
export function partlyLine(name: string, { stored, failed, left, now, ours }: PartlyStored): string {
  const count = stored.length + 1 + left;
  const done = stored.length === 0 ? `No part of ${name} is certainly stored` : `${stored.length} of ${count} changes of ${name} are stored (${stored.map((each) => each.replace(` in ${name}`, '')).join(', ')})`;
  const there = now === undefined ? 'what the CMS has now could not be read' : ours ? 'the CMS now has a version with just these changes' : 'the CMS now has another version than these changes make';
  return `${done}; ${failed}; ${there}.`;
}

/** The answer to the last of several changes, as that to all of them. */
export function partsStored(name: string, { answer, stored: count }: SentResult & { readonly stored: number }): Answer {
  return { ...answer, outcome: 'replaced', summary: `${answer.status} ${answer.reason}: the CMS has stored ${count === 1 ? '1 change' : `${count} changes`} of ${name}` };
}
