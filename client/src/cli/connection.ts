import { PROFILE_AUID, type DocumentAddress } from '../../../xcap/src/address';
import { PROFILE_MEDIA_TYPE } from '../../../xcap/src/mediaTypes';
import { isAccessToken } from '../../../xcap/src/requests';
import { TransportError, type Transport } from '../../../xcap/src/wire';
import type { Connection } from '../connection/connection';
import { headerProblem, transportWithHeaders } from '../connection/headers';
import { openRoute } from '../connection/openRoute';
import { addressFault, ConnectionProblem, proxyProblem } from '../connection/readConnection';
import { withoutToken } from '../connection/tokenText';
import { DEFAULT_LIMITS } from '../transport/limits';
import { nodeTransport } from '../transport/nodeTransport';
import type { Route } from '../transport/route';
import { required, UsageError } from './options';

/** Options that every command toward a CMS takes. */
export const CONNECTION_OPTIONS = {
  root: { type: 'string' },
  xui: { type: 'string' },
  'token-env': { type: 'string' },
  ca: { type: 'string' },
  cert: { type: 'string' },
  key: { type: 'string' },
  pfx: { type: 'string' },
  'passphrase-env': { type: 'string' },
  'server-name': { type: 'string' },
  proxy: { type: 'string' },
  header: { type: 'string', multiple: true },
} as const;

/** Options that say which document is meant. */
export const DOCUMENT_OPTIONS = { ...CONNECTION_OPTIONS, name: { type: 'string' } } as const;

/** The values of these options. */
export type ConnectionValues = {
  readonly [Option in Exclude<keyof typeof CONNECTION_OPTIONS, 'header'>]?: string | undefined;
} & { readonly header?: readonly string[] | undefined };

/** The address of the document meant. @throws UsageError */
export function documentAddress(values: ConnectionValues & { readonly name?: string | undefined }): DocumentAddress {
  return { root: rootOf(values), auid: PROFILE_AUID, xui: required(values.xui, 'xui'), document: required(values.name, 'name') };
}

function rootOf(values: ConnectionValues): string {
  const root = required(values.root, 'root');
  const wrong = addressFault({ root, xui: 'x', document: 'x' });
  if (wrong !== undefined) throw new UsageError(wrong);
  return root;
}

/** The connection that the options describe. @throws UsageError */
export function connectionOf(values: ConnectionValues): Connection {
  const { ca, cert, key, pfx, proxy, 'server-name': serverName } = values;
  if ((cert === undefined) !== (key === undefined)) throw new UsageError('--cert and --key go together; give both.');
  if (pfx !== undefined && cert !== undefined) throw new UsageError('--pfx and --cert exclude each other; give one of them.');
  const wrongProxy = proxy === undefined ? undefined : proxyProblem(proxy);
  if (wrongProxy !== undefined) throw new UsageError(`--proxy ${wrongProxy}`);
  return {
    name: '', root: rootOf(values), xui: values.xui ?? '', auid: PROFILE_AUID, mediaType: PROFILE_MEDIA_TYPE, environment: '', headers: headersOf(values.header ?? []),
    tls: Object.fromEntries(Object.entries({ ca, cert, key, pfx, serverName }).filter(([, value]) => value !== undefined)),
    ...(proxy === undefined ? {} : { proxy }),
  };
}

/** How its server is reached. @throws UsageError for files that cannot be used */
export async function routeOf(connection: Connection, values: ConnectionValues): Promise<Route> {
  const passphrase = values['passphrase-env'] === undefined ? undefined : fromEnvironment(values['passphrase-env'], 'passphrase-env', process.env);
  try {
    return await openRoute(connection, {
      base: process.cwd(), passphrase, label: (file) => `--${file === 'serverName' ? 'server-name' : file}`, passphraseHint: 'name an environment variable that holds it with --passphrase-env',
    });
  } catch (error) {
    if (error instanceof ConnectionProblem) throw new UsageError(error.message);
    throw error;
  }
}

/** `NAME: value` each, as curl takes them. */
function headersOf(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(lines.map((line) => {
    const at = line.indexOf(':');
    if (at < 1) throw new UsageError("--header takes 'NAME: value'.");
    const [name, value] = [line.slice(0, at), line.slice(at + 1).replace(/^[ \t]+|[ \t]+$/g, '')];
    const wrong = headerProblem(name, value);
    if (wrong !== undefined) throw new UsageError(`--header cannot be used: ${wrong}.`);
    return [name, value];
  }));
}

/** The access token from the environment variable named; never from the arguments, which others on the machine can see. */
export function readToken(values: ConnectionValues, environment: NodeJS.ProcessEnv = process.env): { token?: string } {
  const name = values['token-env'];
  if (name === undefined) return {};
  const token = fromEnvironment(name, 'token-env', environment);
  if (!isAccessToken(token)) throw new UsageError(`The environment variable ${name}, named by --token-env, holds characters that an access token cannot have; put the token there and nothing else.`);
  return { token };
}

function fromEnvironment(name: string, option: string, environment: NodeJS.ProcessEnv): string {
  const value = environment[name]?.trim();
  if (!value) throw new UsageError(`The environment variable ${name}, named by --${option}, is empty or not set.`);
  return value;
}

/** An entity tag as a shell leaves it: the quotes that it has taken off are put back. @throws UsageError for none at all, as from a variable that is not set */
export function entityTagOf(value: string): string {
  if (value.trim() === '') throw new UsageError('--if-match is empty; give the entity tag that was printed when the document was published or fetched.');
  return value === '*' || /^(?:W\/)?".*"$/.test(value) ? value : `"${value}"`;
}

/** Runs an exchange over the connection that the options describe; an interrupt cancels it. */
export async function exchange<T>(values: ConnectionValues, run: (transport: Transport, signal: AbortSignal) => Promise<T>): Promise<T> {
  const connection = connectionOf(values);
  const transport = transportWithHeaders(nodeTransport(DEFAULT_LIMITS, await routeOf(connection, values)), connection.headers);
  const { token } = readToken(values);
  try {
    return await interruptible((signal) => run(transport, signal));
  } catch (error) {
    // What a server or a proxy says may repeat what it was sent.
    throw error instanceof TransportError ? new TransportError(error.stage, withoutToken(error.message, token)) : error;
  }
}

/** Tells what came of a request, in one line on the standard error output, the access token struck out. */
export function tell(line: string, token: string | undefined): void {
  process.stderr.write(`${withoutToken(line, token)}\n`);
}

/** Runs something that an interrupt cancels. */
export async function interruptible<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const cancel = () => controller.abort();
  process.once('SIGINT', cancel);
  process.once('SIGTERM', cancel);
  try {
    return await run(controller.signal);
  } finally {
    process.off('SIGINT', cancel);
    process.off('SIGTERM', cancel);
  }
}

export const CONNECTION_HELP = `  --root URL        XCAP root, for example https://cms1.example.com/MissionCriticalOrg/MCO-12345
  --xui XUI         user whose document it is, for example sip:user2@example.com
  --token-env VAR   environment variable that holds the access token
  --ca FILE         authorities to trust instead of the machine's (PEM)
  --cert FILE --key FILE, or --pfx FILE
                    certificate and key of this client (PEM, or PKCS #12), with --passphrase-env VAR where they need one
  --server-name N   name in the server's certificate, where it is not that of the host
  --proxy URL       HTTP proxy to go through, for example http://proxy.example.com:3128
  --header 'N: v'   header field of every request; may be given again for others`;
