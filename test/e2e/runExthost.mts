// Runs test/e2e/exthost inside the extension host of a real VS Code, on the extension as built in dist/.
// usage: runExthost.mts RESULTS, where mocha's JSON report goes. Exit code 0: all passed.
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { repository } from '../../scripts/install.mjs';
import { openBrowser } from './harness/browser';
import { runInExtensionHost } from './harness/extensionHost';
import { filesWith } from './harness/leaks';
import { buildScene, xui } from './harness/scene';
import { startSecureCms } from './harness/secureCms';
import { IdentityServer } from '../client/signIn/identityServer';

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

const refreshToken = 'refresh-token-of-the-extension-host-test';
const bundle = await bundleSuites();
const secureCms = await startSecureCms();
const identity = await IdentityServer.start();
const scene = await buildScene({
  trusted: true,
  env({ cmsRoot, token, path }) {
    secureCms.leadTo(new URL(cmsRoot).origin);
    // The CMS trusts its own tokens only; so that is what signing in gives.
    identity.onTokens = ({ body }) => { if (body !== '') Object.assign(body, { access_token: token, refresh_token: refreshToken }); };
    const secure = { root: secureCms.root(cmsRoot), issuer: identity.issuer, ...secureCms.writeFiles(path) };
    return { NODE_OPTIONS: '--enable-source-maps', MCPTT_TEST: JSON.stringify({ results, repository, cmsRoot, token, xui, secure }) };
  },
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
    const leaks = [scene.token, refreshToken].flatMap((secret) => [scene.path('editor'), scene.workspace].flatMap((folder) => filesWith(folder, secret)));
    if (leaks.length > 0) process.stderr.write(`A token was written to ${leaks.join(' ')}\n`);
    if (browser.outside.length > 0) process.stderr.write(`The editor asked for addresses on other machines: ${browser.outside.join(' ')}\n`);
    process.exitCode = verdict === 0 && browser.outside.length === 0 && leaks.length === 0 ? 0 : 1;
  } finally {
    await browser.close();
  }
} finally {
  await scene.close();
  await secureCms.close();
  await identity.stop();
}
