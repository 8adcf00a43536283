import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './server';

// Each keystroke in a long list leaves a copy of the list's pointers behind. Left alone, V8 lets that grow to four times
// what is alive before it looks; a process that lives all day beside the editor should not.
setFlagsFromString('--heap-growing-percent=60');

// `node dist/server.js --stdio`, or over IPC where the editor starts it.
startServer(createConnection(ProposedFeatures.all), {
  async readText(uri) {
    try {
      return await readFile(fileURLToPath(uri), 'utf8');
    } catch {
      // A file that is not there, is a folder or lies elsewhere: the setting that names it is told so.
      return undefined;
    }
  },
  filesBeside(uri) {
    // A file of another machine is nobody's to look for: nothing is asked over a network because a document says so.
    if (!/^file:\/\/\//.test(uri)) return undefined;
    const folder = dirname(fileURLToPath(uri));
    return (path) => existsSync(join(folder, path));
  },
});
