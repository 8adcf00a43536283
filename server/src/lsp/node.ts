import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './server';

// Each keystroke in a long list leaves a copy of the list's pointers behind. Left alone, V8 lets that grow to four times
// what is alive before it looks; a process that lives all day beside the editor should not.
setFlagsFromString('--heap-growing-percent=60');

// `node dist/server.js --stdio`, or over IPC where the editor starts it.
startServer(createConnection(ProposedFeatures.all), (uri) => {
  // A file of another machine is nobody's to look for: nothing is asked over a network because a document says so.
  if (!/^file:\/\/\//.test(uri)) return undefined;
  const folder = dirname(fileURLToPath(uri));
  return (path) => existsSync(join(folder, path));
});
