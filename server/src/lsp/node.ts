import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './server';

// Each keystroke in a long list leaves a copy of the list's pointers behind. Left alone, V8 lets that grow to four times
// what is alive before it looks; a process that lives all day beside the editor should not.
setFlagsFromString('--heap-growing-percent=60');

// `node dist/server.js --stdio`, or over IPC where the editor starts it.
startServer(createConnection(ProposedFeatures.all), async (uri) => {
  try {
    return await readFile(fileURLToPath(uri), 'utf8');
  } catch {
    // A file that is not there, is a folder or lies elsewhere: the setting that names it is told so.
    return undefined;
  }
});
