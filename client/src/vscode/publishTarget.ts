import { AddressError, PROFILE_AUID, wireAddress, type DocumentAddress } from '../../../xcap/src/address';
import { PROFILE_MEDIA_TYPE, parseMediaType } from '../../../xcap/src/mediaTypes';
import type { AddressProposals } from './proposals';
import type { AddressChoice, PublishMemory } from './publishMemory';
import type { CmsSettings, PublishUi, ProfileDocument } from './publishUi';

/** Where a document goes, and as what. */
export interface PublishTarget {
  readonly address: DocumentAddress;
  /** The address as one string, as it goes on the wire. */
  readonly url: string;
  readonly mediaType: string;
  /** Remembered once something was published there; absent for a document without a file, whose URI another one may get. */
  readonly choice?: AddressChoice;
}

/**
 * Finds out where a document goes: root and media type from the settings; XUI from the settings, else from the person;
 * the name from the file's, else from the person. What the document's content says is only ever proposed. A choice is not
 * asked for again while the document proposes the same. Undefined where the person stopped, or has been told what stands
 * in the way.
 */
export async function chooseTarget(
  document: ProfileDocument, settings: CmsSettings, propose: () => AddressProposals, memory: PublishMemory, ui: PublishUi,
): Promise<PublishTarget | undefined> {
  if (!checkSettings(settings, ui)) return undefined;
  const { root } = settings;
  const proposed = propose();
  const proposedName = document.fileName ?? proposed.documentName;
  const remembered = document.fileName === undefined ? undefined : memory.choice(document.uri);
  const known = remembered?.proposedXui === proposed.xui && remembered.proposedName === proposedName ? remembered : undefined;

  const xui = settings.xui || known?.xui || await ui.input({
    title: 'Publish to CMS: user',
    prompt: `XCAP user identity (XUI) of the user whose profile this is, on ${root}`,
    value: proposed.xui,
    validate: (value) => fault({ root, xui: value.trim(), document: 'x' }),
  });
  if (xui === undefined) return undefined;
  const usable = [known?.documentName, document.fileName].find((name) => name !== undefined && fault({ root, xui: xui.trim(), document: name }) === undefined);
  const documentName = usable ?? await askName(proposedName, { root, xui: xui.trim() }, ui);
  if (documentName === undefined) return undefined;

  const address: DocumentAddress = { root, auid: PROFILE_AUID, xui: xui.trim(), document: documentName };
  const { origin, target } = wireAddress(address);
  const choice = { xui: address.xui, documentName, proposedXui: proposed.xui, proposedName };
  return {
    address,
    url: origin + target,
    mediaType: settings.mediaType || PROFILE_MEDIA_TYPE,
    ...(document.fileName === undefined ? {} : { choice }),
  };
}

/** The same target under another name that the person enters; undefined where they stop. */
export async function renameTarget(target: PublishTarget, ui: PublishUi): Promise<PublishTarget | undefined> {
  const documentName = await askName(target.address.document, target.address, ui);
  if (documentName === undefined) return undefined;
  const address = { ...target.address, document: documentName };
  const wire = wireAddress(address);
  return { ...target, address, url: wire.origin + wire.target, ...(target.choice === undefined ? {} : { choice: { ...target.choice, documentName } }) };
}

async function askName(proposed: string, { root, xui }: { readonly root: string; readonly xui: string }, ui: PublishUi): Promise<string | undefined> {
  const name = await ui.input({
    title: 'Publish to CMS: document name',
    prompt: `Name of the document below ${xui} on ${root}`,
    value: proposed,
    validate: (value) => fault({ root, xui, document: value.trim() }),
  });
  return name?.trim();
}

/** Checks what the settings say of a CMS; reports the first thing that is wrong and leads to its setting. */
export function checkSettings(settings: CmsSettings, ui: PublishUi): boolean {
  const refuse = (name: keyof CmsSettings, message: string): false => {
    const run = (): Promise<void> => ui.open(`setting mcptt.cms.${name}`);
    ui.report({ severity: 'error', message, actions: [{ label: 'Open Settings', run }] });
    return false;
  };
  if (settings.root === '') return refuse('root', 'No CMS is set up to publish to: enter its XCAP root in the setting mcptt.cms.root.');
  const wrongRoot = fault({ root: settings.root, xui: 'x', document: 'x' });
  if (wrongRoot !== undefined) return refuse('root', `Setting mcptt.cms.root: ${wrongRoot}`);
  const wrongXui = settings.xui === '' ? undefined : fault({ root: settings.root, xui: settings.xui, document: 'x' });
  if (wrongXui !== undefined) return refuse('xui', `Setting mcptt.cms.xui: ${wrongXui}`);
  if (settings.mediaType !== '' && parseMediaType(settings.mediaType) === undefined) {
    return refuse('mediaType', `Setting mcptt.cms.mediaType is not a media type: write it like ${PROFILE_MEDIA_TYPE}.`);
  }
  return true;
}

function fault(parts: { root: string; xui: string; document: string }): string | undefined {
  try {
    wireAddress({ ...parts, auid: PROFILE_AUID });
    return undefined;
  } catch (error) {
    if (error instanceof AddressError) return error.message;
    throw error;
  }
}
