import { deleteDocument } from '../../../xcap/src/client';
import { connectionLabel, isProduction } from '../connection/connection';
import { sentence } from '../../../xcap/src/plainText';
import { TransportError } from '../../../xcap/src/wire';
import { FolderProblem } from './cmsAccess';
import { currentVersion, fetchTarget, guardOf, sendable, targetOf, type FolderTarget } from './cmsFolder';
import type { DocumentPlace } from './cmsFolderPlace';
import { confirm, store, type SaveParts } from './cmsFolderSave';
import type { CmsVersion } from './cmsFolderVersions';

/**
 * Removes the version of a document that is known here, or else the one that is there now, and looks whether it is gone.
 * @throws FolderProblem
 */
export async function deleteFromCms(place: DocumentPlace, parts: SaveParts): Promise<void> {
  const target = targetOf(place, parts);
  const version = parts.versions.base(target.uri) ?? await currentVersion(target, 'asking', parts);
  const tag = guardOf(version, target);
  await confirmRemoval(target, parts);
  await remove(target, tag, parts);
  parts.versions.forget(target.uri);
  parts.changed([{ kind: 'deleted', place }]);
}

/**
 * Gives a document another name: stores it there as a new one, then removes it here. A CMS has no rename; what fails in
 * between leaves both, and says so. Another user is asked for, another connection is refused.
 * @throws FolderProblem
 */
export async function renameOnCms(from: DocumentPlace, to: DocumentPlace, parts: SaveParts): Promise<void> {
  const [source, goal] = [targetOf(from, parts), targetOf(to, parts)];
  if (from.connection !== to.connection) throw new FolderProblem('not allowed', 'A document is not moved from one CMS to another: copy it there, and delete it here once it is stored.');
  const base = parts.versions.base(source.uri);
  const found = await currentVersion(source, 'asking', parts);
  // What the person sees is what they rename.
  if (base !== undefined && (base.url !== found.url || base.entityTag !== found.entityTag)) throw new FolderProblem('failed', `${from.document} was changed on the CMS since you opened it; look at it before you rename it. Nothing was sent.`);
  const tag = guardOf(found, source);
  if (from.xui !== to.xui) await confirmOtherUser(source, goal, parts);
  await confirm(goal, parts);
  await store(goal, found.text, { kind: 'create' }, { overwrite: false }, parts);
  try {
    await remove(source, tag, parts);
  } catch (error) {
    if (!(error instanceof FolderProblem)) throw error;
    throw new FolderProblem('failed', `${to.document} is stored, but ${from.document} could not be removed, so that the CMS has both. ${error.message}`);
  }
  parts.versions.forget(source.uri);
  parts.changed([{ kind: 'deleted', place: from }]);
}

async function remove(target: FolderTarget, entityTag: string, parts: SaveParts): Promise<void> {
  const { address, connection } = target;
  const name = address.document;
  const answer = await sendable(async () => {
    try {
      return await parts.access.go(connection, 'asking', `removing ${name}`, ({ transport, signal, token }) =>
        deleteDocument({ address, entityTag, ...(token === undefined ? {} : { token }) }, transport, signal), ({ status }) => status);
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      throw new FolderProblem('failed', error.stage === 'uncertain' ? `${name} may have been removed: ${error.message} Refresh to see.` : `${name} was not removed: ${error.message}`);
    }
  });
  if (answer.status === 412) throw new FolderProblem('failed', `${name} was changed on the CMS in the meantime and was not removed; look at it first.`);
  if (answer.status === 404) throw new FolderProblem('missing', sentence(answer.summary));
  if (answer.outcome === 'refused') throw new FolderProblem(answer.status === 401 || answer.status === 403 ? 'not allowed' : 'failed', sentence(`${name} ${answer.unclear ? 'may have been removed' : 'was not removed'}. ${answer.summary}`));
  await parts.own.removeAddress(target.url);
  await lookAfterwards(target, parts);
}

/** A CMS that says it has removed a document and goes on serving it is told. */
async function lookAfterwards(target: FolderTarget, parts: SaveParts): Promise<void> {
  const name = target.address.document;
  const still: CmsVersion | 'gone' | undefined = await fetchTarget(target, 'quiet', parts).then(
    ({ answer, text }) => answer.status === 404 ? 'gone' : text === undefined ? undefined : parts.versions.seen(target.uri, { url: target.url, text }),
    (error: unknown) => { if (!(error instanceof FolderProblem)) throw error; return undefined; },
  );
  if (still === 'gone') return;
  parts.ui.report({ severity: 'warning', message: still === undefined ? `The CMS says that ${name} is removed, but a look afterwards got no clear answer; refresh to see whether it is gone.` : `The CMS says that ${name} is removed, and still serves it; delete it again, or ask who runs the CMS.` });
}

async function confirmRemoval({ connection, address, url }: FolderTarget, { ui }: SaveParts): Promise<void> {
  if (!isProduction(connection)) return;
  const choice = await ui.ask({
    severity: 'warning', message: `${connection.name} is marked as production. Delete ${address.document} there?`,
    detail: `Connection: ${connectionLabel(connection)}\nHost: ${new URL(url).host}\nAddress: ${url}`, choices: ['Delete from Production'],
  });
  if (choice === undefined) throw new FolderProblem('not allowed', `${address.document} was not removed.`);
}

async function confirmOtherUser(source: FolderTarget, goal: FolderTarget, { ui }: SaveParts): Promise<void> {
  const choice = await ui.ask({
    severity: 'warning', message: `Move ${source.address.document} from ${source.address.xui} to ${goal.address.xui}?`,
    detail: 'The document is stored as it is; the user that it names inside stays the same.', choices: ['Move'],
  });
  if (choice === undefined) throw new FolderProblem('not allowed', `${source.address.document} was not moved.`);
}
