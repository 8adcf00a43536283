import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { fetchDocument } from '../../../xcap/src/client';
import { tagLack } from '../../../xcap/src/entityTag';
import { sentence } from '../../../xcap/src/plainText';
import { otherThanProfile } from '../connection/servedDocument';
import { CONNECTION_HELP, DOCUMENT_OPTIONS, documentAddress, exchange, readToken } from './connection';
import { readOptions } from './options';

export const help = `fetch --root URL --xui XUI --name DOC [--output FILE]
Gets a document from a CMS: its bytes on the standard output or in a file, its entity tag on the standard error output.
What is no MCPTT user profile is written nowhere.
${CONNECTION_HELP}
  --name DOC        name of the document, for example user-profile-0.xml
  --output FILE     write there; the file is replaced only once the whole document has come`;

export async function fetch(args: string[]): Promise<number> {
  const { values } = readOptions(args, { ...DOCUMENT_OPTIONS, output: { type: 'string' } }, { min: 0, max: 0, name: '' });
  const parts = { address: documentAddress(values), ...readToken(values) };
  const { answer, body, text } = await exchange(values, (transport, signal) => fetchDocument(parts, transport, signal));
  if (!body || text === undefined) {
    process.stderr.write(`${sentence(answer.summary)}\n`);
    return 1;
  }
  const other = otherThanProfile(parts.address.document, text);
  if (other !== undefined) {
    process.stderr.write(`${other}\n`);
    return 1;
  }
  if (values.output === undefined) await writeOut(body);
  else await replaceFile(values.output, body);
  process.stderr.write(`ETag: ${answer.entityTag ?? `(${tagLack(answer)})`}\n`);
  return 0;
}

function writeOut(body: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => process.stdout.write(body, (error) => (error ? reject(error) : resolve())));
}

async function replaceFile(path: string, body: Uint8Array): Promise<void> {
  const draft = `${path}.${randomUUID()}.part`;
  try {
    const file = await open(draft, 'wx');
    try {
      await file.writeFile(body);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    // The file that was asked for is what the message should name.
    throw error instanceof Error ? Object.assign(error, { path }) : error;
  } finally {
    await rm(draft, { force: true });
  }
}
