import { firstDifference } from '../../../xcap/src/meaning';
import { connectionKey, connectionLabel } from '../connection/connection';
import { FolderProblem } from './cmsAccess';
import type { KnownDocument } from './cmsDocuments';
import { fetchTarget, knownUsers, listPlace, targetOf, type FolderParts, type FolderTarget } from './cmsFolder';
import { textDigest } from './cmsFolderMemory';
import type { DocumentPlace } from './cmsFolderPlace';
import { documentState, type DocumentState } from './cmsTreeState';

/** A node of the view. */
export type CmsNode =
  | { readonly kind: 'connection'; readonly connection: string; readonly label: string; readonly description: string }
  | { readonly kind: 'user'; readonly connection: string; readonly xui: string }
  | { readonly kind: 'document'; readonly place: DocumentPlace; readonly state: DocumentState; readonly local?: LocalFile; readonly note?: string }
  /** What there is to say in place of something else; `problem`: what went wrong, and what to do. */
  | { readonly kind: 'note' | 'problem'; readonly label: string; readonly signIn?: string };

/** A file of the workspace, or an editor with its unsaved text. */
export interface LocalFile {
  readonly uri: string;
  readonly text: string;
}

/** What the view works with. */
export interface TreeParts extends FolderParts {
  /** The text of a document's own file; undefined where it is gone. */
  localText(uri: string): Promise<string | undefined>;
  /** Files of the workspace by their name: at most two are asked for. */
  filesNamed(name: string): Promise<readonly string[]>;
}

/** The children of a node; those of the view itself where there is none. Never rejects for what a person can put right. */
export async function childrenOf(node: CmsNode | undefined, parts: TreeParts): Promise<CmsNode[]> {
  try {
    if (node === undefined) return connections(parts);
    if (node.kind === 'connection') return users(node, parts);
    return node.kind === 'user' ? await documents(node, parts) : [];
  } catch (error) {
    if (!(error instanceof FolderProblem)) throw error;
    const connection = node?.kind === 'user' ? node.connection : undefined;
    return [problem(error, connection, parts)];
  }
}

function connections({ access }: TreeParts): CmsNode[] {
  return access.names().map((connection): CmsNode => {
    try {
      const found = access.connection(connection);
      return { kind: 'connection', connection, label: connection === '' ? 'CMS of this workspace' : connection, description: [found.environment, found.root].filter(Boolean).join(' · ') };
    } catch (error) {
      if (!(error instanceof FolderProblem)) throw error;
      return { kind: 'problem', label: error.message };
    }
  });
}

function users({ connection }: { readonly connection: string }, parts: TreeParts): CmsNode[] {
  const known = knownUsers({ connection }, parts).map((xui): CmsNode => ({ kind: 'user', connection, xui }));
  return known.length > 0 ? known : [{ kind: 'note', label: 'No user is known here: add one with the + of this connection.' }];
}

async function documents({ connection, xui }: { readonly connection: string; readonly xui: string }, parts: TreeParts): Promise<CmsNode[]> {
  const { documents: found, complete } = await listPlace({ connection, xui }, 'quiet', parts);
  const nodes = await Promise.all(found.map((document) => documentNode({ kind: 'document', connection, xui, document: document.document }, document, parts)));
  if (complete && nodes.length === 0) return [{ kind: 'note', label: 'This user has no documents.' }];
  const note: CmsNode = { kind: 'note', label: 'This CMS keeps no list: these are the documents known in this workspace.' };
  return complete ? nodes : [note, ...nodes];
}

async function documentNode(place: DocumentPlace, listed: KnownDocument, parts: TreeParts): Promise<CmsNode> {
  const target = targetOf(place, parts);
  const found = await localFileOf(target, parts);
  if (found === 'several') return { kind: 'document', place, state: 'not known', note: 'several files have this name' };
  try {
    const state = await stateOf(target, found, listed.entityTag, parts);
    return { kind: 'document', place, state, ...(found === undefined ? {} : { local: found }) };
  } catch (error) {
    if (!(error instanceof FolderProblem)) throw error;
    return { kind: 'document', place, state: 'not known', note: parts.access.mask(error.message), ...(found === undefined ? {} : { local: found }) };
  }
}

/** The file that was published to an address, or else the only one of its name. */
async function localFileOf({ url, address }: FolderTarget, parts: TreeParts): Promise<LocalFile | 'several' | undefined> {
  const { memory, own } = parts;
  for (const uri of [memory.seen(url)?.document, own.common(url)?.file]) {
    const text = uri === undefined ? undefined : await parts.localText(uri);
    if (uri !== undefined && text !== undefined) return { uri, text };
  }
  const [file, another] = await parts.filesNamed(address.document);
  if (another !== undefined) return 'several';
  const text = file === undefined ? undefined : await parts.localText(file);
  return file === undefined || text === undefined ? undefined : { uri: file, text };
}

async function stateOf(target: FolderTarget, local: LocalFile | undefined, listedTag: string | undefined, parts: TreeParts): Promise<DocumentState> {
  if (local === undefined) return 'only there';
  const { memory, own } = parts;
  const remembered = own.common(target.url);
  const seen = memory.seen(target.url);
  const common = remembered?.file === local.uri ? remembered : seen?.document === local.uri ? { ...(seen.entityTag === undefined ? {} : { entityTag: seen.entityTag }) } : undefined;
  // The text that the CMS served after the last publication tells the two sides apart where nobody has seen them in step since.
  const base = common === undefined || common === remembered ? undefined : memory.base(target.url);
  const sameAsBase = (text: string): boolean => base !== undefined && firstDifference(base, text) === undefined;
  const facts = { localDigest: await textDigest(local.text), ...(listedTag === undefined ? {} : { listedTag }), ...(common === undefined ? {} : { common }), ...(base === undefined ? {} : { asCommon: { here: sameAsBase(local.text) } }) };
  const known = documentState(facts);
  if (known !== 'read') return known;
  const { answer, text } = await fetchTarget(target, 'quiet', parts);
  if (text === undefined) throw new FolderProblem('failed', answer.summary);
  const there = { same: firstDifference(local.text, text) === undefined, ...(answer.entityTag === undefined ? {} : { entityTag: answer.entityTag }) };
  if (there.same) await own.rememberCommon(target.url, { file: local.uri, digest: facts.localDigest, ...(answer.entityTag === undefined ? {} : { entityTag: answer.entityTag }) });
  const state = documentState({ ...facts, there, ...(facts.asCommon === undefined ? {} : { asCommon: { ...facts.asCommon, there: sameAsBase(text) } }) });
  return state === 'read' ? 'not known' : state;
}

function problem(error: FolderProblem, connection: string | undefined, { access }: TreeParts): CmsNode {
  const message = access.mask(error.message);
  const signIn = error.kind === 'not allowed' && connection !== undefined ? { signIn: connection } : {};
  return { kind: 'problem', label: signIn.signIn === undefined ? `${message} Refresh to try again.` : `${message}. Click here to sign in or set a token.`, ...signIn };
}

/** The identity of a connection for the memory of users entered by hand. */
export function userKey(connection: string, { access }: FolderParts): string {
  return connectionKey(access.connection(connection));
}

/** How the view names what a command is about to do something to. */
export function placeLabel({ connection, xui, document }: DocumentPlace, { access }: FolderParts): string {
  return `${document} of ${xui} on ${connectionLabel(access.connection(connection))}`;
}
