import type { NodeSelector } from '../../xcap/src/nodeSelector';
import type { PartConflict } from '../../xcap/src/partialEdit';
import { formatNodeSelector } from '../../xcap/src/selectorText';
import { conflict, refusal, type HttpAnswer } from './answers';
import type { CmsRequest } from './handler';
import { newIndexClash } from './indexClash';
import { deletePart, putPart } from './parts';
import type { StoredResource } from './resource';
import { decodeUtf8, encodeUtf8 } from './utf8';
import { notUnique, refuseInvalid } from './validation';

/** The bytes that take the place of the version that is there, with the status to tell; or the answer that is due instead. */
export type Change = { readonly body: Uint8Array; readonly status: 200 | 201 } | { readonly answer: HttpAnswer };

/**
 * The largest part that is taken, in bytes. A part is put in its place before the document as a whole is checked, in this
 * thread, as documents up to this size are checked here; and what is not well-formed costs far more to read than what is.
 */
const LARGEST_PART = 64 * 1024;

/**
 * What a PUT or DELETE of a part makes of a document.
 * @param text the document as it is; undefined where there is none
 * @param most how many bytes a document may have
 */
export async function partChange(text: string | undefined, part: NodeSelector, sent: Uint8Array, resource: StoredResource, request: CmsRequest, most: number): Promise<Change> {
  const { usage } = resource;
  if (text === undefined) return { answer: conflict('no-parent', 'there is no such document; store a whole one first') };
  if (sent.length > LARGEST_PART) return { answer: conflict('constraint-failure', `a part may have ${LARGEST_PART} bytes; send the whole document instead`) };
  const body = decodeUtf8(sent);
  if (body === undefined) return { answer: conflict('not-utf-8', 'what was sent is not encoded in UTF-8') };
  const edit = request.method === 'PUT' ? putPart(text, part, body, usage.placeFor) : deletePart(text, part);
  if (edit.kind === 'absent') return { answer: refusal(404, `${edit.phrase}.`) };
  if (edit.kind === 'conflict') return { answer: conflictAnswer(edit.conflict, resource, request) };
  const refused = await refuseInvalid(edit.text, usage);
  if (refused) return { answer: refused };
  const clash = request.method === 'PUT' && usage.numberedBy !== undefined ? newIndexClash(text, edit.text, part.steps, { attribute: usage.numberedBy, namespace: usage.defaultNamespace }) : undefined;
  if (clash) return { answer: notUnique(clash, edit.text, usage) };
  const bytes = encodeUtf8(edit.text);
  if (bytes.length > most) return { answer: conflict('constraint-failure', `the document would have ${bytes.length} bytes; it may have ${most} at most`) };
  return { body: bytes, status: edit.outcome === 'created' ? 201 : 200 };
}

function conflictAnswer({ kind, phrase, ancestor }: PartConflict, resource: StoredResource, request: CmsRequest): HttpAnswer {
  return conflict(kind, phrase, kind === 'no-parent' ? { ancestor: ancestorUri(ancestor, resource, request) } : {});
}

/** The address of the deepest element that exists (RFC 4825 11.1), or of the document where its root element is another. */
function ancestorUri(ancestor: NodeSelector | undefined, { documentTarget, usage }: StoredResource, { headers, scheme = 'http' }: CmsRequest): string {
  const { host } = headers;
  const document = `${host === undefined ? '' : `${scheme}://${host}`}${documentTarget}`;
  if (!ancestor) return document;
  const { selector, query } = formatNodeSelector(ancestor, usage.defaultNamespace);
  return `${document}/~~/${selector}${query === undefined ? '' : `?${query}`}`;
}
