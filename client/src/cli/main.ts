import { isMainThread, workerData } from 'node:worker_threads';
import { validateInThread, VALIDATION_THREAD } from '../../../cms/src/validationThread';
import { createLanguageService } from '../../../server/src/service';
import { AddressError } from '../../../xcap/src/address';
import { oneLine } from '../../../xcap/src/plainText';
import { RequestError } from '../../../xcap/src/requests';
import { TransportError } from '../../../xcap/src/wire';
import { check, CHECK_HELP } from './check';
import { checkInThread } from './checkFiles';
import * as cmsCommand from './cms';
import * as removal from './delete';
import * as fetchCommand from './fetch';
import * as listCommand from './list';
import { UsageError } from './options';
import * as publishCommand from './publish';
import * as connectionTest from './testConnection';
import * as tokenCommand from './token';

interface Command {
  /** Arguments in, exit code out: 0 done, 1 no, 2 could not run. */
  readonly run: (args: string[]) => Promise<number>;
  readonly help: string;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  check: { run: check, help: CHECK_HELP },
  publish: { run: publishCommand.publish, help: publishCommand.help },
  fetch: { run: fetchCommand.fetch, help: fetchCommand.help },
  delete: { run: removal.deleteCommand, help: removal.help },
  list: { run: listCommand.list, help: listCommand.help },
  connection: { run: connectionTest.connectionCommand, help: connectionTest.help },
  cms: { run: cmsCommand.cms, help: cmsCommand.help },
  token: { run: tokenCommand.token, help: tokenCommand.help },
};

/** Runs the command that the arguments name. Every failure to run is one line on the standard error output and exit code 2. */
async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--help' || name === '-h' || name === 'help') return print(overview());
  const command = name === undefined || !Object.hasOwn(COMMANDS, name) ? undefined : COMMANDS[name];
  if (!command) return refuse(name === undefined ? 'No command.' : `There is no command '${name}'.`, `Commands: ${Object.keys(COMMANDS).join(', ')}; --help explains them.`);
  if (rest.includes('--help') || rest.includes('-h')) return print(command.help);
  try {
    return await command.run(rest);
  } catch (error) {
    if (error instanceof UsageError || error instanceof AddressError || error instanceof RequestError || error instanceof TransportError) return refuse(oneLine(error.message));
    if (isSystemError(error)) return refuse(systemMessage(error));
    return refuse(`The command failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
}

function overview(): string {
  return ['MCPTT user profiles: check them, publish them, run a CMS to try it.', ...Object.values(COMMANDS).map(({ help }) => help)].join('\n\n');
}

function print(text: string): number {
  process.stdout.write(`${text}\n`);
  return 0;
}

function refuse(...sentences: string[]): number {
  process.stderr.write(`${sentences.join(' ')}\n`);
  return 2;
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).syscall === 'string';
}

const SYSTEM_MESSAGES: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'access is denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is not a folder',
  EPIPE: 'nobody reads the output any more',
  ENXIO: 'it is no file that can be read',
  ENOSPC: 'the disk is full',
  EFBIG: 'it would be larger than a file may be here',
  EROFS: 'the disk is read-only',
};

function systemMessage(error: NodeJS.ErrnoException): string {
  return `${error.path === undefined ? 'The operation' : oneLine(error.path) || "''"}: ${SYSTEM_MESSAGES[error.code ?? ''] ?? error.message}.`;
}

// A reader that goes away (`… | head`, a log that is closed) must not end a CMS in the middle of its work.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
if (isMainThread) {
  // The exit code is set rather than forced, so that what was written still reaches a pipe.
  void main(process.argv.slice(2)).then((code) => (process.exitCode = code));
} else if (workerData === VALIDATION_THREAD) {
  // This bundle is also what the threads of `cms` and of `check` run.
  const service = createLanguageService();
  validateInThread((text) => service.diagnose(service.parse(text)));
} else {
  void checkInThread();
}
