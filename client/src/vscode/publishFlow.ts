import type { Publication } from '../../../xcap/src/client';
import { oneLine } from '../../../xcap/src/plainText';
import { publishRequest, requestPreview, RequestError } from '../../../xcap/src/requests';
import type { Transport } from '../../../xcap/src/wire';
import { parse } from '../../../server/src/syntax/parse';
import { enterToken } from './accessToken';
import { canonicalRoot, type Credentials } from './credentials';
import { proposeAddress } from './proposals';
import { deliver, type Parcel } from './publishDelivery';
import { loggedTransport } from './publishExchange';
import { maskedUi } from './maskedUi';
import type { PublishMemory, SeenVersion } from './publishMemory';
import { authorise, checkedText } from './publishPreparation';
import { unsent, type PublishOutcome } from './publishReports';
import { chooseTarget, renameTarget, type PublishTarget } from './publishTarget';
import type { CmsSettings, ProfileDocument, PublishUi } from './publishUi';

/** What publishing works with; all of it is handed in. */
export interface PublishingParts {
  readonly ui: PublishUi;
  readonly transport: Transport;
  readonly credentials: Credentials;
  readonly memory: PublishMemory;
  /** False in an untrusted workspace: its settings and files may be anybody's. */
  trusted(): boolean;
  settings(document: ProfileDocument): CmsSettings;
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
    const authorisation = await authorise(target.address.root, parts.credentials, ui);
    if (authorisation === undefined) return undefined;
    const text = await checkedText(document, target.address.document, ui);
    return text === undefined ? undefined : { document, target, text, ...authorisation };
  }

  /** What this document last saw at its address: what another one published there is not what this one started from. */
  function seenBy({ document, target }: Parcel): SeenVersion | undefined {
    const seen = memory.seen(target.url);
    return seen?.document === document.uri ? seen : undefined;
  }

  function send(parcel: Parcel, precondition: Publication['precondition']): Promise<PublishOutcome | undefined> {
    const masked = maskedUi(ui, parcel.token);
    return deliver(parcel, precondition, {
      ui: masked,
      memory,
      transport: loggedTransport(parts.transport, (line) => masked.log('information', line)),
      setToken: async () => { await enterToken(parcel.target.address.root, parts.credentials, ui); },
      replaceShown: async (entityTag) => { await once(parcel.document, () => sendOver(parcel, entityTag)); },
    });
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
        const target = await chooseTarget(document, parts.settings(document), () => proposeAddress(parse(document.text())), memory, ui);
        const prepared = target && await prepare(document, target);
        const parcel = prepared && (seenBy(prepared) ? prepared : await confirmFirst(prepared, ui));
        if (parcel === undefined) return undefined;
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
  const { target: { address, mediaType }, text, token } = parcel;
  let preview: string;
  try {
    preview = requestPreview(publishRequest({ address, text, mediaType, precondition: { kind: 'create' }, ...(token === undefined ? {} : { token }) }));
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
