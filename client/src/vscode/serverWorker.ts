import { workspace, type Uri } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, type MessageTransports } from 'vscode-languageclient/browser';

/** What of a web worker and its script is used here; the rest of the project is compiled without the DOM's types. */
interface WorkerPort { terminate(): void }
declare const Worker: new (url: string) => WorkerPort;
declare const Blob: new (parts: readonly Uint8Array[], options: { readonly type: string }) => object;
declare const URL: { createObjectURL(blob: object): string };

/**
 * Makes what starts the language server in a web worker, and ends the one before: a server that hangs cannot end itself.
 * @param script the server's bundle, in the extension's folder
 */
export function serverInWorker(script: Uri): () => Promise<MessageTransports> {
  let worker: WorkerPort | undefined;
  return async () => {
    worker?.terminate();
    worker = await startWorker(script);
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
}

async function startWorker(script: Uri): Promise<WorkerPort> {
  if (/^https?$/.test(script.scheme)) return new Worker(script.toString(true));
  // Installed on a remote machine and run in the browser all the same (`remote.extensionKind`), the extension has an address
  // that no worker can be started from; but the editor reads it.
  const url = URL.createObjectURL(new Blob([await workspace.fs.readFile(script)], { type: 'text/javascript' }));
  return new Worker(url);
}
