import { withoutBody, type HttpAnswer } from './answers';

/** What of a request decides whether a page of another origin may read the answer. Names in lower case. */
export interface CrossOriginRequest {
  readonly method?: string | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** The origins whose pages may use a CMS, each as a browser writes it. */
export type AllowedOrigins = ReadonlySet<string>;

/** What a client reads of an answer besides its body; a browser hides all of these from a page that is not told of them. */
const EXPOSED = 'ETag, Allow, Location, Retry-After, WWW-Authenticate';

/** For so many seconds a browser need not ask again. */
const PREFLIGHT_SECONDS = '600';

/**
 * The fields that let a page of an allowed origin read an answer (Fetch 3.3). Never a wildcard, and never credentials of
 * the browser: the token in the request is the only one that counts here.
 */
export function crossOriginFields({ headers }: CrossOriginRequest, allowed: AllowedOrigins): Readonly<Record<string, string>> {
  if (allowed.size === 0) return {};
  const origin = originOf(headers, allowed);
  // A cache on the way must not give one origin what was meant for another.
  return { Vary: 'Origin', ...(origin === undefined ? {} : { 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': EXPOSED }) };
}

/**
 * The answer to a browser that asks before it sends (a preflight, Fetch 4.8), which has no token and gets nothing of ours.
 * @returns undefined where the request is none, or is not from an allowed origin
 */
export function preflightAnswer({ method, headers }: CrossOriginRequest, allowed: AllowedOrigins): HttpAnswer | undefined {
  const wanted = headers['access-control-request-method'];
  if (method !== 'OPTIONS' || wanted === undefined || originOf(headers, allowed) === undefined) return undefined;
  const fields = headers['access-control-request-headers'];
  return withoutBody(204, {
    'Access-Control-Allow-Methods': 'GET, HEAD, PUT, DELETE',
    // A deployment may have fields of its own, and who comes from an allowed origin may send what everybody else may.
    ...(typeof fields === 'string' && FIELD_NAMES.test(fields) ? { 'Access-Control-Allow-Headers': fields } : {}),
    'Access-Control-Max-Age': PREFLIGHT_SECONDS,
  });
}

const FIELD_NAMES = /^[\w!#$%&'*+.^`|~-]+(?:, ?[\w!#$%&'*+.^`|~-]+)*$/;

function originOf(headers: CrossOriginRequest['headers'], allowed: AllowedOrigins): string | undefined {
  const { origin } = headers;
  return typeof origin === 'string' && allowed.has(origin) ? origin : undefined;
}
