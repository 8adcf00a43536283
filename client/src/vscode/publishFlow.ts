import type { Publication } from '../../../xcap/src/client';
import { oneLine } from '../../../xcap/src/plainText';
import { publishRequest, requestPreview, RequestError, type Precondition } from '../../../xcap/src/requests';
import type { Transport } from '../../../xcap/src/wire';
import { parse } from '../../../server/src/syntax/parse';
import { canonicalRoot, type Connection } from '../connection/connection';
import { transportWithHeaders, withHeaders } from '../connection/headers';
import type { AccessTokens } from './accessTokens';
import { proposeAddress } from '../bulk/proposals';
import { deliver, lookAtTheirs, type DeliveryParts, type Parcel } from './publishDelivery';
import { loggedTransport } from './publishExchange';
import { maskedUi } from './maskedUi';
import type { PublishMemory, SeenVersion } from './publishMemory';
import { checkedText, confirmProduction } from './publishPreparation';
import { unsent, type PublishOutcome } from './publishReports';
import { chooseTarget, renameTarget, withUsable, type PublishTarget } from './publishTarget';
import type { ProfileDocument, PublishUi, ReportAction } from './publishUi';

/** What publishing works with; all of it is handed in. */
export interface PublishingParts {
  readonly ui: PublishUi;
  /** Reaches the CMS of a connection. @throws ConnectionProblem where its settings do not let it */
  transport(connection: Connection): Promise<Transport>;
  readonly tokens: AccessTokens;
  readonly memory: PublishMemory;
  /** False in an untrusted workspace: its settings and files may be anybody's. */
  trusted(): boolean;
  /** Are small changes of a document sent as changes of its parts? */
  inParts(document: ProfileDocument): boolean;
  /** The active connection at a document's place. @throws ConnectionProblem where there is none that can be used */
  connection(document: ProfileDocument): Connection;
}

/** Publishes documents, each of them once at a time. */
export interface Publisher {
  /**
   * From the click to the last message. Undefined where the person stopped, or was told what stands in the way.
   * @param document the profile in the active editor; undefined where there is none
   * @param preview shows what would be sent first, also where it was seen before
   */
  publish(document: ProfileDocument | undefined, preview?: boolean): Promise<PublishOutcome | undefined>;
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

  async function prepare(document: ProfileDocument, target: PublishTarget, doing = `publishing ${target.address.document}`): Promise<Parcel | undefined> {
    const authorisation = await parts.tokens.authorise(target.connection, doing, ui);
    if (authorisation === undefined) return undefined;
    const text = await checkedText(document, target.address.document, ui);
    return text === undefined ? undefined : { document, target, text, ...authorisation };
  }

  /** What this document last saw at its address: what another one published there is not what this one started from. */
  function seenBy({ document, target }: Parcel): SeenVersion | undefined {
    const seen = memory.seen(target.url);
    return seen?.document === document.uri ? seen : undefined;
  }

  async function send(parcel: Parcel, precondition: Publication['precondition'], options: SendOptions = {}): Promise<PublishOutcome | undefined> {
    const delivery = await deliveryOf(parcel, precondition, options);
    return delivery && deliver(parcel, precondition, delivery);
  }

  /** Gets another token from the person, then goes on. */
  function authorisation({ target: { connection } }: Parcel, goOn: () => Promise<void>): ReportAction {
    return {
      label: parts.tokens.anewLabel(connection),
      run: async () => {
        if (await parts.tokens.anew(connection, ui) !== undefined) await goOn();
      },
    };
  }

  async function deliveryOf(parcel: Parcel, precondition: Publication['precondition'], { renewable = true, whole = false }: SendOptions = {}): Promise<DeliveryParts | undefined> {
    const { document, target: { connection } } = parcel;
    const masked = maskedUi(ui, parcel.token);
    const transport = await withUsable(() => parts.transport(connection), ui);
    if (transport === undefined) return undefined;
    return {
      ui: masked,
      memory,
      inParts: whole ? false : parts.inParts(document),
      transport: loggedTransport(transportWithHeaders(transport, connection.headers), (line) => masked.log('information', line)),
      ...(renewable ? { renew: () => sendRenewed(parcel, precondition, whole) } : {}),
      authorise: authorisation(parcel, async () => {
        await once(document, async () => {
          const prepared = await prepare(document, parcel.target);
          return prepared && send(prepared, precondition);
        });
      }),
      replaceShown: async (entityTag) => { await once(document, () => sendOver(parcel, entityTag)); },
      publishWhole: async (entityTag) => {
        await once(document, async () => {
          const prepared = await prepare(document, parcel.target);
          return prepared && send(prepared, { kind: 'replace', entityTag }, { whole: true });
        });
      },
      publishMerged: async (entityTag, theirs) => {
        await once(document, async () => {
          const prepared = await prepare(document, parcel.target);
          if (prepared === undefined || !await confirmProduction(document, parcel.target, confirmed, ui)) return undefined;
          return send({ ...prepared, base: theirs }, { kind: 'replace', entityTag });
        });
      },
    };
  }

  /** Goes on with a publication that the CMS has answered with 401, where there is another token for it. */
  async function sendRenewed(parcel: Parcel, precondition: Publication['precondition'], whole: boolean): Promise<{ readonly outcome: PublishOutcome | undefined } | undefined> {
    const token = await parts.tokens.renew(parcel.target.connection, parcel.token, `publishing ${parcel.target.address.document}`, ui);
    return token === undefined ? undefined : { outcome: await send({ ...parcel, token }, precondition, { renewable: false, whole }) };
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
    if (consent === undefined || !await confirmProduction(parcel.document, parcel.target, confirmed, ui)) return undefined;
    return send(parcel, { kind: 'replace', entityTag });
  }

  /**
   * Shows what goes over the wire before a document is published to an address for the first time, and on demand; the name
   * can still be changed there. Undefined where the person stops, or looks at the difference first.
   */
  async function confirmFirst(parcel: Parcel): Promise<Parcel | undefined> {
    const { address } = parcel.target;
    const entityTag = seenBy(parcel)?.entityTag;
    let preview: string;
    try {
      preview = previewOf(parcel, entityTag);
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      ui.report(unsent(address.document, error.message));
      return undefined;
    }
    const choice = await ui.ask({
      severity: 'information',
      message: `Publish ${address.document} to ${canonicalRoot(address.root)}?`,
      detail: `${preview}\n\n${entityTag === undefined ? LOOKED_AT_FIRST : ONLY_SEEN}`,
      choices: ['Publish', 'Show Difference', 'Change Name'],
    });
    if (choice === 'Change Name') {
      const target = await renameTarget(parcel.target, ui);
      return target && confirmFirst({ ...parcel, target });
    }
    if (choice !== 'Show Difference') return choice && parcel;
    const looking = await deliveryOf(parcel, 'auto');
    // Who signs in to look has not said yet that anything is to be sent.
    const delivery = looking && { ...looking, authorise: authorisation(parcel, async () => { await publisher.publish(parcel.document, true); }) };
    // What is not there differs from nothing: the question is still the same.
    return delivery && await lookAtTheirs(parcel, delivery) ? confirmFirst(parcel) : undefined;
  }

  const publisher: Publisher = {
    async publish(document, preview = false) {
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
        const prepared = target && await prepare(document, target, preview ? `looking at what publishing ${target.address.document} would do` : undefined);
        const parcel = prepared && (seenBy(prepared) && !preview ? prepared : await confirmFirst(prepared));
        if (parcel === undefined || !await confirmProduction(document, parcel.target, confirmed, ui)) return undefined;
        const entityTag = seenBy(parcel)?.entityTag;
        return send(parcel, entityTag === undefined ? 'auto' : { kind: 'replace', entityTag });
      });
    },
  };
  return publisher;
}

interface SendOptions {
  /** False after another token was got for the same publication: a CMS may refuse each of them. */
  readonly renewable?: boolean;
  /** Not in parts, whatever the setting. */
  readonly whole?: boolean;
}

const LOOKED_AT_FIRST = 'The CMS is first asked whether it has the document. If so, you are asked before it is replaced.';
const ONLY_SEEN = 'Only the version seen last is replaced. If the CMS has another one by now, nothing is stored and you are told.';

/** Request line and header of a publication, the token masked. @throws RequestError */
function previewOf({ target: { address, connection }, text, token }: Parcel, entityTag: string | undefined): string {
  const { mediaType, headers } = connection;
  const precondition: Precondition = entityTag === undefined ? { kind: 'create' } : { kind: 'replace', entityTag };
  return requestPreview(withHeaders(publishRequest({ address, text, mediaType, precondition, ...(token === undefined ? {} : { token }) }), headers));
}
