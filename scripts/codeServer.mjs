// The VS Code without a desktop (ensureEditor in install.mjs): started on loopback with a state folder of ours.
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './install.mjs';
import { lineOf, run, start } from './programs.mjs';

/**
 * Starts it and waits until it listens.
 * @param {import('./install.mjs').Editor} editor
 * @param {object} options
 * @param {string} options.state folder for its settings, extensions and logs; made where it is missing, settings in it are kept
 * @param {number} [options.port] 0 lets the system choose
 * @param {string | readonly string[]} [options.vsix] extension packages to install first
 * @param {boolean} [options.trustAll] every workspace is trusted and nobody is asked
 * @param {NodeJS.ProcessEnv} [options.env] added to the environment
 * @returns {Promise<{ url: string, program: import('./programs.mjs').Program }>}
 */
export async function startCodeServer(editor, { state, port = 0, vsix, trustAll = false, env: added = {} }) {
  const settings = join(state, 'data/User/settings.json');
  mkdirSync(join(state, 'data/User'), { recursive: true });
  if (!existsSync(settings)) cpSync(join(repository, 'scripts/editor/settings.json'), settings);
  // Without what an editor or npm that we run inside has set: it must not take itself for a part of them. PORT would win over --bind-addr.
  const inherited = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|npm_|PORT$)/.test(name));
  // An empty gallery, because nothing here is to look for extensions on the network.
  const env = { ...Object.fromEntries(inherited), EXTENSIONS_GALLERY: '{}', ...added };
  const common = [editor.entry, '--config', join(state, 'config.yaml'), '--user-data-dir', join(state, 'data'), '--extensions-dir', join(state, 'extensions')];
  for (const each of [vsix ?? []].flat()) await run(editor.node, [...common, '--force', '--install-extension', each], { env });
  const program = start(editor.node, [
    ...common, '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--disable-telemetry', '--disable-update-check', '--disable-getting-started-override',
    ...(trustAll ? ['--disable-workspace-trust'] : []),
  ], { env });
  try {
    const url = await lineOf(program, 'The editor', (line) => /HTTP server listening on (http:\/\/[^/\s]+)/.exec(line)?.[1]);
    return { url, program };
  } catch (error) {
    await program.stop();
    throw error;
  }
}

/** The address that opens a folder in it. @param {string} url @param {string} folder @returns {string} */
export function folderUrl(url, folder) {
  return `${url}/?folder=${encodeURIComponent(folder).replaceAll('%2F', '/')}`;
}
