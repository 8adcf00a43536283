import { wireAddress, type DocumentAddress } from '../../../xcap/src/address';
import type { Connection } from '../connection/connection';
import { ConnectionProblem, addressFault } from '../connection/readConnection';
import type { AddressProposals } from '../bulk/proposals';
import type { AddressChoice, PublishMemory } from './publishMemory';
import type { PublishUi, ProfileDocument, ReportAction } from './publishUi';

/** Where a document goes, and as what. */
export interface PublishTarget {
  readonly connection: Connection;
  readonly address: DocumentAddress;
  /** The address as one string, as it goes on the wire. */
  readonly url: string;
  /** Remembered once something was published there; absent for a document without a file, whose URI another one may get. */
  readonly choice?: AddressChoice;
}

/**
 * Finds out where a document goes: root and application from the connection; XUI from it, too, else from the person;
 * the name from the file's, else from the person. What the document's content says is only ever proposed. A choice is not
 * asked for again while the document proposes the same. Undefined where the person stopped, or has been told what stands
 * in the way.
 */
export async function chooseTarget(
  document: ProfileDocument, connection: Connection, propose: () => AddressProposals, memory: PublishMemory, ui: PublishUi,
): Promise<PublishTarget | undefined> {
  const { root, auid } = connection;
  const proposed = propose();
  const proposedName = document.fileName ?? proposed.documentName;
  const remembered = document.fileName === undefined ? undefined : memory.choice(document.uri);
  const known = remembered?.proposedXui === proposed.xui && remembered.proposedName === proposedName ? remembered : undefined;

  const xui = connection.xui || known?.xui || await ui.input({
    title: 'Publish to CMS: user',
    prompt: `XCAP user identity (XUI) of the user whose profile this is, on ${root}`,
    value: proposed.xui,
    validate: (value) => addressFault({ root, xui: value.trim(), document: 'x' }),
  });
  if (xui === undefined) return undefined;
  const usable = [known?.documentName, document.fileName].find((name) => name !== undefined && addressFault({ root, xui: xui.trim(), document: name }) === undefined);
  const documentName = usable ?? await askName(proposedName, { root, xui: xui.trim() }, ui);
  if (documentName === undefined) return undefined;

  const address: DocumentAddress = { root, auid, xui: xui.trim(), document: documentName };
  const { origin, target } = wireAddress(address);
  const choice = { xui: address.xui, documentName, proposedXui: proposed.xui, proposedName };
  return {
    connection,
    address,
    url: origin + target,
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
    validate: (value) => addressFault({ root, xui, document: value.trim() }),
  });
  return name?.trim();
}

/** Does what needs a usable connection; where it is none, says in one line why, and leads to what puts it right. */
export async function withUsable<T>(work: () => T | Promise<T>, ui: PublishUi): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ConnectionProblem)) throw error;
    const { setting, message } = error;
    const settings: ReportAction = { label: 'Open Settings', run: () => ui.open(`setting ${setting}`) };
    const choose: ReportAction = { label: 'Choose Connection', run: () => ui.open('connections') };
    const add: ReportAction = { label: 'Add Connection', run: () => ui.open('new connection') };
    ui.report({ severity: 'error', message, actions: setting === 'mcptt.connection' ? [choose, settings] : setting === 'mcptt.cms.root' ? [add, settings] : [settings] });
    return undefined;
  }
}
