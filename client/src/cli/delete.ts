import { deleteDocument } from '../../../xcap/src/client';
import { sentence } from '../../../xcap/src/plainText';
import { CONNECTION_HELP, DOCUMENT_OPTIONS, documentAddress, entityTagOf, exchange, readToken, tell } from './connection';
import { readOptions } from './options';

export const help = `delete --root URL --xui XUI --name DOC [--if-match ETAG]
Removes a document from a CMS.
${CONNECTION_HELP}
  --name DOC        name of the document, for example user-profile-0.xml
  --if-match ETAG   only if the document there is still this version`;

export async function deleteCommand(args: string[]): Promise<number> {
  const { values } = readOptions(args, { ...DOCUMENT_OPTIONS, 'if-match': { type: 'string' } }, { min: 0, max: 0, name: '' });
  const entityTag = values['if-match'] === undefined ? {} : { entityTag: entityTagOf(values['if-match']) };
  const token = readToken(values);
  const parts = { address: documentAddress(values), ...token, ...entityTag };
  const answer = await exchange(values, (transport, signal) => deleteDocument(parts, transport, signal));
  tell(sentence(answer.summary), token.token);
  return answer.outcome === 'refused' ? 1 : 0;
}
