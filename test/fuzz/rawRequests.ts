import fc from 'fast-check';

/** What good requests are built of. */
export interface RequestParts {
  /** Folder of a user's documents. */
  readonly folder: string;
  readonly token: string;
  readonly mediaType: string;
  readonly body: string;
}

/** Good requests, one a line of the table; several of them may be sent ahead on one connection. Latin-1: a character is a byte. */
export function goodRequests({ folder, token, mediaType, body }: RequestParts): readonly string[] {
  const head = (method: string, name: string, more = ''): string => `${method} ${folder}/${name} HTTP/1.1\r\nHost: cms\r\nAuthorization: Bearer ${token}\r\n${more}`;
  const sent = (name: string, more = ''): string => `${head('PUT', name, `Content-Type: ${mediaType}\r\nContent-Length: ${body.length}\r\n${more}`)}\r\n${body}`;
  const half = Math.floor(body.length / 2);
  const chunk = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;
  return [
    `${head('GET', 'a.xml')}\r\n`,
    `${head('HEAD', 'a.xml')}\r\n`,
    sent('a.xml'),
    sent('b.xml', 'If-None-Match: *\r\n'),
    sent('c%20d.xml', 'Expect: 100-continue\r\n'),
    `${head('PUT', 'e.xml', `Content-Type: ${mediaType}\r\nTransfer-Encoding: chunked\r\n`)}\r\n${chunk(body.slice(0, half))}${chunk(body.slice(half))}0\r\n\r\n`,
    `${head('DELETE', 'a.xml', 'If-Match: *\r\n')}\r\n`,
    `${head('GET', 'a.xml/~~/mcptt-user-profile/Name')}\r\n`,
    `${head('GET', 'a.xml', 'If-None-Match: "x", W/"y"\r\n')}\r\n`,
    `${head('POST', 'a.xml', 'Content-Length: 0\r\n')}\r\n`,
  ];
}

/** What a request is made of, and what does not belong into one. */
const PIECES = [
  '\r\n', '\n', '\r', '\r\n\r\n', ' ', '\t', ':', ',', ';', '"', '\0', '\x7f', '\x80', '\xff', '%', '%00', '%2f', '%2e%2e', '%c0%af', '/', '//', '/../', '~~', '/~~/', '?', '#', '*', '[1]', '@', 'xmlns(p=u)',
  'GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'CONNECT', 'PRI * HTTP/2.0', ' HTTP/1.1', ' HTTP/1.0', ' HTTP/2.0', 'http://x', 'HTTP/1.1 200 OK\r\n',
  'Content-Length: 0\r\n', 'Content-Length: 5\r\n', 'Content-Length: -1\r\n', 'Content-Length: 99999999\r\n', 'Content-Length: 1e3\r\n', 'Transfer-Encoding: chunked\r\n', 'Transfer-Encoding: gzip, chunked\r\n', 'Transfer-Encoding: identity\r\n', 'Transfer-Encoding : chunked\r\n',
  'Host: a\r\n', 'Connection: close\r\n', 'Connection: keep-alive\r\n', 'Connection: Upgrade\r\nUpgrade: websocket\r\n', 'Expect: 100-continue\r\n', 'Expect: x\r\n', 'Authorization: Bearer x\r\n', 'Authorization: Basic x\r\n', 'Content-Type: text/plain\r\n', 'Content-Encoding: gzip\r\n', 'Content-Range: bytes 0-1/2\r\n', 'Range: bytes=0-0\r\n', 'If-Match: *\r\n', 'If-None-Match: *\r\n', 'If-Match: "\r\n', 'Trailer: X\r\n', ' folded\r\n',
  '0\r\n\r\n', '5\r\nabcde\r\n', '-1\r\n', 'ffffffffffffffff\r\n', '0x5\r\n', '5;a=b\r\n', '<', '>', '&', '<!DOCTYPE a>', '</a>', '<a>',
] as const;

interface Edit {
  readonly kind: 'insert' | 'delete' | 'replace' | 'duplicate' | 'cut off';
  readonly at: number;
  readonly length: number;
  readonly piece: string;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom('insert', 'insert', 'delete', 'replace', 'duplicate', 'cut off'),
  at: fc.nat(2000), length: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 60 })),
  piece: fc.oneof({ weight: 9, arbitrary: fc.constantFrom<string>(...PIECES) }, { weight: 1, arbitrary: fc.constantFrom('x'.repeat(9000), 'X: y\r\n'.repeat(60), 'a/'.repeat(3000)) }),
});

function apply(text: string, { kind, at, length, piece }: Edit): string {
  const from = at % (text.length + 1);
  const until = Math.min(text.length, from + length);
  switch (kind) {
    case 'insert': return text.slice(0, from) + piece + text.slice(from);
    case 'delete': return text.slice(0, from) + text.slice(until);
    case 'replace': return text.slice(0, from) + piece + text.slice(until);
    case 'duplicate': return text.slice(0, until) + text.slice(from, until) + text.slice(until);
    case 'cut off': return text.slice(0, from);
  }
}

/** What is sent over one connection: a few good requests, changed in a few places, or bytes that were never meant as one. */
export function rawBytes(good: readonly string[]): fc.Arbitrary<string> {
  const changed = fc.tuple(fc.array(fc.constantFrom(...good), { minLength: 1, maxLength: 4 }), fc.array(edit, { maxLength: 4 }))
    .map(([requests, edits]) => edits.reduce(apply, requests.join('')));
  const noise = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString('latin1'));
  const pieces = fc.array(fc.constantFrom<string>(...PIECES), { maxLength: 40 }).map((parts) => parts.join(''));
  return fc.oneof({ weight: 8, arbitrary: changed }, { weight: 1, arbitrary: noise }, { weight: 1, arbitrary: pieces });
}
