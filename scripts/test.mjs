// `npm test`: everything from a fresh clone to the verdict, a line a stage. `npm test -- unit ui …` runs some stages only;
// the name of a folder of test/ works as well. `--update-screenshots` also renews the pictures of the documentation.
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ensureChromium, ensureDependencies, ensureEditor, ensurePostgres, repository } from './install.mjs';
import { fail, Refusal, start, stopAll } from './programs.mjs';

/** @typedef {{ passed: number, failed: number, skipped: string[], failures: string[] }} Verdict */
/** @typedef {{ name: string, needs: 'grammar' | 'build', run: () => Promise<Verdict> }} Stage */

/** Folders whose tests start programs, and those that have stages of their own. Every other one is a unit room. */
const processRooms = ['lsp', 'cli', 'cms', 'fuzz', 'interop'];
const notRooms = ['e2e'];
const patience = 600_000;

const options = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const chosen = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const rooms = readdirSync(join(repository, 'test'), { withFileTypes: true }).filter((entry) => entry.isDirectory() && !notRooms.includes(entry.name)).map(({ name }) => name);
const unitRooms = rooms.filter((room) => !processRooms.includes(room));

/** What failed, for the end. @type {string[]} */
const failures = [];
let passed = 0;
let failed = 0;

/** @type {Stage[]} */
const stages = [
  { name: 'types', needs: 'grammar', run: () => tool('node_modules/typescript/bin/tsc', '--noEmit') },
  { name: 'lint', needs: 'grammar', run: () => tool('node_modules/eslint/bin/eslint.js', '.') },
  { name: 'unit', needs: 'grammar', run: () => mochaRooms('unit', chosenRooms(unitRooms)) },
  { name: 'process', needs: 'build', run: () => mochaRooms('process', chosenRooms(processRooms)) },
  { name: 'exthost', needs: 'build', run: () => report('exthost', (results) => ['--import', 'tsx', 'test/e2e/runExthost.mts', results]) },
  { name: 'ui', needs: 'build', run: () => mocha('ui', testFiles('e2e/ui')) },
  { name: 'setup', needs: 'build', run: () => mocha('setup', testFiles('e2e/setup')) },
];
const endToEnd = ['exthost', 'ui', 'setup'];

try {
  await main();
} catch (error) {
  fail(error);
}

async function main() {
  const began = Date.now();
  const selected = selectedStages();
  for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(name, () => void stopAll().then(() => process.exit(130)));
  await ensureDependencies();
  rmSync(join(repository, 'out/test'), { recursive: true, force: true });
  mkdirSync(join(repository, 'out/test'), { recursive: true });
  // The downloads of the end to end tests go on while the processor has other things to do.
  const real = selected.some(({ name }) => endToEnd.includes(name));
  // One after the other where both are apt-get's: it lets nobody else in. What lacks PostgreSQL is skipped, and says so.
  const postgres = selected.some(({ name }) => name === 'process') ? ensurePostgres().catch((error) => console.log(String(error.message))) : Promise.resolve();
  const chromium = () => postgres.then(ensureChromium);
  const editor = real ? Promise.all([ensureEditor(), chromium()]).then(() => undefined, (error) => String(error.message)) : undefined;
  const built = selected.some(({ needs }) => needs === 'build')
    ? await stage({ name: 'build', run: () => tool('scripts/package.mjs') })
    : await stage({ name: 'grammar', run: () => tool('--import', 'tsx', 'scripts/compile-grammar.ts') });
  const pick = (/** @type {string[]} */ ...names) => selected.filter(({ name, needs }) => names.includes(name) && (built || needs === 'grammar'));
  // Side by side only what measures nothing: the later ones have time limits.
  await Promise.all([inOrder(pick('types', 'lint')), inOrder(pick('unit'))]);
  await postgres;
  await inOrder(pick('process'));
  const lacking = await editor;
  if (lacking !== undefined) note('end to end', lacking);
  else await inOrder(pick(...endToEnd));
  if (failures.length > 0) console.log(`\n${failures.join('\n\n')}\n`);
  console.log(`All of it took ${seconds(began)}.`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

/** @returns {Stage[]} */
function selectedStages() {
  const groups = [...stages.map(({ name }) => name), ...rooms, 'e2e'];
  const unknown = [...chosen.filter((name) => !groups.includes(name)), ...options.filter((option) => option !== '--update-screenshots')];
  if (unknown.length > 0) throw new Refusal(`There is no ${unknown.join(', ')} to run: choose among ${groups.join(', ')}.`);
  const wanted = (/** @type {string} */ name, /** @type {string[]} */ members) => chosen.includes(name) || members.some((member) => chosen.includes(member));
  if (chosen.length === 0) return stages;
  return stages.filter(({ name }) => wanted(name, name === 'unit' ? unitRooms : name === 'process' ? processRooms : endToEnd.includes(name) ? ['e2e'] : []));
}

/** The rooms of a stage that were asked for by name, or all of them. @param {string[]} all */
function chosenRooms(all) {
  const named = all.filter((room) => chosen.includes(room));
  return named.length > 0 ? named : all;
}

/** @param {Stage[]} list */
async function inOrder(list) {
  for (const one of list) await stage(one);
}

/** Runs a stage, prints its line and keeps its failures. True where nothing failed. @param {Pick<Stage, 'name' | 'run'>} one */
async function stage({ name, run }) {
  const began = Date.now();
  const verdict = await run();
  passed += verdict.passed;
  failed += verdict.failed;
  failures.push(...verdict.failures.map((failure) => `[${name}] ${failure}`));
  const counts = verdict.passed + verdict.failed > 0 ? `${verdict.passed} passed, ${verdict.failed} failed` : 'good';
  const skipped = verdict.skipped.length > 0 ? `  SKIPPED ${verdict.skipped.length}: ${verdict.skipped.join('; ')}` : '';
  console.log(`${name.padEnd(10)} ${seconds(began).padStart(8)}  ${counts}${skipped}`);
  return verdict.failed === 0;
}

/** A failure that is no test's. @param {string} where @param {string} what */
function note(where, what) {
  failed += 1;
  failures.push(`[${where}] ${what}`);
}

/** A program that is good or not, without tests to count. @param {...string} args @returns {Promise<Verdict>} */
async function tool(...args) {
  const { code, output } = await node(args);
  return { passed: 0, failed: code === 0 ? 0 : 1, skipped: [], failures: code === 0 ? [] : [output.trim() || `ended with ${code}`] };
}

/** @param {string} name @param {string[]} list folders below test/ */
function mochaRooms(name, list) {
  return mocha(name, list.flatMap((room) => testFiles(room)));
}

/** @param {string} name @param {string[]} files @returns {Promise<Verdict>} */
async function mocha(name, files) {
  if (files.length === 0) return { passed: 0, failed: 1, skipped: [], failures: ['there are no tests to run'] };
  return report(name, (results) => ['node_modules/mocha/bin/mocha.js', '--reporter', 'json', '--reporter-option', `output=${results}`, ...files]);
}

/** Test files below a folder of test/, in the order of their names. @param {string} folder */
function testFiles(folder) {
  const path = join(repository, 'test', folder);
  return rooms.includes(folder) || folder.startsWith('e2e/')
    ? readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts')).sort().map((name) => relative(repository, join(path, name)))
    : [];
}

/** Runs something that leaves a JSON report of mocha's. @param {string} name @param {(results: string) => string[]} args @returns {Promise<Verdict>} */
async function report(name, args) {
  const results = join(repository, 'out/test', `${name}.json`);
  const { code, output } = await node(args(results));
  let found;
  try {
    found = JSON.parse(readFileSync(results, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, skipped: [], failures: [`gave no results (ended with ${code}):\n${output.trim()}`] };
  }
  const list = found.failures.map((/** @type {{ fullTitle: string, err: { message?: string, stack?: string } }} */ test) => `${test.fullTitle}\n${indented(test.err.stack ?? test.err.message ?? '')}`);
  // Something beside the tests went wrong: a program that did not end well, or whose page went where it must not go.
  if (code !== 0 && list.length === 0) list.push(`ended with ${code}:\n${output.trim()}`);
  return { passed: found.stats.passes, failed: list.length, skipped: found.pending.map((/** @type {{ fullTitle: string }} */ test) => test.fullTitle), failures: list };
}

/** @param {string} stack */
function indented(stack) {
  return stack.split('\n').filter((line) => !/^\s+at .*(node:|node_modules)/.test(line)).slice(0, 60).map((line) => `    ${line}`).join('\n');
}

/** @param {string[]} args @returns {Promise<{ code: number | string | null, output: string }>} */
async function node(args) {
  const env = { ...process.env, ...(options.includes('--update-screenshots') ? { MCPTT_UPDATE_SCREENSHOTS: '1' } : {}) };
  const program = start(process.execPath, args, { cwd: repository, env });
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    void program.stop();
  }, patience);
  await program.closed;
  clearTimeout(timer);
  return { code: late ? `no end after ${patience / 1000} s` : program.child.exitCode ?? program.child.signalCode, output: program.output() };
}

/** @param {number} since */
function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
