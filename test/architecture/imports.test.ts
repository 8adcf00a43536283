import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { reachOf } from './source';
import { violations } from './violations';

const repository = join(import.meta.dirname, '../..');

/** Our TypeScript sources below a folder, as paths from the repository's root. */
function sources(folder: string): string[] {
  return readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('node_modules'))
    .map((name) => `${folder}/${name.split(sep).join('/')}`);
}

const read = (file: string): string => readFileSync(join(repository, file), 'utf8');

suite('who may know whom', () => {
  test('every source file keeps to its room', () => {
    const files = ['server/src', 'xcap/src', 'cms/src', 'client/src'].flatMap(sources);
    assert(files.length > 50, 'the sources are found');
    assert.deepEqual(files.flatMap((file) => violations(file, read(file))), []);
  });

  test('of the tests, only those inside a real VS Code know vscode', () => {
    const outside = sources('test').filter((file) => !file.startsWith('test/e2e/exthost/'));
    assert.deepEqual(outside.filter((file) => reachOf(file, read(file)).imports.some(({ module }) => module === 'vscode')), []);
  });

  const broken: [file: string, text: string, expected: string][] = [
    ['server/src/syntax/parse.ts', "import type { Grammar } from '../schema/grammar';", 'imports ../schema/grammar'],
    ['server/src/schema/validate.ts', "export { namespace } from '../profile/namespaces';", 'imports ../profile/namespaces'],
    ['server/src/features/hover.ts', "import { Hover } from 'vscode-languageserver';", 'imports vscode-languageserver'],
    ['server/src/features/complete.ts', "import { createLanguageService } from '../service';", 'imports ../service'],
    ['server/src/features/deep/hover.ts', "import '../../lsp/node';", 'imports ../../lsp/node'],
    ['server/src/service.ts', "const fs = await import('node:fs');", 'imports node:fs'],
    ['server/src/profile/schema.ts', "type Stats = import('fs').Stats;", 'imports fs'],
    ['xcap/src/client.ts', "import { createLanguageService } from '../../server/src/service';", 'imports ../../server/src/service'],
    ['server/src/lsp/node.ts', "import * as vscode from 'vscode';", 'imports vscode'],
    ['client/src/cli/main.ts', "import { publish } from '../vscode/publish';", 'imports ../vscode/publish'],
    ['cms/src/server.ts', "import { parse } from '../../server/src/features/diagnostics';", 'imports ../../server/src/features/diagnostics'],
    ['server/src/syntax/piece.ts', 'const began = Date.now();', 'uses Date.now'],
    ['server/src/schema/date.ts', 'const today = new Date();', 'uses new Date()'],
    ['server/src/profile/rules.ts', 'if (process.env.X) console.log(1);', 'uses process'],
    ['xcap/src/address.ts', 'const nonce = Math.random();', 'uses Math.random'],
  ];
  for (const [file, text, expected] of broken) {
    test(`${file} may not: ${expected}`, () => assert.equal(violations(file, text)[0], `${file} ${expected}`));
  }

  test('features may know the types of the service, and no more', () => {
    assert.deepEqual(violations('server/src/features/complete.ts', "import type { Completion } from '../service';"), []);
  });

  test('what a file declares itself, and a date that is given, are not the world', () => {
    assert.deepEqual(violations('server/src/schema/date.ts', 'const process = (x: Date) => x; process(new Date(0)); a.process.b; Math.max(1);'), []);
  });
});
