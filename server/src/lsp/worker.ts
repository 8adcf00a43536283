import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { startServer } from './server';

// A web worker: what the browser's editor starts. The type of its global object is the web worker library's, which this
// project does not load beside Node's.
const reader = new BrowserMessageReader(globalThis);
startServer(createConnection(reader, new BrowserMessageWriter(globalThis)));
