import type { Answer } from '../../../xcap/src/answer';
import { fetchDocument, publish, type PublishResult } from '../../../xcap/src/client';
import { conflictPlaces } from '../../../xcap/src/conflictPlaces';
import { tagLack } from '../../../xcap/src/entityTag';
import { oneLine } from '../../../xcap/src/plainText';
import { readBackOf, type ReadBack } from '../../../xcap/src/readBack';
import { RequestError, type Precondition } from '../../../xcap/src/requests';
import { TransportError, type Transport } from '../../../xcap/src/wire';
import { withoutToken } from '../connection/tokenText';
import type { Clock } from './clock';
import type { PlannedDocument } from './documentPlan';
import type { Outcome, Stop } from './outcome';
import { textPlaces } from './textPlaces';
import { backOff, LONGEST_PAUSE_SECONDS, MOST_TRIES, type Pace } from './pace';
import type { SharedToken } from './sharedToken';

/** What all deliveries of a run share. */
export interface DeliveryDesk {
  readonly transport: Transport;
  readonly mediaType: string;
  /** Put another text in place of the one that the CMS has; else only what is not there is stored. */
  readonly replace: boolean;
  readonly token: SharedToken;
  readonly pace: Pace;
  readonly clock: Clock;
  /** Fires when no more is to be begun. What is on its way is brought to its end. */
  readonly ending: AbortSignal;
  /** How many documents the CMS has taken or shown so far: while there are more and more, waiting is worth it. */
  successes(): number;
  halt(stop: Stop): void;
}

/** What one try came to: the end, or a reason to begin again. */
type Step = Omit<Outcome, 'path' | 'address'> | { readonly again: 'busy' | 'unreachable' | 'look'; readonly message: string; readonly seconds?: number } | { readonly unauthorised: string };

/** Exchanges under way are not cancelled: their end is worth more than the seconds. */
const NEVER = new AbortController().signal;

/**
 * Brings one document to its end: looks, sends at most one PUT that may have arrived without another look after it, reads
 * back. A PUT whose answer is missing is never repeated blindly: the next look tells whether it is stored.
 * @param sending told before a PUT goes out
 */
export async function deliverDocument(document: PlannedDocument, text: string, desk: DeliveryDesk, sending: () => Promise<void>): Promise<Outcome> {
  const { file: { path }, url } = document;
  const end = (rest: Omit<Outcome, 'path' | 'address'>): Outcome => ({ path, address: url, ...rest });
  const delivery = new Delivery(document, text, desk, sending);
  const before = desk.successes();
  for (let tries = 1; ;) {
    await desk.pace.turn(desk.ending);
    if (desk.ending.aborted) return end(delivery.open('the run was stopped before it could be looked for'));
    const token = desk.token.current;
    const step = await delivery.attempt(token);
    if (!('unauthorised' in step)) desk.token.proven(token);
    if ('state' in step) return end({ ...step, message: withoutToken(oneLine(step.message), token), ...placesWithout(token, step.places) });
    if ('unauthorised' in step) {
      if (await desk.token.renewed(token)) continue;
      const message = withoutToken(oneLine(step.unauthorised), token);
      desk.halt({ kind: 'token', message });
      return end(delivery.open(message, 'refused'));
    }
    const message = withoutToken(oneLine(step.message), token);
    if (step.seconds !== undefined && step.seconds > LONGEST_PAUSE_SECONDS) {
      desk.halt({ kind: 'busy', message });
      return end(delivery.open(message));
    }
    if (tries === MOST_TRIES) {
      // Where nobody gets through any more, the others are spared the same wait.
      if (step.again !== 'look' && desk.successes() === before) desk.halt({ kind: step.again, message });
      return end(delivery.open(message, step.again === 'busy' ? 'refused' : 'waiting'));
    }
    if (step.seconds !== undefined) desk.pace.hold(step.seconds);
    else await desk.clock.wait(backOff(tries, desk.clock.random()), desk.ending);
    tries += 1;
  }
}

function placesWithout(token: string | undefined, places: Outcome['places']): Pick<Outcome, 'places'> {
  return places === undefined ? {} : { places: places.map((place) => ({ ...place, message: withoutToken(place.message, token) })) };
}

/** What is known of one document between its tries. */
class Delivery {
  /** A PUT went out, and its answer did not say what was done. */
  private uncertain = false;
  /** The CMS has refused our condition: somebody was there between the look and the PUT. */
  private overtaken = false;
  /** The version that is replaced, and no other: decided at the first look. */
  private version: string | undefined;
  constructor(private readonly document: PlannedDocument, private readonly text: string, private readonly desk: DeliveryDesk, private readonly sending: () => Promise<void>) {}

  /** The end of a document that is given up: what may be stored is not said to be anything else. */
  open(message: string, otherwise: 'refused' | 'waiting' = 'waiting'): Omit<Outcome, 'path' | 'address'> {
    return this.uncertain ? { state: 'uncertain', message: `it may have been stored: ${message}` } : { state: otherwise, message };
  }

  async attempt(token: string | undefined): Promise<Step> {
    const parts = { address: this.document.address, mediaType: this.desk.mediaType, text: this.text, ...(token === undefined ? {} : { token }) };
    let out = false;
    const watched: Transport = async (request, signal) => {
      if (request.method === 'PUT') {
        await this.sending();
        out = true;
      }
      return this.desk.transport(request, signal);
    };
    const put = async (precondition: 'auto' | Precondition): Promise<Step> => this.judge(await publish({ ...parts, precondition }, watched, NEVER), () => put(this.replacement()));
    try {
      if (this.version === undefined) return await put('auto');
      const { answer, text } = await fetchDocument(parts, watched, NEVER);
      if (answer.status === 404) return { state: 'refused', message: 'it was removed from the CMS while it was being replaced' };
      return text === undefined ? lookRefused(answer) : await this.met(text, answer, () => put(this.replacement()));
    } catch (error) {
      if (error instanceof RequestError) return { state: 'unfit', message: error.message };
      if (!(error instanceof TransportError)) throw error;
      // A look that broke off leaves nothing open, whatever the transport says of that one request.
      if (out && error.stage !== 'unsent') this.uncertain = true;
      return { again: out && error.stage !== 'unsent' ? 'look' : 'unreachable', message: error.message };
    }
  }

  private replacement(): Precondition {
    return this.version === undefined ? { kind: 'create' } : { kind: 'replace', entityTag: this.version };
  }

  private async judge(result: PublishResult, replace: () => Promise<Step>): Promise<Step> {
    const { answer } = result;
    if (result.kind === 'exists') return this.met(result.text, answer, replace);
    if (result.kind === 'unreadable') return lookRefused(answer);
    if (answer.unclear && result.servedAsSent !== true) {
      this.uncertain = true;
      return { again: 'look', message: answer.summary };
    }
    const tag = result.entityTag === undefined ? {} : { entityTag: result.entityTag };
    if (answer.unclear || answer.outcome !== 'refused') {
      return { state: 'stored', message: STORED[readBackOf(result)], ...tag };
    }
    // Somebody else was there in between, perhaps with the same text, or an earlier try of ours after all: the look tells.
    if (answer.status === 412 && !this.overtaken) {
      this.overtaken = true;
      return { again: 'look', message: answer.summary };
    }
    return this.refused(answer);
  }

  /** A 409 says what is wrong with the document, and often where. A server that does not write xcap-error may still name a line in its own words. */
  private refused(answer: Answer): Step {
    const step = refusal(answer);
    const reason = answer.conflict ?? (answer.detail === undefined ? undefined : { kind: 'constraint-failure', phrase: answer.detail });
    if (answer.status !== 409 || !('state' in step) || reason === undefined) return step;
    return { ...step, places: textPlaces(conflictPlaces(reason, this.text), this.text) };
  }

  /** The look has found a document. */
  private async met(theirs: string, answer: Answer, replace: () => Promise<Step>): Promise<Step> {
    const { entityTag } = answer;
    const tag = entityTag === undefined ? {} : { entityTag };
    if (theirs === this.text.replace(/^\uFEFF/, '')) return { state: this.uncertain ? 'stored' : 'there', message: '', ...tag };
    if (this.version !== undefined ? entityTag !== this.version : this.uncertain || this.overtaken) return { state: 'refused', message: 'somebody else has changed it on the CMS while it was being published; nothing of theirs was replaced', ...tag };
    if (!this.desk.replace) return { state: 'refused', message: 'the CMS has another text at this address, and only new documents were to be published', ...tag };
    if (entityTag === undefined) return { state: 'refused', message: `the CMS has another text at this address and gives ${tagLack(answer)}, so it cannot be replaced safely` };
    this.version = entityTag;
    return replace();
  }
}

/** What is told of a document that is stored, by what reading it back has shown. */
const STORED: Readonly<Record<ReadBack, string>> = {
  exact: '',
  'same meaning': 'stored; the CMS serves it in another form with the same meaning',
  other: 'stored, but the CMS serves something else than was sent',
  absent: 'stored, as the CMS says, but it serves nothing there',
  unknown: 'stored, but it could not be read back to compare',
};

function lookRefused(answer: Answer): Step {
  return answer.status >= 500 && answer.status !== 501 && answer.status !== 505 ? busy(answer) : refusal(answer);
}

function refusal(answer: Answer): Step {
  if (answer.status === 401) return { unauthorised: answer.summary };
  return answer.status === 429 || answer.status === 503 ? busy(answer) : { state: 'refused', message: answer.summary };
}

function busy({ summary, retryAfterSeconds }: Answer): Step {
  return { again: 'busy', message: summary, ...(retryAfterSeconds === undefined ? {} : { seconds: retryAfterSeconds }) };
}
