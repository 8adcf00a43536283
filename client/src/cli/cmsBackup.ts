import { resolve } from 'node:path';
import { backUp, restoreBackup } from '../../../cms/src/backup';
import type { UserDatabaseStore } from '../../../cms/src/store';
import { readOptions, UsageError } from './options';
import { chooseStore, DATABASE_HELP, DATABASE_OPTIONS, prepareStore, tellingWhy, type DatabaseChoice } from './userDatabase';

export const BACKUP_HELP = `cms backup (--data DIR | --database URL) FILE
cms restore (--data DIR | --database URL) FILE
Backs the user database of a CMS up, also while the CMS runs, as it is at one moment; or takes a backup into a user
database that has no documents, whichever of the two kinds it came from. The key of a CMS is not in it.
  --data DIR          data folder of the CMS
${DATABASE_HELP}
  FILE                the backup; one that is there is never replaced`;

const OPTIONS = { data: { type: 'string' }, ...DATABASE_OPTIONS } as const;

export async function cmsBackup(args: string[]): Promise<number> {
  const { file, folder, choice } = read(args);
  return report('backed up', await tellingWhy(backUp(chooseStore(choice, folder), file)));
}

export async function cmsRestore(args: string[]): Promise<number> {
  const { file, folder, choice } = read(args);
  const store: UserDatabaseStore = await prepareStore(choice, folder);
  return report('restored', await tellingWhy(restoreBackup(file, store)));
}

function read(args: string[]): { readonly file: string; readonly folder: string; readonly choice: DatabaseChoice } {
  const { values, positionals } = readOptions(args, OPTIONS, { min: 1, max: 1, name: 'FILE' });
  const inPostgres = values.database !== undefined || values['database-env'] !== undefined;
  if ((values.data !== undefined) === inPostgres) throw new UsageError('Say which user database: --data DIR or --database URL, one of them.');
  return { file: resolve(positionals[0] ?? ''), folder: resolve(values.data ?? ''), choice: values };
}

function report(done: string, documents: number): number {
  process.stdout.write(`${documents} ${documents === 1 ? 'document' : 'documents'} ${done}\n`);
  return 0;
}
