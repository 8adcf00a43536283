import { resolve } from 'node:path';
import { prepareDataFolder } from '../../../cms/src/dataFolder';
import { loadOwnKey } from '../../../cms/src/keys';
import { createCms } from '../../../cms/src/server';
import { createLanguageService } from '../../../server/src/service';
import { BACKUP_HELP, cmsBackup, cmsRestore } from './cmsBackup';
import { readOptions, UsageError, wholeNumber } from './options';
import { chooseStore, DATABASE_HELP, DATABASE_OPTIONS, tellingWhy, type DatabaseChoice } from './userDatabase';

const DEFAULT_DATA = '.mcptt-cms';
const LOOPBACK = '127.0.0.1';

export const help = `cms [--port N] [--data DIR] [--database URL]
Runs a local CMS for trying things out, for this machine only, until it is interrupted. Prints one line of JSON with its
XCAP root once it is ready, and a line for each write on the standard error output.
  --port N     port to listen on, any free one if not given
  --data DIR   folder of its user database and key, ${DEFAULT_DATA} in the current folder if not given
${DATABASE_HELP}

${BACKUP_HELP}`;

export async function cms(args: string[]): Promise<number> {
  if (args[0] === 'backup') return cmsBackup(args.slice(1));
  if (args[0] === 'restore') return cmsRestore(args.slice(1));
  const { values } = readOptions(args, { port: { type: 'string' }, data: { type: 'string' }, ...DATABASE_OPTIONS } as const, { min: 0, max: 0, name: '' });
  const wanted = wholeNumber(values.port ?? '0', 'port', 0, 65_535);
  const data = resolve(values.data ?? DEFAULT_DATA);
  const stopped = interruption();
  const { database, trust } = await openData(data, values);
  const service = createLanguageService();
  const server = createCms({
    database,
    trust,
    validate: (text) => service.diagnose(service.parse(text)),
    audit: (entry) => process.stderr.write(`${JSON.stringify(entry)}\n`),
    failed: (error) => process.stderr.write(`${JSON.stringify({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) })}\n`),
  });
  try {
    const port = await server.listen(wanted, LOOPBACK);
    process.stdout.write(`${JSON.stringify({ root: `http://${LOOPBACK}:${port}/mcptt`, data })}\n`);
    await stopped;
    return 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') throw new UsageError(`Port ${wanted} is in use; choose another with --port.`);
    throw error;
  } finally {
    await server.close();
  }
}

async function openData(data: string, choice: DatabaseChoice) {
  const store = chooseStore(choice, data);
  await prepareDataFolder(data);
  const { trust } = await loadOwnKey(data);
  return { database: await tellingWhy(store.open()), trust };
}

/** Resolves at the first request to stop. A second one is left to the system, which ends the process. */
function interruption(): Promise<void> {
  return new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => resolve());
  });
}
