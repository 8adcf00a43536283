/** Media type of the MCPTT user profile (TS 24.484 8.3.2). */
export const PROFILE_MEDIA_TYPE = 'application/vnd.3gpp.mcptt-user-profile+xml';
/** Media type of the body of a 409 (RFC 4825 15.2). */
export const XCAP_ERROR_MEDIA_TYPE = 'application/xcap-error+xml';
/** Media type of an XCAP directory (OMA XDM Core). */
export const DIRECTORY_MEDIA_TYPE = 'application/vnd.oma.xcap-directory+xml';

/** Media type of the document that says what a server can do (RFC 4825 12.4). */
export const CAPABILITIES_MEDIA_TYPE = 'application/xcap-caps+xml';
/** Media types of parts of a document: an element, the value of an attribute, the namespaces inside an element (RFC 4825 15.2); sent exactly so, without parameters. */
export const ELEMENT_MEDIA_TYPE = 'application/xcap-el+xml';
export const ATTRIBUTE_MEDIA_TYPE = 'application/xcap-att+xml';
export const NAMESPACES_MEDIA_TYPE = 'application/xcap-ns+xml';

/** A media type taken apart; names in lower case, as they compare without case (RFC 9110 8.3.1). */
export interface MediaType {
  /** `type/subtype`. */
  readonly essence: string;
  readonly charset?: string;
}

/** Reads the value of a Content-Type field; undefined where it is none. Parameters other than `charset` are passed over. */
export function parseMediaType(value: string | undefined): MediaType | undefined {
  const [essence = '', ...parameters] = (value ?? '').split(';');
  const name = essence.trim().toLowerCase();
  if (!/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/.test(name)) return undefined;
  for (const parameter of parameters) {
    const charset = /^\s*charset\s*=\s*"?([^"\s]*)"?\s*$/i.exec(parameter)?.[1];
    if (charset) return { essence: name, charset: charset.toLowerCase() };
  }
  return { essence: name };
}
