import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../../../scripts/install.mjs';
import { namesInZip } from './zip';

const names = namesInZip(join(repository, 'dist/mcptt-user-profile.vsix'));

suite('the package', () => {
  test('holds what runs, and nothing else', () => {
    assert.deepEqual(names, [
      '[Content_Types].xml',
      'extension.vsixmanifest',
      'extension/dist/cli.js',
      'extension/dist/extension.js',
      'extension/dist/server.js',
      'extension/dist/web/extension.js',
      'extension/dist/web/server.js',
      'extension/language-configuration.json',
      'extension/package.json',
      'extension/readme.md',
      'extension/snippets/mcptt-user-profile.json',
      'extension/syntaxes/mcptt-user-profile.tmLanguage.json',
    ]);
  });

  test('has every file that the manifest names', () => {
    const manifest = readFileSync(join(repository, 'package.json'), 'utf8');
    const files = [...manifest.matchAll(/"\.\/([^"]+)"/g)].map(([, path]) => `extension/${path}`);
    assert(files.length >= 4, 'the manifest names files');
    assert.deepEqual(files.filter((file) => !names.includes(file)), []);
  });

  test('has no source maps', () => {
    for (const bundle of ['cli.js', 'extension.js', 'server.js', 'web/extension.js', 'web/server.js']) {
      assert.doesNotMatch(readFileSync(join(repository, 'dist', bundle), 'utf8').slice(-200), /sourceMappingURL/);
    }
  });
});
