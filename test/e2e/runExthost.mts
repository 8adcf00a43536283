// Runs test/e2e/exthost inside the extension host of a real VS Code, on the extension as built in dist/.
// usage: runExthost.mts RESULTS, where mocha's JSON report goes. Exit code 0: all passed.
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { repository } from '../../scripts/install.mjs';
import { openBrowser } from './harness/browser';
import { runInExtensionHost } from './harness/extensionHost';
import { buildScene, xui } from './harness/scene';

const results = resolve(process.argv[2] ?? 'out/test/exthost.json');
const patience = 180_000;

/** One bundle a test file: mocha loads them in the extension host, where there is no TypeScript. */
async function bundleSuites(): Promise<string> {
  const outdir = join(repository, 'out/e2e/exthost');
  const sources = join(repository, 'test/e2e/exthost');
  await build({
    entryPoints: readdirSync(sources).filter((name) => name === 'index.ts' || name.endsWith('.test.ts')).map((name) => join(sources, name)),
    outdir, bundle: true, platform: 'node', format: 'cjs', target: 'node20', external: ['vscode', 'mocha'], sourcemap: 'inline', logLevel: 'warning',
  });
  return join(outdir, 'index.js');
}

const bundle = await bundleSuites();
const scene = await buildScene({
  trusted: true,
  env: ({ cmsRoot, token }) => ({ NODE_OPTIONS: '--enable-source-maps', MCPTT_TEST: JSON.stringify({ results, repository, cmsRoot, token, xui }) }),
});
try {
  const browser = await openBrowser();
  const pageErrors: string[] = [];
  browser.page.on('pageerror', (error) => pageErrors.push(String(error)));
  try {
    const late = new Promise<string>((settle) => setTimeout(settle, patience, 'late').unref());
    const verdict = await Promise.race([runInExtensionHost(browser.page, scene.editorUrl, scene.workspace, repository, bundle), late]);
    if (verdict === 'late' || !existsSync(results)) {
      await browser.page.screenshot({ path: join(repository, 'out/screenshots/exthost-failure.png') });
      process.stderr.write(`The tests in the extension host gave no result (${verdict}); see out/screenshots/exthost-failure.png.\n${pageErrors.join('\n')}\n`);
    }
    if (browser.outside.length > 0) process.stderr.write(`The editor asked for addresses on other machines: ${browser.outside.join(' ')}\n`);
    process.exitCode = verdict === 0 && browser.outside.length === 0 ? 0 : 1;
  } finally {
    await browser.close();
  }
} finally {
  await scene.close();
}
