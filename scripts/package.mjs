// `npm run package`: builds for use and leaves dist/mcptt-user-profile.vsix. What goes in is said by .vscodeignore.
import { ensureDependencies, repository } from './install.mjs';
import { fail, run } from './programs.mjs';

try {
  await ensureDependencies();
  const options = { cwd: repository };
  await run(process.execPath, ['esbuild.mjs', '--minify'], options);
  await run(process.execPath, [
    'node_modules/@vscode/vsce/vsce', 'package', '--no-dependencies', '--allow-missing-repository', '--skip-license', '--no-rewrite-relative-links',
    '--out', 'dist/mcptt-user-profile.vsix',
  ], options);
  console.log('dist/mcptt-user-profile.vsix is ready.');
} catch (error) {
  fail(error);
}
