import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './server';

// `node dist/server.js --stdio`, or over IPC where the editor starts it.
startServer(createConnection(ProposedFeatures.all));
