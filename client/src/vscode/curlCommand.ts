import type { WireRequest } from '../../../xcap/src/wire';
import type { Connection } from '../connection/connection';

/** A request as a person repeats it in a terminal. */
export interface CurlParts {
  readonly request: Pick<WireRequest, 'method' | 'origin' | 'target' | 'headers'>;
  readonly connection: Pick<Connection, 'headers' | 'tls' | 'proxy'>;
  /** Whether the connection has a token; the command takes it from the variable MCPTT_TOKEN. */
  readonly token: boolean;
  /** Whether the client's key has a passphrase; the command takes it from MCPTT_PASSPHRASE. */
  readonly passphrase: boolean;
  /** The file that is sent, where one is. */
  readonly bodyFile?: string;
  /** Where relative paths of certificates count from. @returns the whole path */
  resolve(path: string): string;
}

/** A value that may hold a variable of the environment, in pieces. */
type Value = readonly (string | { readonly variable: string })[];
type Option = readonly [name: string, value?: Value];

/**
 * The command for a POSIX shell. `--path-as-is` and `--globoff` keep curl from changing the address, `--fail-with-body`
 * makes a refusal a failure and still shows what the CMS says.
 */
export function curlForPosix(parts: CurlParts): string {
  const quoted = (value: Value): string => value.map((piece) => typeof piece === 'string' ? posixQuoted(piece) : `"$${piece.variable}"`).join('');
  return ['curl', ...options(parts).map(([name, value]) => value === undefined ? `--${name}` : `--${name} ${quoted(value)}`)].join(' \\\n  ');
}

/**
 * The command for PowerShell, whatever its version: as a configuration on curl's standard input, because Windows
 * PowerShell loses the double quotes inside of an argument, and entity tags have them.
 */
export function curlForPowerShell(parts: CurlParts): string {
  const quoted = (value: Value): string => value.map((piece) => typeof piece === 'string' ? hereText(configText(piece)) : `$env:${piece.variable}`).join('');
  const lines = options(parts).map(([name, value]) => value === undefined ? name : `${name} = "${quoted(value)}"`);
  return ['@"', ...lines, '"@ | curl.exe --config -'].join('\n');
}

function options({ request, connection, token, passphrase, bodyFile, resolve }: CurlParts): Option[] {
  const { tls, proxy } = connection;
  const { url, named } = addressOf(request, tls.serverName);
  const file = (name: string, path: string | undefined): Option[] => path === undefined ? [] : [[name, [resolve(path)]]];
  const headers = Object.entries({ ...connection.headers, ...request.headers }).filter(([name]) => !/^authorization$/i.test(name));
  return [
    ['fail-with-body'], ['path-as-is'], ['globoff'], ['silent'], ['show-error'], ['include'],
    ['request', [request.method]],
    ...headers.map(([name, value]): Option => ['header', [`${name}: ${value}`]]),
    ...(token ? [['header', ['Authorization: Bearer ', { variable: 'MCPTT_TOKEN' }]] as Option] : []),
    ...file('cacert', tls.ca), ...file('cert', tls.cert ?? tls.pfx), ...(tls.cert === undefined && tls.pfx !== undefined ? [['cert-type', ['P12']] as Option] : []), ...file('key', tls.key),
    ...(passphrase ? [['pass', [{ variable: 'MCPTT_PASSPHRASE' }]] as Option] : []),
    ...(proxy === undefined ? [] : [['proxy', [proxy]] as Option]),
    ...named,
    ...(bodyFile === undefined ? [] : [['data-binary', [`@${bodyFile}`]] as Option]),
    ['url', [url]],
  ];
}

/** curl checks a certificate against the host of the URL; where it has another name, the URL has that one and the way leads to the host. */
function addressOf({ origin, target }: CurlParts['request'], serverName: string | undefined): { readonly url: string; readonly named: readonly Option[] } {
  if (serverName === undefined || !origin.startsWith('https:')) return { url: origin + target, named: [] };
  const { host, hostname, port } = new URL(origin);
  const at = port === '' ? '443' : port;
  return {
    url: `https://${serverName}${port === '' ? '' : `:${port}`}${target}`,
    named: [['connect-to', [`${serverName}:${at}:${hostname}:${at}`]], ['header', [`Host: ${host}`]]],
  };
}

/** Between single quotes a POSIX shell changes nothing. */
function posixQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Between double quotes of its configuration, curl knows escapes by backslash. */
function configText(text: string): string {
  return text.replace(/[\\"]/g, '\\$&');
}

/** In a here-string PowerShell reads variables and escapes by backtick, and leaves quotes alone. */
function hereText(text: string): string {
  return text.replace(/[`$]/g, '`$&');
}
