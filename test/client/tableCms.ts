import { deleteAttribute, putAttribute } from '../../xcap/src/attributeEdit';
import { deleteElement, putElement } from '../../xcap/src/elementEdit';
import { parseNodeSelector } from '../../xcap/src/nodeSelector';
import { TransportError, type Transport, type WireRequest, type WireResponse } from '../../xcap/src/wire';

/** A CMS that is a table: XCAP's conditions and tags, no network. `rather` answers, or fails, in its place. */
export class TableCms {
  readonly documents = new Map<string, { text: string; tag: string }>();
  readonly requests: string[] = [];
  token: string | undefined;
  rather: ((request: WireRequest) => WireResponse | TransportError | 'hang' | undefined) | undefined;
  private version = 0;

  readonly transport: Transport = async (request, signal) => {
    if (signal.aborted) throw new TransportError('cancelled', 'Cancelled.');
    const condition = request.headers['If-Match'] ?? (request.headers['If-None-Match'] && '*');
    this.requests.push([request.method, request.target, condition].filter(Boolean).join(' '));
    const instead = this.rather?.(request);
    if (instead === 'hang') {
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new TransportError('cancelled', 'Cancelled.'))));
    }
    if (instead instanceof TransportError) throw instead;
    return instead ?? this.answer(request);
  };

  /** Stores a text as somebody else. */
  change(target: string, text: string): void {
    this.documents.set(target, { text, tag: `"v${this.version += 1}"` });
  }

  private changePart(target: string, encoded: string, { method, headers, body }: WireRequest): WireResponse {
    const known = this.documents.get(target);
    if (!known) return answer(404, 'Not Found');
    if (known.tag !== headers['If-Match']) return answer(412, 'Precondition Failed');
    const selector = parseNodeSelector(encoded, undefined, 'urn:3gpp:mcptt:user-profile:1.0');
    if ('problem' in selector) return answer(400, 'Bad Request');
    const text = new TextDecoder().decode(body);
    const edit = method === 'DELETE' ? (selector.terminal ? deleteAttribute(known.text, selector) : deleteElement(known.text, selector))
      : selector.terminal ? putAttribute(known.text, selector as Parameters<typeof putAttribute>[1], text) : putElement(known.text, selector, text, () => 0);
    if (edit.kind !== 'edited') return answer(409, 'Conflict');
    this.change(target, edit.text);
    return answer(edit.outcome === 'created' ? 201 : 200, edit.outcome === 'created' ? 'Created' : 'OK', { etag: this.documents.get(target)?.tag ?? '' });
  }

  private answer(request: WireRequest): WireResponse {
    if (this.token !== undefined && request.headers['Authorization'] !== `Bearer ${this.token}`) {
      return answer(401, 'Unauthorized', { 'www-authenticate': 'Bearer realm="cms", error="invalid_token", error_description="wrong key"' });
    }
    const known = this.documents.get(request.target);
    if (request.method === 'GET') return known ? answer(200, 'OK', { etag: known.tag }, known.text) : answer(404, 'Not Found');
    const [target = '', selector] = request.target.split('/~~/');
    if (selector !== undefined) return this.changePart(target, selector, request);
    const match = request.headers['If-Match'];
    if (request.method === 'DELETE') {
      if (!known) return answer(404, 'Not Found');
      if (match !== undefined && known.tag !== match) return answer(412, 'Precondition Failed');
      this.documents.delete(request.target);
      return answer(200, 'OK');
    }
    if (match === undefined ? known : known?.tag !== match) return answer(412, 'Precondition Failed');
    this.change(request.target, new TextDecoder().decode(request.body));
    return answer(known ? 200 : 201, known ? 'OK' : 'Created', { etag: this.documents.get(request.target)?.tag ?? '' });
  }
}

/** An answer as it comes off the wire. */
export function answer(status: number, reason: string, headers: Record<string, string> = {}, body = ''): WireResponse {
  const bytes = new TextEncoder().encode(body);
  return { status, reason, headers: { 'content-length': String(bytes.length), ...headers }, body: bytes };
}
