import { DIRECTORY_AUID, DIRECTORY_DOCUMENT } from '../../../xcap/src/address';
import { fetchDocument } from '../../../xcap/src/client';
import { readDirectory } from '../../../xcap/src/directory';
import type { Connection } from '../connection/connection';
import { FolderProblem, answered, type CmsAccess, type Manner } from './cmsAccess';
import { listedDocuments, rememberedDocuments, type KnownDocument } from './cmsDocuments';

/** What a user has on a CMS. */
export interface Listing {
  readonly documents: readonly KnownDocument[];
  /** False where the CMS keeps no directory, and these are the documents that this workspace remembers. */
  readonly complete: boolean;
}

/** Whose documents to list. */
export interface ListedUser {
  readonly connection: Connection;
  readonly xui: string;
}

/**
 * Asks for a user's XCAP directory (OMA XDM Core). Many CMS have none, and say so in many ways; only what may be put right
 * by the person is no list at all: a token that is missing or refused, and a server that fails.
 * @param remembered addresses of documents that this workspace knows
 */
export async function listUser({ connection, xui }: ListedUser, manner: Manner, access: CmsAccess, remembered: readonly string[]): Promise<Listing> {
  const { root, auid } = connection;
  const address = { root, auid: DIRECTORY_AUID, xui, document: DIRECTORY_DOCUMENT };
  const { answer, text } = await answered(`Listing the documents of ${xui}`, () => access.go(connection, manner, `listing the documents of ${xui}`,
    ({ transport, signal, token }) => fetchDocument({ address, ...(token === undefined ? {} : { token }) }, transport, signal), (result) => result.answer.status));
  const entries = text === undefined ? undefined : readDirectory(text);
  const place = { root, auid, xui };
  if (entries !== undefined) return { documents: listedDocuments(entries, place), complete: true };
  if (answer.status === 401 || answer.status === 429 || answer.status >= 500) throw new FolderProblem(answer.status === 401 ? 'not allowed' : 'failed', answer.summary);
  return { documents: rememberedDocuments(remembered, place), complete: false };
}
