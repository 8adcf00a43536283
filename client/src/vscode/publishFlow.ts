import type { Publication } from '../../../xcap/src/client';
import { oneLine } from '../../../xcap/src/plainText';
import { publishRequest, requestPreview, RequestError } from '../../../xcap/src/requests';
import type { Transport } from '../../../xcap/src/wire';
import { parse } from '../../../server/src/syntax/parse';
import { canonicalRoot, type Connection } from '../connection/connection';
import { transportWithHeaders, withHeaders } from '../connection/headers';
import type { AccessTokens } from './accessTokens';
import { proposeAddress } from '../bulk/proposals';
import { deliver, type Parcel } from './publishDelivery';
import { loggedTransport } from './publishExchange';
import { maskedUi } from './maskedUi';
import type { PublishMemory, SeenVersion } from './publishMemory';
import { checkedText, confirmProduction } from './publishPreparation';
import { unsent, type PublishOutcome } from './publishReports';
import { chooseTarget, renameTarget, withUsable, type PublishTarget } from './publishTarget';
import type { ProfileDocument, PublishUi } from './publishUi';

/** What publishing works with; all of it is handed in. */
export interface PublishingParts {
  readonly ui: PublishUi;
  /** Reaches the CMS of a connection. @throws ConnectionProblem where its settings do not let it */
  transport(connection: Connection): Promise<Transport>;
  readonly tokens: AccessTokens;
  readonly memory: PublishMemory;
  /** False in an untrusted workspace: its settings and files may be anybody's. */
  trusted(): boolean;
  /** The active connection at a document's place. @throws ConnectionProblem where there is none that can be used */
  connection(document: ProfileDocument): Connection;
}

/** Publishes documents, each of them once at a time. */
export interface Publisher {
  /**
   * From the click to the last message. Undefined where the person stopped, or was told what stands in the way.
   * @param document the profile in the active editor; undefined where there is none
   */
  publish(document: ProfileDocument | undefined): Promise<PublishOutcome | undefined>;
}

/** Makes the publisher of an editor window. */
export function createPublisher(parts: PublishingParts): Publisher {
  const { ui, memory } = parts;
  const underWay = new Set<string>();
  const confirmed = new Set<string>();

  /** A second click while a publication runs must not send the document twice. */
  async function once(document: ProfileDocument, work: () => Promise<PublishOutcome | undefined>): Promise<PublishOutcome | undefined> {
    if (underWay.has(document.uri)) {
      ui.report({ severity: 'information', message: `${document.fileName ?? 'This document'} is being published already: answer its question, wait for it, or cancel it.` });
      return undefined;
    }
    underWay.add(document.uri);
    try {
      return await work();
    } finally {
      underWay.delete(document.uri);
    }
  }

  async function prepare(document: ProfileDocument, target: PublishTarget): Promise<Parcel | undefined> {
    const authorisation = await parts.tokens.authorise(target.connection, ui);
    if (authorisation === undefined) return undefined;
    const text = await checkedText(document, target.address.document, ui);
    return text === undefined ? undefined : { document, target, text, ...authorisation };
  }

  /** What this document last saw at its address: what another one published there is not what this one started from. */
  function seenBy({ document, target }: Parcel): SeenVersion | undefined {
    const seen = memory.seen(target.url);
    return seen?.document === document.uri ? seen : undefined;
  }

  /** @param renewable false after another token was got for the same publication: a CMS may refuse each of them */
  async function send(parcel: Parcel, precondition: Publication['precondition'], renewable = true): Promise<PublishOutcome | undefined> {
    const { document, target: { connection } } = parcel;
    const masked = maskedUi(ui, parcel.token);
    const transport = await withUsable(() => parts.transport(connection), ui);
    if (transport === undefined) return undefined;
    return deliver(parcel, precondition, {
      ui: masked,
      memory,
      transport: loggedTransport(transportWithHeaders(transport, connection.headers), (line) => masked.log('information', line)),
      ...(renewable ? { renew: () => sendRenewed(parcel, precondition) } : {}),
      authorise: {
        label: parts.tokens.anewLabel(connection),
        run: async () => {
          if (await parts.tokens.anew(connection, ui) === undefined) return;
          await once(document, async () => {
            const prepared = await prepare(document, parcel.target);
            return prepared && send(prepared, precondition);
          });
        },
      },
      replaceShown: async (entityTag) => { await once(document, () => sendOver(parcel, entityTag)); },
    });
  }

  /** Goes on with a publication that the CMS has answered with 401, where there is another token for it. */
  async function sendRenewed(parcel: Parcel, precondition: Publication['precondition']): Promise<{ readonly outcome: PublishOutcome | undefined } | undefined> {
    const token = await parts.tokens.renew(parcel.target.connection, parcel.token, ui);
    return token === undefined ? undefined : { outcome: await send({ ...parcel, token }, precondition, false) };
  }

  /** Publishes over what the person has just been shown: their text may have changed since, so it is prepared anew. */
  async function sendOver(shown: Parcel, entityTag: string): Promise<PublishOutcome | undefined> {
    const parcel = await prepare(shown.document, shown.target);
    if (parcel === undefined) return undefined;
    const name = parcel.target.address.document;
    const consent = await ui.ask({
      severity: 'warning',
      message: `Replace ${name} on the CMS? What was changed there is lost.`,
      detail: `Only the version just shown is replaced (If-Match: ${oneLine(entityTag)}).`,
      choices: ['Replace'],
    });
    return consent === undefined ? undefined : send(parcel, { kind: 'replace', entityTag });
  }

  return {
    async publish(document) {
      if (document === undefined) {
        ui.report({
          severity: 'warning',
          message: 'There is no MCPTT user profile in the active editor: open one, or choose the language "MCPTT user profile" for it.',
          actions: [{ label: 'Choose Language', run: () => ui.open('language') }],
        });
        return undefined;
      }
      if (!parts.trusted()) {
        ui.report({
          severity: 'warning',
          message: 'Publishing is off because this workspace is not trusted: trust it first.',
          actions: [{ label: 'Manage Trust', run: () => ui.open('trust') }],
        });
        return undefined;
      }
      return once(document, async () => {
        const connection = await withUsable(async () => {
          const active = parts.connection(document);
          // What the settings cannot keep is told before anything is asked, or sent.
          await parts.transport(active);
          return active;
        }, ui);
        const target = connection && await chooseTarget(document, connection, () => proposeAddress(parse(document.text())), memory, ui);
        const prepared = target && await prepare(document, target);
        const parcel = prepared && (seenBy(prepared) ? prepared : await confirmFirst(prepared, ui));
        if (parcel === undefined || !await confirmProduction(document, parcel.target, confirmed, ui)) return undefined;
        const entityTag = seenBy(parcel)?.entityTag;
        return send(parcel, entityTag === undefined ? 'auto' : { kind: 'replace', entityTag });
      });
    },
  };
}

/**
 * Shows what goes over the wire before a document is published to an address for the first time; the name can still be
 * changed there. Undefined where the person stops.
 */
async function confirmFirst(parcel: Parcel, ui: PublishUi): Promise<Parcel | undefined> {
  const { target: { address, connection }, text, token } = parcel;
  let preview: string;
  try {
    preview = requestPreview(withHeaders(publishRequest({ address, text, mediaType: connection.mediaType, precondition: { kind: 'create' }, ...(token === undefined ? {} : { token }) }), connection.headers));
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    ui.report(unsent(address.document, error.message));
    return undefined;
  }
  const choice = await ui.ask({
    severity: 'information',
    message: `Publish ${address.document} to ${canonicalRoot(address.root)}?`,
    detail: `${preview}\n\nThe CMS is first asked whether it has the document. If so, you are asked before it is replaced.`,
    choices: ['Publish', 'Change Name'],
  });
  if (choice !== 'Change Name') return choice && parcel;
  const target = await renameTarget(parcel.target, ui);
  return target && confirmFirst({ ...parcel, target }, ui);
}
