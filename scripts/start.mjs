// `npm start`: from a fresh clone to a VS Code with the extension, a sample workspace and a local CMS; Ctrl+C ends it all.
// `npm start -- --check` starts all of it without a person, sees that it answers, and ends: exit code 0 or 1.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderUrl, startCodeServer } from './codeServer.mjs';
import { ensureDependencies, ensureEditor, onPath, repository } from './install.mjs';
import { issueToken, startCms } from './localCms.mjs';
import { fail, freeOr0, Refusal, run, start, stopAll } from './programs.mjs';

// Always the same where they are free: the editor keeps the token for one address of it and of the CMS.
const cmsPort = 8484;
const editorPort = 8485;
const administrator = 'sip:user1@example.com';
const xui = 'sip:user2@example.com';

const began = Date.now();
const check = process.argv.includes('--check');
/** What is left on the disk only while we run. @type {(() => void)[]} */
const cleanings = [];
let interrupted = false;

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    // npm passes on the Ctrl+C that we get from the terminal as well.
    if (interrupted) return;
    interrupted = true;
    void end().then(() => process.exit(check ? 1 : 0));
  });
}
try {
  await main();
  await end();
} catch (error) {
  // What breaks because the person stopped it is no failure; the handler above ends the process.
  if (!interrupted) {
    await end();
    fail(error);
  }
}

async function main() {
  const home = check ? temporaryHome() : claimHome();
  const code = check ? undefined : onPath('code');
  await ensureDependencies();
  const [editor] = await Promise.all([code === undefined ? ensureEditor() : undefined, build(code === undefined)]);
  const data = join(home, 'cms-data');
  const cms = await startCms(data, check ? 0 : await freeOr0(cmsPort));
  const workspace = fillWorkspace(join(home, 'sample-workspace'), cms.root);
  const token = await issueToken(data, administrator, true);
  say(`The local CMS is ready: ${cms.root}`);
  say(`To publish, run the command "MCPTT: Set CMS Token" in the editor and paste this token of ${administrator}:\n${token}`);
  if (editor === undefined) return desktop(String(code), workspace, cms.program);
  // Trusted, because the workspace is our own: without trust there is no publishing.
  const { url, program } = await startCodeServer(editor, {
    state: join(home, 'editor'), port: check ? 0 : await freeOr0(editorPort), vsix: join(repository, 'dist/mcptt-user-profile.vsix'), trustAll: true,
  });
  say(`Open VS Code in a browser: ${folderUrl(url, workspace)}`);
  if (check) return verify(folderUrl(url, workspace), cms.root, token);
  say('Press Ctrl+C to stop it and the CMS.');
  await untilOneEnds({ 'The editor': program, 'The local CMS': cms.program });
}

/** @param {boolean} packaged the extension is installed from its package, not run from the folder */
async function build(packaged) {
  await run(process.execPath, [packaged ? 'scripts/package.mjs' : 'esbuild.mjs'], { cwd: repository });
  say('The extension is built.');
}

/** @param {string} code @param {string} workspace @param {import('./programs.mjs').Program} cms */
async function desktop(code, workspace, cms) {
  say('VS Code opens; close its window or press Ctrl+C here to stop the CMS.');
  const window = start(code, ['--new-window', '--wait', `--extensionDevelopmentPath=${repository}`, workspace], { show: true });
  await Promise.race([window.exited, untilOneEnds({ 'The local CMS': cms })]);
}

/** The folder that is kept between starts; one `npm start` at a time has it. */
function claimHome() {
  const home = join(repository, 'out/start');
  const claim = join(home, 'running.pid');
  mkdirSync(home, { recursive: true });
  const owner = existsSync(claim) ? Number(readFileSync(claim, 'utf8')) : 0;
  if (owner > 0 && runs(owner)) throw new Refusal(`npm start is running already (process ${owner}): use that one, or stop it with Ctrl+C first.`);
  rmSync(claim, { force: true });
  writeFileSync(claim, String(process.pid), { flag: 'wx' });
  cleanings.push(() => rmSync(claim, { force: true }));
  return home;
}

/** @param {number} pid */
function runs(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

function temporaryHome() {
  const home = mkdtempSync(join(tmpdir(), 'mcptt-start-'));
  cleanings.push(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));
  return home;
}

/** The samples, where they are not there yet: what a person changed stays. The settings point to the CMS of this start. @param {string} workspace @param {string} root */
function fillWorkspace(workspace, root) {
  cpSync(join(repository, 'samples'), workspace, { recursive: true, force: false });
  const file = join(workspace, '.vscode/settings.json');
  mkdirSync(join(workspace, '.vscode'), { recursive: true });
  const ours = { 'mcptt.cms.root': root, 'mcptt.cms.xui': xui };
  try {
    const present = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
    writeFileSync(file, `${JSON.stringify({ ...ours, ...present, 'mcptt.cms.root': root }, undefined, 2)}\n`);
  } catch {
    // With comments in it, which JSON.parse does not know, the file is the person's own.
    say(`${file} is left as it is: set "mcptt.cms.root" to ${root} in it.`);
  }
  return workspace;
}

/** @param {string} page @param {string} root @param {string} token */
async function verify(page, root, token) {
  const workbench = await fetch(page);
  if (!workbench.ok || !(await workbench.text()).includes('vscode-workbench-web-configuration')) throw new Refusal(`The editor answered ${workbench.status} and no workbench.`);
  say(`The editor answers ${workbench.status} with the workbench.`);
  const document = await fetch(`${root}/org.3gpp.mcptt.user-profile/users/${xui}/user-profile-0.xml`, { headers: { Authorization: `Bearer ${token}` } });
  if (document.status !== 404) throw new Refusal(`The local CMS answered ${document.status} for a document that is not there, instead of 404.`);
  say('The local CMS answers, and takes the token.');
}

/** Rejects when one of the programs ends on its own. @param {Record<string, import('./programs.mjs').Program>} programs */
async function untilOneEnds(programs) {
  await Promise.race(Object.entries(programs).map(async ([name, program]) => {
    await program.exited;
    throw new Refusal(`${name} ended.\n${program.output().trim()}`);
  }));
}

/** Stops all that was started. */
async function end() {
  await stopAll();
  for (const clean of cleanings) clean();
}

/** @param {string} line */
function say(line) {
  console.log(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}`);
}
