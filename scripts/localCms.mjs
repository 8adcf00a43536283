// The local CMS of this project (`cli.js cms`), as a program beside us.
import { join } from 'node:path';
import { repository } from './install.mjs';
import { lineOf, run, start } from './programs.mjs';

const cli = join(repository, 'dist/cli.js');

/**
 * Starts it and waits until it is ready.
 * @param {string} data folder of its database and its key
 * @param {number} [port] 0 lets the system choose
 * @param {...string} more options of the command line
 * @returns {Promise<{ root: string, program: import('./programs.mjs').Program }>} its XCAP root
 */
export async function startCms(data, port = 0, ...more) {
  const program = start(process.execPath, [cli, 'cms', '--port', String(port), '--data', data, ...more]);
  try {
    const root = await lineOf(program, 'The local CMS', (line) => /^\{.*"root":"([^"]+)"/.exec(line)?.[1]);
    return { root, program };
  } catch (error) {
    await program.stop();
    throw error;
  }
}

/**
 * An access token that the CMS with this data folder accepts.
 * @param {string} data
 * @param {string} user MCPTT ID
 * @param {boolean} [admin] may write the documents of others too
 * @returns {Promise<string>}
 */
export async function issueToken(data, user, admin = false) {
  return (await run(process.execPath, [cli, 'token', '--data', data, '--user', user, ...(admin ? ['--admin'] : [])])).trim();
}
