import { prepareDataFolder } from '../../../cms/src/dataFolder';
import { FolderInUse } from '../../../cms/src/folderLock';
import { DatabaseUnavailable } from '../../../cms/src/database';
import { FileExists, UnusableBackup } from '../../../cms/src/backup';
import { DamagedLog } from '../../../cms/src/logFile';
import { logStore } from '../../../cms/src/logStore';
import { postgresStore } from '../../../cms/src/postgresStore';
import { UnfitDatabase } from '../../../cms/src/postgresFitness';
import { NotEmpty, type UserDatabaseStore } from '../../../cms/src/store';
import { UsageError } from './options';

/** Options that say where the user database is. */
export const DATABASE_OPTIONS = { database: { type: 'string' }, 'database-env': { type: 'string' } } as const;

export const DATABASE_HELP = `  --database URL      user database in PostgreSQL, postgres://user@host/name; what the URL does not say (all of it:
                      postgres://) is taken from PGHOST, PGUSER, PGPASSWORD and their like, or a .pgpass file
  --database-env VAR  environment variable with that URL, so that no password stands in the list of processes`;

export interface DatabaseChoice {
  readonly database?: string | undefined;
  readonly 'database-env'?: string | undefined;
}

/** The address of the PostgreSQL that was chosen, or undefined for the embedded user database. @throws UsageError, which never repeats what was given: it may hold a password */
export function postgresUrl(choice: DatabaseChoice): string | undefined {
  const { database, 'database-env': variable } = choice;
  if (database !== undefined && variable !== undefined) throw new UsageError('--database and --database-env say the same; give one of them.');
  if (database === undefined && variable === undefined) return undefined;
  const url = variable === undefined ? database : process.env[variable]?.trim();
  if (url === undefined || url === '') throw new UsageError(variable === undefined ? '--database is empty; it takes postgres://user@host/name.' : `The environment variable ${variable} holds no address of a database.`);
  if (!/^postgres(?:ql)?:\/\//.test(url) || !URL.canParse(url)) throw new UsageError(`${variable === undefined ? '--database' : variable} takes an address like postgres://user@host/name.`);
  return url;
}

/** The user database that was chosen. @param folder of the embedded one */
export function chooseStore(choice: DatabaseChoice, folder: string): UserDatabaseStore {
  const url = postgresUrl(choice);
  return url === undefined ? logStore(folder) : postgresStore(url);
}

/** As {@link chooseStore}, for what may be written into: the embedded one needs its folder. */
export async function prepareStore(choice: DatabaseChoice, folder: string): Promise<UserDatabaseStore> {
  if (postgresUrl(choice) === undefined) await prepareDataFolder(folder);
  return chooseStore(choice, folder);
}

/** What is wrong with a user database or a backup is told in one line. */
export async function tellingWhy<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    const told = [FolderInUse, DamagedLog, NotEmpty, UnfitDatabase, DatabaseUnavailable, FileExists, UnusableBackup].some((kind) => error instanceof kind);
    throw told ? new UsageError((error as Error).message) : error;
  }
}
