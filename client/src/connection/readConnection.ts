import { AddressError, PROFILE_AUID, wireAddress } from '../../../xcap/src/address';
import { PROFILE_MEDIA_TYPE, parseMediaType } from '../../../xcap/src/mediaTypes';
import { oneLine } from '../../../xcap/src/plainText';
import { DEFAULT_ACR_VALUES, DEFAULT_SCOPES, type Connection, type SignIn, type TlsFiles } from './connection';
import { headerProblem } from './headers';

/** What is wrong with the settings of a connection: one line, and the setting that it stands in. */
export class ConnectionProblem extends Error {
  constructor(
    readonly setting: string,
    message: string,
  ) {
    // It may name what somebody wrote as the name of a setting.
    super(oneLine(message));
    this.name = 'ConnectionProblem';
  }
}

/** Where a connection was written, as messages name it. */
export interface Origin {
  readonly setting: string;
  /** False where the text may be somebody else's: then it names no program to run. */
  readonly mayRunPrograms: boolean;
}

/**
 * Reads one connection out of settings.
 * @param value anything at all: what a person wrote
 * @throws ConnectionProblem at the first thing that is wrong; nothing is guessed
 */
export function readConnection(name: string, value: unknown, origin: Origin): Connection {
  const at = (part: string): string => `${origin.setting}${name === '' ? '' : `, '${name}'`}${part === '' ? '' : `: ${part}`}`;
  const fields = new Fields(value, (part, problem) => new ConnectionProblem(origin.setting, `Setting ${at(part)} ${problem}`));
  const root = fields.text('root');
  const xui = fields.text('xui') ?? '';
  const auid = fields.text('auid') ?? PROFILE_AUID;
  if (root === undefined) throw fields.problem('root', 'is missing: write the XCAP root of the CMS.');
  for (const [part, address] of [['root', { root, auid: PROFILE_AUID, xui: 'x' }], ['auid', { root, auid, xui: 'x' }], ['xui', { root, auid, xui: xui || 'x' }]] as const) {
    const wrong = addressFault({ ...address, document: 'x' });
    if (wrong !== undefined) throw fields.problem(part, `cannot be used. ${wrong}`);
  }
  const mediaType = fields.text('mediaType') ?? PROFILE_MEDIA_TYPE;
  if (parseMediaType(mediaType) === undefined) throw fields.problem('mediaType', `is not a media type: write it like ${PROFILE_MEDIA_TYPE}.`);
  const proxy = fields.text('proxy');
  const proxyFault = proxy === undefined ? undefined : proxyProblem(proxy);
  if (proxyFault !== undefined) throw fields.problem('proxy', proxyFault);
  const signIn = fields.part('signIn', (part) => readSignIn(part));
  const tokenCommand = fields.list('tokenCommand');
  if (tokenCommand?.length === 0) throw fields.problem('tokenCommand', 'is empty: write the program and its arguments, or leave it out.');
  if (tokenCommand !== undefined && !origin.mayRunPrograms) throw fields.problem('tokenCommand', 'counts only in the user settings: a workspace may not name programs to run. Move the connection there.');
  if (tokenCommand !== undefined && signIn !== undefined) throw fields.problem('tokenCommand', 'and signIn exclude each other: leave one of them out.');
  const connection: Connection = {
    name, root, xui, auid, mediaType,
    headers: fields.part('headers', (part) => readHeaders(part)) ?? {},
    environment: fields.text('environment') ?? '',
    tls: fields.part('tls', (part) => readTls(part)) ?? {},
    ...(proxy === undefined ? {} : { proxy }),
    ...(signIn === undefined ? {} : { signIn }),
    ...(tokenCommand === undefined ? {} : { tokenCommand }),
  };
  fields.nothingElse();
  return connection;
}

function readTls(fields: Fields): TlsFiles {
  const [ca, cert, key, pfx, serverName] = ['ca', 'cert', 'key', 'pfx', 'serverName'].map((name) => fields.text(name));
  if ((cert === undefined) !== (key === undefined)) throw fields.problem(cert === undefined ? 'cert' : 'key', 'is missing: a client certificate and its key go together.');
  if (pfx !== undefined && cert !== undefined) throw fields.problem('pfx', 'and cert exclude each other: leave one of them out.');
  fields.nothingElse();
  return Object.fromEntries(Object.entries({ ca, cert, key, pfx, serverName }).filter(([, value]) => value !== undefined));
}

function readSignIn(fields: Fields): SignIn {
  const address = (name: string): string | undefined => {
    const text = fields.text(name);
    const wrong = text === undefined ? undefined : signInAddressProblem(text);
    if (wrong !== undefined) throw fields.problem(name, wrong);
    return text;
  };
  const issuer = address('issuer');
  const clientId = fields.text('clientId');
  if (issuer === undefined) throw fields.problem('issuer', 'is missing: write what the identity management server calls itself.');
  if (clientId === undefined) throw fields.problem('clientId', 'is missing: write the client id that the identity management server knows this editor by.');
  const [authorizationEndpoint, tokenEndpoint, revocationEndpoint] = ['authorizationEndpoint', 'tokenEndpoint', 'revocationEndpoint'].map(address);
  if ((authorizationEndpoint === undefined) !== (tokenEndpoint === undefined)) {
    throw fields.problem(tokenEndpoint === undefined ? 'tokenEndpoint' : 'authorizationEndpoint', 'is missing: give both endpoints, or none to have them read from the issuer.');
  }
  const scopes = fields.list('scopes') ?? DEFAULT_SCOPES;
  const badScope = scopes.find((scope) => !/^[\x21\x23-\x5b\x5d-\x7e]+$/.test(scope));
  if (badScope !== undefined || scopes.length === 0) throw fields.problem('scopes', 'holds something that is no scope: write a list of words without blanks.');
  const redirect = fields.text('redirect');
  if (redirect !== undefined && !isRedirect(redirect)) throw fields.problem('redirect', "is neither 'loopback', 'editor' nor an address on this machine: write it like http://127.0.0.1:7777/callback.");
  const acrValues = fields.text('acrValues', true) ?? DEFAULT_ACR_VALUES;
  fields.nothingElse();
  return {
    issuer, clientId, scopes, acrValues,
    ...(authorizationEndpoint === undefined ? {} : { authorizationEndpoint }),
    ...(tokenEndpoint === undefined ? {} : { tokenEndpoint }),
    ...(revocationEndpoint === undefined ? {} : { revocationEndpoint }),
    ...(redirect === undefined ? {} : { redirect }),
  };
}

/** RFC 8252 7.3: the loopback address by number; `localhost` may be somebody else by name service. */
function isRedirect(text: string): boolean {
  return text === 'loopback' || text === 'editor' || /^http:\/\/127\.0\.0\.1(:\d{1,5})?\/[\w./~-]*$/.test(text);
}

function readHeaders(fields: Fields): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of fields.names()) {
    const value = fields.text(name, true) ?? '';
    const wrong = headerProblem(name, value);
    if (wrong !== undefined) throw fields.problem('', `cannot be used: ${wrong}.`);
    if (Object.keys(headers).some((known) => known.toLowerCase() === name.toLowerCase())) throw fields.problem('', `cannot be used: '${name}' is there twice.`);
    headers[name] = value;
  }
  return headers;
}

/** What is wrong with the address of an identity management server; undefined where nothing is. */
export function signInAddressProblem(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.username !== '' || url.password !== '' || url.hash !== '') return 'is not an address that can be used: write it like https://idms.example.com/path.';
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) return undefined;
  return 'must begin with https: (http: only on this machine): tokens go there.';
}

/** True for the names of this machine by address. */
export function isLoopback(hostname: string): boolean {
  return /^127(\.\d{1,3}){3}$/.test(hostname) || hostname === '[::1]' || hostname === 'localhost';
}

/** What is wrong with the address of a proxy; undefined where nothing is. */
export function proxyProblem(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '' || url.pathname !== '/') return 'is not the address of an HTTP proxy: write it like http://proxy.example.com:3128.';
  if (url.username !== '' || url.password !== '') return 'may not hold a user name or password: settings are no place for them.';
  return undefined;
}

/** What is wrong with the parts of an address; undefined where nothing is. */
export function addressFault(parts: { readonly root: string; readonly auid?: string; readonly xui: string; readonly document: string }): string | undefined {
  const address = { auid: PROFILE_AUID, ...parts };
  try {
    wireAddress(address);
    return repeatedApplication(address);
  } catch (error) {
    if (error instanceof AddressError) return error.message;
    throw error;
  }
}

/**
 * One line where a root was copied with what is put behind it, out of the address of a document or of its folder (RFC 4825 6).
 * A server that takes any root would store documents under such an address, and nobody would look for them there.
 */
function repeatedApplication({ root, auid }: { readonly root: string; readonly auid: string }): string | undefined {
  // Scheme and host are the first three pieces.
  const segments = root.replace(/\/$/, '').split('/').slice(3);
  const at = segments.lastIndexOf(auid);
  const repeated = at >= 0 && (at === segments.length - 1 || segments[at + 1] === 'users');
  return repeated ? `The XCAP root ends before '/${auid}': leave that off, and what follows it.` : undefined;
}

/** The fields of an object that anybody may have written. */
class Fields {
  private readonly object: Readonly<Record<string, unknown>>;
  private readonly asked = new Set<string>();

  constructor(value: unknown, readonly problem: (part: string, message: string) => ConnectionProblem) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw problem('', 'is not an object: write it in braces.');
    this.object = value as Record<string, unknown>;
  }

  names(): string[] {
    return Object.keys(this.object);
  }

  /** A text without blanks around it; undefined where it is not there, or empty and `empty` does not count. */
  text(name: string, empty = false): string | undefined {
    const value = this.take(name);
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string') throw this.problem(name, 'is not a text: write it in quotes.');
    return value.trim() === '' && !empty ? undefined : value.trim();
  }

  list(name: string): readonly string[] | undefined {
    const value = this.take(name);
    if (value === undefined || value === null) return undefined;
    if (!Array.isArray(value) || !value.every((entry) => typeof entry === 'string')) throw this.problem(name, 'is not a list of texts: write it in square brackets.');
    return value;
  }

  part<T>(name: string, read: (fields: Fields) => T): T | undefined {
    const value = this.take(name);
    if (value === undefined || value === null) return undefined;
    return read(new Fields(value, (part, message) => this.problem(part === '' ? name : `${name}.${part}`, message)));
  }

  /** A misspelt name must not pass for a setting that is left out: of `tls`, for one. */
  nothingElse(): void {
    const unknown = this.names().find((name) => !this.asked.has(name));
    if (unknown !== undefined) throw this.problem(unknown, `is not known; what is known here is ${[...this.asked].join(', ')}.`);
  }

  private take(name: string): unknown {
    this.asked.add(name);
    return Object.hasOwn(this.object, name) ? this.object[name] : undefined;
  }
}
