import { createHash } from 'node:crypto';
import type { UserDatabase } from '../../cms/src/database';
import { openLogDatabase } from '../../cms/src/logDatabase';
import { logStore } from '../../cms/src/logStore';
import { openPostgresDatabase } from '../../cms/src/postgresDatabase';
import { postgresStore } from '../../cms/src/postgresStore';
import type { UserDatabaseStore } from '../../cms/src/store';
import { postgresPrograms, sharedPostgres } from './postgres';

/** A user database that the tests run on. Opening the same folder again, by its whole path, finds what was in it. */
export interface Store {
  readonly name: string;
  /** @param folder there already, empty at first, the test's own */
  open(folder: string): Promise<UserDatabase>;
  /** The same, to be backed up and restored. */
  place(folder: string): Promise<UserDatabaseStore>;
  /** How a command line names it. */
  options(folder: string): Promise<string[]>;
}

const log: Store = {
  name: 'log',
  open: (folder) => openLogDatabase(folder),
  place: async (folder) => logStore(folder),
  options: async (folder) => ['--data', folder],
};

/** The folder only gives the database its name. */
const postgres: Store = {
  name: 'PostgreSQL',
  open: async (folder) => openPostgresDatabase(await postgresUrl(folder)),
  place: async (folder) => postgresStore(await postgresUrl(folder)),
  options: async (folder) => ['--data', folder, '--database', await postgresUrl(folder)],
};

async function postgresUrl(folder: string): Promise<string> {
  return (await sharedPostgres()).database(createHash('sha256').update(folder).digest('hex').slice(0, 32));
}

/** Every user database there is: a promise holds on all of them. Without PostgreSQL, userDatabase.test.ts says that it is missing. */
export const STORES: readonly Store[] = postgresPrograms === undefined ? [log] : [log, postgres];
