import { DIRECTORY_AUID, DIRECTORY_DOCUMENT } from '../../../xcap/src/address';
import { fetchDocument } from '../../../xcap/src/client';
import { readDirectory } from '../../../xcap/src/directory';
import { oneLine, sentence } from '../../../xcap/src/plainText';
import { CONNECTION_HELP, CONNECTION_OPTIONS, exchange, readToken, tell } from './connection';
import { withoutToken } from '../connection/tokenText';
import { readOptions, required } from './options';
import { writeOut } from './standardOutput';

export const help = `list --root URL --xui XUI
Lists the documents of a user from the XCAP directory of a CMS: a line each, address and entity tag, separated by a tab.
${CONNECTION_HELP}`;

export async function list(args: string[]): Promise<number> {
  const { values } = readOptions(args, CONNECTION_OPTIONS, { min: 0, max: 0, name: '' });
  const address = { root: required(values.root, 'root'), auid: DIRECTORY_AUID, xui: required(values.xui, 'xui'), document: DIRECTORY_DOCUMENT };
  const token = readToken(values);
  const { answer, text } = await exchange(values, (transport, signal) => fetchDocument({ address, ...token }, transport, signal));
  const entries = text === undefined ? undefined : readDirectory(text);
  if (!entries) {
    tell(text === undefined ? sentence(answer.summary) : `${answer.summary}, but it is no list of documents; this CMS may keep none.`, token.token);
    return 1;
  }
  await writeOut(withoutToken(entries.map(({ uri, entityTag }) => `${oneLine(uri)}\t${oneLine(entityTag ?? '')}\n`).join(''), token.token));
  return 0;
}
