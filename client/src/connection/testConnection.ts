import { DIRECTORY_AUID, DIRECTORY_DOCUMENT, wireAddress, type WireAddress } from '../../../xcap/src/address';
import { bodyText, interpret, type Answer } from '../../../xcap/src/answer';
import { capabilitiesAddress, readCapabilities } from '../../../xcap/src/capabilities';
import { readDirectory } from '../../../xcap/src/directory';
import { oneLine, sentence } from '../../../xcap/src/plainText';
import { TransportError, type Transport, type WireRequest } from '../../../xcap/src/wire';
import type { Probe } from '../transport/probe';
import type { Connection } from './connection';
import { readTokenClaims, timeText } from './tokenClaims';
import { withoutToken } from './tokenText';

/** What one part of a test has found. */
export interface Finding {
  readonly topic: 'Connection' | 'TLS' | 'Token' | 'Capabilities' | 'Documents';
  /** `note`: nothing is wrong with the connection, but it is worth knowing. */
  readonly verdict: 'good' | 'note' | 'bad';
  /** What was found, a line each. */
  readonly lines: readonly string[];
}

/** The access token of a connection, without asking anybody. */
export type TokenState =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'none' }
  /** It could not be had; one line. */
  | { readonly kind: 'problem'; readonly message: string };

/** What a test works with. */
export interface TestParts {
  /** Absent in a browser, which does not let anybody look at a connection. */
  readonly probe?: (origin: string, signal: AbortSignal) => Promise<Probe>;
  /** Adds the connection's headers. */
  readonly transport: Transport;
  readonly token: TokenState;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Tries a connection step by step, up to the first that makes the next ones pointless. It only reads; nothing on the CMS changes.
 * @throws TransportError `cancelled`
 */
export async function testConnection(connection: Connection, parts: TestParts, signal: AbortSignal): Promise<Finding[]> {
  const findings: Finding[] = [];
  const { origin } = capabilitiesAddress(connection.root);
  const probed = await parts.probe?.(origin, signal);
  if (probed !== undefined) findings.push(...wayFindings(connection, origin, probed));
  findings.push(tokenFinding(connection, parts.token, parts.now));
  if (probed?.problem === undefined) {
    findings.push(await look('Capabilities', capabilitiesAddress(connection.root), parts, signal, (answer, text) => capabilityFinding(connection, answer, text)));
    if (connection.xui === '') findings.push({ topic: 'Documents', verdict: 'note', lines: ['The connection names no user (xui), so no list of documents was asked for.'] });
    else findings.push(await look('Documents', wireAddress({ root: connection.root, auid: DIRECTORY_AUID, xui: connection.xui, document: DIRECTORY_DOCUMENT }), parts, signal, (answer, text) => documentFinding(connection, answer, text)));
  }
  const token = parts.token.kind === 'token' ? parts.token.token : undefined;
  return findings.map((finding) => ({ ...finding, lines: finding.lines.map((line) => oneLine(withoutToken(line, token))) }));
}

function wayFindings({ proxy, tls }: Connection, origin: string, { addresses, problem, reached, tls: met }: Probe): Finding[] {
  const where = proxy === undefined ? `${origin}${addresses === undefined ? '' : ` is at ${addresses.join(', ')}`}` : `${origin} through the proxy ${proxy}`;
  if (!reached) return [{ topic: 'Connection', verdict: 'bad', lines: [`${where}.`, problem ?? ''] }];
  const way: Finding = { topic: 'Connection', verdict: 'good', lines: [`${where}; a connection can be made.`] };
  if (origin.startsWith('http:')) return [way, { topic: 'TLS', verdict: 'note', lines: ['The XCAP root begins with http: what is sent, the token too, can be read on the way.'] }];
  const certificate = met === undefined ? [] : [
    `Certificate of ${met.certificate.subject || '(no subject)'}, issued by ${met.certificate.issuer || '(no issuer)'}, valid until ${met.certificate.validTo || '(not said)'}.`,
  ];
  if (problem !== undefined) return [way, { topic: 'TLS', verdict: 'bad', lines: [problem, ...certificate] }];
  const trust = tls.ca === undefined ? 'an authority that this machine trusts' : `an authority in ${tls.ca}`;
  const client = tls.cert ?? tls.pfx;
  return [way, { topic: 'TLS', verdict: 'good', lines: [`${met?.protocol ?? 'TLS'}, vouched for by ${trust}${client === undefined ? '' : `; the client's certificate is ${client}`}.`, ...certificate] }];
}

function tokenFinding({ signIn }: Connection, state: TokenState, now: number): Finding {
  if (state.kind === 'problem') return { topic: 'Token', verdict: 'bad', lines: [state.message] };
  if (state.kind === 'none') return { topic: 'Token', verdict: 'note', lines: [`There is no access token; requests go out without one.${signIn === undefined ? '' : ' "MCPTT: Sign In to CMS" gets one.'}`] };
  const claims = readTokenClaims(state.token);
  if (claims === undefined) return { topic: 'Token', verdict: 'good', lines: ['There is an access token; it does not say whose it is or until when it is valid.'] };
  const { who, expiresAt, scopes } = claims;
  const expired = expiresAt !== undefined && expiresAt <= now;
  const until = expiresAt === undefined ? 'it does not say until when it is valid' : expired ? `it expired at ${timeText(expiresAt)}` : `valid until ${timeText(expiresAt)}`;
  return {
    topic: 'Token', verdict: expired ? 'bad' : 'good',
    lines: [`It names ${who ?? 'nobody'}; ${until}. (Read, not verified: that is for the CMS.)`, ...(scopes.length === 0 ? [] : [`Scopes: ${scopes.join(', ')}.`])],
  };
}

async function look(
  topic: Finding['topic'], address: WireAddress, { transport, token }: TestParts, signal: AbortSignal, judge: (answer: Answer, text: string) => Omit<Finding, 'topic'>,
): Promise<Finding> {
  const request: WireRequest = { method: 'GET', ...address, headers: token.kind === 'token' ? { Authorization: `Bearer ${token.token}` } : {} };
  try {
    const response = await transport(request, signal);
    return { topic, ...judge(interpret(request, response), bodyText(response)) };
  } catch (error) {
    if (!(error instanceof TransportError) || error.stage === 'cancelled') throw error;
    return { topic, verdict: 'bad', lines: [error.message] };
  }
}

function capabilityFinding({ auid }: Connection, answer: Answer, text: string): Omit<Finding, 'topic'> {
  if (answer.outcome !== 'found') return absent(answer, 'The CMS does not tell its capabilities (xcap-caps), which many do not.');
  const capabilities = readCapabilities(text);
  if (capabilities === undefined) return { verdict: 'note', lines: ['What the CMS has at xcap-caps is no list of capabilities.'] };
  const { auids } = capabilities;
  const known = auids.includes(auid);
  return { verdict: known ? 'good' : 'bad', lines: [`Applications: ${auids.join(', ') || 'none'}.`, known ? `${auid} is among them.` : `${auid} is not among them: check the XCAP root and auid of the connection.`] };
}

function documentFinding({ auid, xui }: Connection, answer: Answer, text: string): Omit<Finding, 'topic'> {
  if (answer.outcome !== 'found') return absent(answer, `The CMS has no list of the documents of ${xui} (xcap-directory), which many have for nobody.`);
  const entries = readDirectory(text);
  if (entries === undefined) return { verdict: 'note', lines: ['What the CMS has at xcap-directory is no list of documents.'] };
  const own = entries.filter((entry) => entry.auid === auid);
  return { verdict: 'good', lines: [`${xui} has ${entries.length === 1 ? '1 document' : `${entries.length} documents`}, ${own.length} of them of ${auid}.`, ...own.slice(0, 20).map(({ uri, entityTag }) => `${uri}${entityTag === undefined ? '' : ` ${entityTag}`}`)] };
}

/** That a list is not there is fine (404, 405, 501); that the CMS does not let anybody ask is not. */
function absent(answer: Answer, meaning: string): Omit<Finding, 'topic'> {
  const fine = [404, 405, 501].includes(answer.status);
  return { verdict: fine ? 'note' : 'bad', lines: [fine ? `${meaning} (${answer.status} ${answer.reason})` : sentence(answer.summary)] };
}
