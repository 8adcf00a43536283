import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { openAuditFile } from '../../../cms/src/auditFile';
import { boundedValidation } from '../../../cms/src/boundedValidation';
import { prepareDataFolder } from '../../../cms/src/dataFolder';
import { createCms, type AuditEntry } from '../../../cms/src/server';
import { VALIDATION_THREAD } from '../../../cms/src/validationThread';
import { createLanguageService } from '../../../server/src/service';
import { BACKUP_HELP, cmsBackup, cmsRestore } from './cmsBackup';
import { ORIGIN_HELP, ORIGIN_OPTIONS, originsOf } from './cmsOrigins';
import { checkTlsOptions, loadTls, rootOf, TLS_HELP, TLS_OPTIONS } from './cmsTls';
import { TRUST_HELP, TRUST_OPTIONS, trustOf } from './cmsTrust';
import { readOptions, UsageError, wholeNumber } from './options';
import { chooseStore, DATABASE_HELP, DATABASE_OPTIONS, tellingWhy } from './userDatabase';

const DEFAULT_DATA = '.mcptt-cms';

export const help = `cms [--port N] [--data DIR] [--database URL] [--host HOST] [--tls | --tls-cert FILE --tls-key FILE]
    [--issuer URL --audience NAME --jwks FILE|URL] [--administrator ID]… [--allow-origin ORIGIN]… [--audit FILE]
Runs a CMS until it is interrupted: for trying things out on this machine, or for a team (docs/cms.md). Prints one line of
JSON with its XCAP root once it is ready, and a line for each write on the standard error output.
  --port N                port to listen on, any free one if not given
  --data DIR              folder of its user database and key, ${DEFAULT_DATA} in the current folder if not given
${DATABASE_HELP}
${TLS_HELP}
${TRUST_HELP}
${ORIGIN_HELP}
  --audit FILE            appends the line for each write to this file instead; opened anew at SIGHUP
  --until-eof             ends at the end of its standard input, too: a program that starts it leaves no orphan

${BACKUP_HELP}`;

const OPTIONS = { port: { type: 'string' }, data: { type: 'string' }, audit: { type: 'string' }, 'until-eof': { type: 'boolean' }, ...DATABASE_OPTIONS, ...TLS_OPTIONS, ...TRUST_OPTIONS, ...ORIGIN_OPTIONS } as const;
type Values = ReturnType<typeof readOptions<typeof OPTIONS>>['values'];

/** In milliseconds. */
const DAY = 86_400_000;

export async function cms(args: string[]): Promise<number> {
  if (args[0] === 'backup') return cmsBackup(args.slice(1));
  if (args[0] === 'restore') return cmsRestore(args.slice(1));
  const { values } = readOptions(args, OPTIONS, { min: 0, max: 0, name: '' });
  const wanted = wholeNumber(values.port ?? '0', 'port', 0, 65_535);
  checkTlsOptions(values);
  const allowedOrigins = originsOf(values['allow-origin'] ?? []);
  const data = resolve(values.data ?? DEFAULT_DATA);
  const store = chooseStore(values, data);
  const stopped = interruption(values['until-eof'] ?? false);
  await prepareData(data);
  const trust = await trustOf(values, data);
  const tls = await loadTls(values, data);
  const audit = openAudit(values.audit);
  const service = createLanguageService();
  const validation = boundedValidation((text) => service.diagnose(service.parse(text)), startThread);
  const server = createCms({
    database: await tellingWhy(store.open()), trust, validate: validation.validate, audit: audit.add, failed: logFailure, allowedOrigins,
    ...(tls && { certificate: tls.certificate }),
  });
  const renew = tls && (async () => server.renewCertificate(((await loadTls(values, data)) ?? tls).certificate));
  const renewals = keepCurrent(audit.reopen, renew);
  try {
    const port = await listen(server, wanted, values);
    process.stdout.write(`${JSON.stringify({ root: rootOf(values, port, tls !== undefined), data, ...(tls?.authority !== undefined && { ca: tls.authority }) })}\n`);
    await stopped;
    return 0;
  } finally {
    renewals.stop();
    await server.close();
    await validation.close();
    audit.close();
    // Whoever holds the other end of our input may keep it open; that must not keep us.
    if (values['until-eof']) process.stdin.destroy();
  }
}

async function prepareData(data: string): Promise<void> {
  if (statSync(data, { throwIfNoEntry: false })?.isDirectory() === false) throw new UsageError(`${data} is a file; name a folder with --data.`);
  await prepareDataFolder(data);
}

/** The bundle of the command line is also what its threads run. */
function startThread(): Worker {
  return new Worker(__filename, { workerData: VALIDATION_THREAD, resourceLimits: { maxOldGenerationSizeMb: 1024 } });
}

interface Audit {
  readonly add: (entry: AuditEntry) => void;
  readonly reopen: (() => void) | undefined;
  readonly close: () => void;
}

function openAudit(path: string | undefined): Audit {
  if (path === undefined) return { add: (entry) => process.stderr.write(`${JSON.stringify(entry)}\n`), reopen: undefined, close: () => undefined };
  const file = openAuditFile(resolve(path));
  const add = (entry: AuditEntry): void => {
    try {
      file.add(entry);
    } catch (error) {
      // The write is done and durable; a full disk of the audit must not make it look undone. The line goes where somebody may see it.
      logFailure(error);
      process.stderr.write(`${JSON.stringify(entry)}\n`);
    }
  };
  return { add, reopen: file.reopen, close: file.close };
}

/** Nothing of a document or a token is in an error of ours, and the stack tells where. */
function logFailure(error: unknown): void {
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), failure: error instanceof Error ? (error.stack ?? error.message) : String(error) })}\n`);
}

/** At SIGHUP the audit and the certificate are opened anew; the certificate once a day too. What fails leaves the old one in use. */
function keepCurrent(reopenAudit: (() => void) | undefined, renewCertificate: (() => Promise<void>) | undefined): { stop(): void } {
  // Where there is nothing to open anew, SIGHUP keeps its meaning: the terminal is gone, and so is its CMS.
  if (!reopenAudit && !renewCertificate) return { stop: () => undefined };
  const renew = (): void => void renewCertificate?.().catch(logFailure);
  const hangUp = (): void => {
    try {
      reopenAudit?.();
    } catch (error) {
      logFailure(error);
    }
    renew();
  };
  process.on('SIGHUP', hangUp);
  const daily = setInterval(renew, DAY).unref();
  return {
    stop() {
      process.off('SIGHUP', hangUp);
      clearInterval(daily);
    },
  };
}

async function listen(server: ReturnType<typeof createCms>, port: number, { host }: Values): Promise<number> {
  try {
    return await server.listen(port, host);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new UsageError(`Port ${port} is in use; choose another with --port.`);
    if (code === 'EACCES') throw new UsageError(`Port ${port} is not allowed for this user; choose one from 1024 on with --port.`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') throw new UsageError(`${host} is no address of this machine; choose another with --host.`);
    throw error;
  }
}

/** Resolves at the first request to stop. A second one is left to the system, which ends the process. */
function interruption(untilEof: boolean): Promise<void> {
  return new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => resolve());
    if (untilEof) process.stdin.once('end', resolve).once('error', resolve).resume();
  });
}
