import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { claimFolder } from './folderLock';
import { addRecords, liveRecords, recordsFrom } from './logCopy';
import { LOG_NAME, openLogDatabase } from './logDatabase';
import { LogFile, syncFolder, USER_DATABASE } from './logFile';
import { LogIndex } from './logIndex';
import { NotEmpty, type StoredDocument, type UserDatabaseStore } from './store';

/** The embedded user database in a folder, which must be there. */
export function logStore(folder: string): UserDatabaseStore {
  return {
    open: () => openLogDatabase(folder),
    documents: () => documentsOf(folder),
    restore: (documents) => restore(folder, documents),
  };
}

/**
 * Reads the file as it lies, without claiming the folder: all commits up to some moment are in it, and a commit that is
 * just being written is passed over. The file stays readable where a CMS puts another in its place meanwhile.
 */
async function* documentsOf(folder: string): AsyncGenerator<StoredDocument> {
  const index = new LogIndex();
  const log = await LogFile.openToRead(join(folder, LOG_NAME), USER_DATABASE, (payload, offset) => index.apply(payload, offset));
  try {
    for await (const { document } of liveRecords(log, index, log.end)) yield document;
  } finally {
    await log.close();
  }
}

/** Into a new file that takes the name once it is whole and durable. @throws FolderInUse, where a CMS runs on the folder */
async function restore(folder: string, documents: AsyncIterable<StoredDocument>): Promise<void> {
  const release = await claimFolder(folder);
  const path = join(folder, LOG_NAME);
  const draft = `${path}.new`;
  try {
    if (await holdsDocuments(path)) throw new NotEmpty();
    await rm(draft, { force: true });
    const log = await LogFile.create(draft, USER_DATABASE);
    try {
      await addRecords(log, recordsFrom(documents), () => undefined);
      await log.sync();
    } finally {
      await log.close();
    }
    await rename(draft, path);
    await syncFolder(folder);
  } finally {
    await rm(draft, { force: true });
    await release();
  }
}

async function holdsDocuments(path: string): Promise<boolean> {
  const index = new LogIndex();
  const log = await LogFile.open(path, (payload, offset) => index.apply(payload, offset));
  await log.close();
  return index.liveBytes > 0;
}
