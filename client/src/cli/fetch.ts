import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { fetchDocument } from '../../../xcap/src/client';
import { tagLack } from '../../../xcap/src/entityTag';
import { sentence } from '../../../xcap/src/plainText';
import { otherThanProfile } from '../connection/servedDocument';
import { CONNECTION_HELP, DOCUMENT_OPTIONS, documentAddress, exchange, readToken, tell } from './connection';
import { readOptions } from './options';
import { writeOut } from './standardOutput';

export const help = `fetch --root URL --xui XUI --name DOC [--output FILE]
Gets a document from a CMS: its bytes on the standard output or in a file, its entity tag on the standard error output.
What is no MCPTT user profile is written nowhere.
${CONNECTION_HELP}
  --name DOC        name of the document, for example user-profile-0.xml
  --output FILE     write there; the file is replaced only once the whole document has come`;

export async function fetch(args: string[]): Promise<number> {
  const { values } = readOptions(args, { ...DOCUMENT_OPTIONS, output: { type: 'string' } }, { min: 0, max: 0, name: '' });
  const token = readToken(values);
  const parts = { address: documentAddress(values), ...token };
  const { answer, body, text } = await exchange(values, (transport, signal) => fetchDocument(parts, transport, signal));
  if (!body || text === undefined) {
    tell(sentence(answer.summary), token.token);
    return 1;
  }
  const other = otherThanProfile(parts.address.document, text);
  if (other !== undefined) {
    tell(other, token.token);
    return 1;
  }
  if (values.output === undefined) await writeOut(body);
  else await putInto(values.output, body);
  tell(`ETag: ${answer.entityTag ?? `(${tagLack(answer)})`}`, token.token);
  return 0;
}

/** Puts the whole of a document in place of a file, or writes it to a device or a pipe: that is nothing to put another file in place of. */
async function putInto(path: string, body: Uint8Array): Promise<void> {
  const there = await stat(path).catch(() => undefined);
  if (there !== undefined && !there.isFile() && !there.isDirectory()) return writeFile(path, body);
  // What a link leads to is replaced, and not the link.
  return replaceFile(await realpath(path).catch(() => path), path, body, there?.mode);
}

async function replaceFile(goal: string, path: string, body: Uint8Array, mode: number | undefined): Promise<void> {
  const draft = `${goal}.${randomUUID()}.part`;
  try {
    const file = await open(draft, 'wx');
    try {
      // Who may read the file is for its owner to say, and stays.
      if (mode !== undefined) await file.chmod(mode & 0o777);
      await file.writeFile(body);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, goal);
  } catch (error) {
    // The file that was asked for is what the message should name.
    throw error instanceof Error ? Object.assign(error, { path }) : error;
  } finally {
    await rm(draft, { force: true });
  }
}
