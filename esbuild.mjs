// Builds dist/: `node esbuild.mjs` for use, `--watch` while working on it, `--minify` for the package.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { build, context } from 'esbuild';

const flags = new Set(process.argv.slice(2));
execFileSync(process.execPath, ['--import', 'tsx', 'scripts/compile-grammar.ts'], { stdio: 'inherit' });
rmSync('dist', { recursive: true, force: true });

const shared = { bundle: true, minify: flags.has('--minify'), sourcemap: flags.has('--minify') ? false : 'linked', logLevel: 'warning', legalComments: 'none' };
const node = { ...shared, platform: 'node', format: 'cjs', target: 'node20', external: ['vscode'], outdir: 'dist' };
const web = { ...shared, platform: 'browser', target: 'es2022', outdir: 'dist/web', external: ['vscode'], define: { 'process.env.NODE_ENV': '"production"' } };
const bundles = [
  { ...node, entryPoints: { extension: 'client/src/vscode/extension.ts', server: 'server/src/lsp/node.ts', cli: 'client/src/cli/main.ts' } },
  { ...web, format: 'cjs', entryPoints: { extension: 'client/src/vscode/extensionWeb.ts' } },
  { ...web, format: 'iife', entryPoints: { server: 'server/src/lsp/worker.ts' } },
];

if (flags.has('--watch')) {
  for (const bundle of bundles) await (await context(bundle)).watch();
} else {
  await Promise.all(bundles.map((bundle) => build(bundle)));
}
