import { oneLine } from '../../../xcap/src/plainText';
import { ANSWER_HEADER_BYTES, type Peer } from './limits';

/** Why there was no answer. */
export interface Problem {
  readonly message: string;
  /** True where this can only happen before the request is on its way. */
  readonly beforeSending?: boolean;
  /** True where it is about the server's certificate. */
  readonly certificate?: boolean;
}

/** What an error of Node's sockets means to a person. */
export function problemOf(error: unknown, host: string, { name, address }: Peer): Problem {
  const code = String((error as NodeJS.ErrnoException | undefined)?.code ?? '');
  if (code === 'ECONNREFUSED') return { message: `No ${name} listens at ${host}; start it or check ${address}.`, beforeSending: true };
  // EINVAL of a look-up: no name service takes a name of that length or form.
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || (error as NodeJS.ErrnoException | undefined)?.syscall === 'getaddrinfo') return { message: `The host of ${host} is not known (${code}); check ${address} and the network.`, beforeSending: true };
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH') return { message: `${host} cannot be reached from here (${code}); check the network.` };
  if (code === 'ETIMEDOUT') return { message: `${host} does not answer; check ${address} and the network.` };
  // A TLS 1.3 server looks at the client's certificate when the client believes that all is settled; it has read no request.
  if (CLIENT_CERTIFICATE.test(code)) return { message: `${host} does not accept the certificate of this client, or asks for one (${code}); check tls.cert and tls.key of the connection.`, beforeSending: true };
  if (OLD_TLS.test(`${code} ${messageOf(error)}`)) return { message: `${host} offers no version of TLS that is safe to use; it needs TLS 1.2 or later.`, beforeSending: true };
  if (code === 'EPROTO' || code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG') return { message: `${host} does not speak TLS there; check whether ${address} should begin with http: or have another port.`, beforeSending: true };
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') return { message: `The certificate of ${host}, or one above it, is not valid now (${code}); have it renewed, and check the clock of this machine.`, beforeSending: true, certificate: true };
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return { message: `The certificate of ${host} is for another name (${code}); check ${address}, or name it in tls.serverName of the connection.`, beforeSending: true, certificate: true };
  if (CERTIFICATE.test(code)) return { message: `The certificate of ${host} is not trusted (${code}); name the file of its authority in tls.ca of the connection, or have it trusted on this machine.`, beforeSending: true, certificate: true };
  if (code === 'ECONNRESET' || code === 'EPIPE') return { message: `${host} closed the connection before its answer was complete.` };
  if (code === 'HPE_HEADER_OVERFLOW') return { message: `The header of the answer of ${host} is larger than ${ANSWER_HEADER_BYTES / 1024} kB; check ${address}.` };
  if (code.startsWith('HPE_')) return { message: `What ${host} answers is not HTTP (${code}); check ${address}.` };
  return { message: `The exchange with ${host} failed: ${messageOf(error)}.` };
}

/** What an error says, in one line: it may quote what came over the wire. */
export function messageOf(error: unknown): string {
  return oneLine(error instanceof Error ? error.message || error.name : String(error));
}

// Alerts of the server that end a handshake (RFC 8446 6.2), as OpenSSL names them.
const CLIENT_CERTIFICATE = /^ERR_SSL_.*ALERT_(?:CERTIFICATE|BAD_CERTIFICATE|UNKNOWN_CA|UNSUPPORTED_CERTIFICATE|HANDSHAKE_FAILURE)/;

// What OpenSSL says when the two sides have no version in common: a code of its own, or EPROTO with these words.
const OLD_TLS = /ERR_SSL_(?:UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW|TLSV1_ALERT_PROTOCOL_VERSION)|alert protocol version|unsupported protocol|version too low/;

// OpenSSL's verification results and Node's own name check, as Node names them.
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|ERR_TLS_/;
