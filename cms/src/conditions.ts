import { refusal, type HttpAnswer } from './answers';
import type { DocumentMethod, DocumentRequest } from './documents';
import { parseTagCondition } from './entityTags';

type Headers = Readonly<Record<string, string | undefined>>;

/** The preconditions of a request; they are about the document, whose one entity tag is that of all its parts (RFC 4825 7.11). */
export function readConditions(method: string, headers: Headers): DocumentRequest | HttpAnswer {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  // What names no version can never be the version that is there: for If-Match that is a list of none.
  const ifMatch = match === undefined ? undefined : (parseTagCondition(match) ?? []);
  const ifNoneMatch = noneMatch === undefined ? undefined : parseTagCondition(noneMatch);
  if (noneMatch !== undefined && ifNoneMatch === undefined) return refusal(400, 'If-None-Match is neither * nor a list of entity tags in quotes.');
  return { method: method as DocumentMethod, ...(ifMatch && { ifMatch }), ...(ifNoneMatch && { ifNoneMatch }) };
}
