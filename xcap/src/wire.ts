/**
 * What goes over the wire, as data. The transport that carries it is handed in: Node's http in a terminal and in the
 * editor, fetch in a browser, a table in a test.
 */
export interface WireRequest {
  /** XCAP has no POST; an authorization server has. */
  readonly method: 'GET' | 'PUT' | 'DELETE' | 'POST';
  /** Scheme and authority: `https://cms1.example.com:8443`. */
  readonly origin: string;
  /** Path and query exactly as they go on the wire, already encoded. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

export interface WireResponse {
  readonly status: number;
  /** Reason phrase of the status line; may be empty. */
  readonly reason: string;
  /** Names in lower case; fields that came several times are joined with `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Sends one request. Rejects with a TransportError where no answer came; never follows a redirect. */
export type Transport = (request: WireRequest, signal: AbortSignal) => Promise<WireResponse>;

/** No answer came: refused, reset, timed out, not trusted, cut in the middle. */
export class TransportError extends Error {
  constructor(
    /** `cancelled`: the signal fired. `unsent`: nothing reached the server. `uncertain`: it may have acted. */
    readonly stage: 'cancelled' | 'unsent' | 'uncertain',
    message: string,
  ) {
    super(message);
    this.name = 'TransportError';
  }
}
