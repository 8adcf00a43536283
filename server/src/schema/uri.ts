/**
 * The lexical check of xs:anyURI. Part 2 of XML Schema leaves it open (3.2.17); this is what libxml2 does with it, which
 * people compare with: characters that a URI may not hold are as good as escaped, then RFC 3986 appendix A decides.
 */
const PCHAR = String.raw`(?:[\w\-.~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})`;
const SEGMENT_WITHOUT_COLON = String.raw`(?:[\w\-.~!$&'()*+,;=@]|%[0-9A-Fa-f]{2})+`;
const USER_INFORMATION = String.raw`(?:(?:[\w\-.~!$&'()*+,;=:]|%[0-9A-Fa-f]{2})*@)?`;
const HOST = String.raw`(?:\[[^\]]*\]|(?:[\w\-.~!$&'()*+,;=]|%[0-9A-Fa-f]{2})*)`;
const AUTHORITY = String.raw`//${USER_INFORMATION}${HOST}(?::(\d+))?(?:/${PCHAR}*)*`;
const ABSOLUTE_PATH = String.raw`/(?:${PCHAR}+(?:/${PCHAR}*)*)?`;
const ROOTLESS_PATH = String.raw`${PCHAR}+(?:/${PCHAR}*)*`;
const RELATIVE_PATH = String.raw`${SEGMENT_WITHOUT_COLON}(?:/${PCHAR}*)*`;
const QUERY_AND_FRAGMENT = String.raw`(?:\?(?:${PCHAR}|[/?])*)?(?:#(?:${PCHAR}|[/?[\]])*)?`;
const ABSOLUTE = new RegExp(String.raw`^[A-Za-z][A-Za-z0-9+.\-]*:(?:${AUTHORITY}|${ABSOLUTE_PATH}|${ROOTLESS_PATH}|)${QUERY_AND_FRAGMENT}$`);
const RELATIVE = new RegExp(String.raw`^(?:${AUTHORITY}|${ABSOLUTE_PATH}|${RELATIVE_PATH}|)${QUERY_AND_FRAGMENT}$`);
const HIGHEST_PORT = 2_147_483_647;

/** Whether a text, white space collapsed, is an xs:anyURI. */
export function isUri(value: string): boolean {
  // eslint-disable-next-line no-control-regex -- control characters are among what a URI may not hold
  const escaped = value.replace(/[\x00-\x20"<>\\^`{|}]|[^\x00-\x7e]/g, '_');
  const match = ABSOLUTE.exec(escaped) ?? RELATIVE.exec(escaped);
  return match !== null && (match[1] === undefined || Number(match[1]) <= HIGHEST_PORT);
}
