import { ATTRIBUTE_MEDIA_TYPE, ELEMENT_MEDIA_TYPE, parseMediaType } from '../../xcap/src/mediaTypes';
import { refusal, type HttpAnswer } from './answers';
import type { StoredResource } from './resource';

/** What the header of a PUT alone decides (RFC 4825 8.2.2): exactly the type of what is addressed, in UTF-8, as it is and as a whole. */
export function refuseHeader(headers: Readonly<Record<string, string | undefined>>, { usage, part }: StoredResource): HttpAnswer | undefined {
  const [what, expected] = part === undefined ? [`A document of ${usage.auid}`, usage.mediaType] : part.terminal ? ['The value of an attribute', ATTRIBUTE_MEDIA_TYPE] : ['An element', ELEMENT_MEDIA_TYPE];
  const type = parseMediaType(headers['content-type']);
  if (type?.essence !== expected.toLowerCase()) return refusal(415, `${what} is sent as ${expected}.`);
  if (type.charset !== undefined && type.charset !== 'utf-8' && type.charset !== 'utf8') return refusal(415, `${what} is sent in UTF-8.`);
  const coding = headers['content-encoding'];
  if (coding !== undefined && coding.toLowerCase() !== 'identity') return refusal(415, `${what} is sent without content coding.`, { 'Accept-Encoding': 'identity' });
  // RFC 9110 14.5: to store a part as if it were the whole would destroy the document.
  if (headers['content-range'] !== undefined) return refusal(400, `${what} is sent as a whole, without Content-Range.`);
  return undefined;
}
