// Kamailio, an XCAP server of others for the tests: Debian's packages, unpacked into a cache beside the repository, so that
// nothing is installed and no service is started on this machine.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { onPath } from './install.mjs';
import { Refusal, run } from './programs.mjs';

const packages = ['kamailio', 'kamailio-presence-modules', 'kamailio-sqlite-modules', 'sqlite3'];
const usedModules = ['sl.so', 'pv.so', 'xlog.so', 'textops.so', 'xhttp.so', 'db_sqlite.so', 'xcap_server.so'];

/**
 * A Kamailio that runs from where it is unpacked.
 * @typedef {{ program: string, modules: string, tables: string, sqlite: string, env: NodeJS.ProcessEnv }} Kamailio
 * `tables`: folder of the SQL scripts of its tables
 * @returns {Promise<Kamailio>}
 */
export async function ensureKamailio() {
  if (process.platform !== 'linux' || !onPath('apt-get') || !onPath('dpkg-deb')) {
    throw new Refusal('Kamailio can be had on Debian and its relatives only, where apt-get and dpkg-deb are.');
  }
  const home = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'mcptt-user-profile', 'kamailio');
  if (!existsSync(home)) await unpack(home);
  const libraries = readdirSync(join(home, 'usr/lib')).map((triplet) => join(home, 'usr/lib', triplet, 'kamailio')).filter((path) => existsSync(path));
  const kamailio = {
    program: join(home, 'usr/sbin/kamailio'),
    modules: join(libraries[0] ?? home, 'modules'),
    tables: join(home, 'usr/share/kamailio/db_sqlite'),
    sqlite: join(home, 'usr/bin/sqlite3'),
    env: { ...process.env, LD_LIBRARY_PATH: libraries.join(':') },
  };
  await requireLibraries(kamailio);
  return kamailio;
}

/** Unpacks into a folder beside its place and renames it when it is whole. @param {string} home */
async function unpack(home) {
  mkdirSync(join(home, '..'), { recursive: true });
  const making = mkdtempSync(`${home}.making-`);
  const download = () => run('apt-get', ['download', ...packages], { cwd: making });
  try {
    try {
      await download();
    } catch (error) {
      // A new machine has no lists of packages yet; only root can get them.
      if (process.getuid?.() !== 0) throw error;
      await run('apt-get', ['update']);
      await download();
    }
    const root = join(making, 'root');
    for (const name of readdirSync(making).filter((file) => file.endsWith('.deb'))) await run('dpkg-deb', ['-x', join(making, name), root]);
    renameSync(root, home);
  } catch (error) {
    if (!existsSync(home)) throw error;
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

/** @param {Kamailio} kamailio */
async function requireLibraries({ program, modules, sqlite, env }) {
  const needs = await run('ldd', [program, sqlite, ...usedModules.map((name) => join(modules, name))], { env });
  const lacking = [...new Set([...needs.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1]))];
  if (lacking.length > 0) throw new Refusal(`Kamailio needs ${lacking.join(', ')}: install them (Debian: apt-get install kamailio kamailio-presence-modules kamailio-sqlite-modules sqlite3 does).`);
}
