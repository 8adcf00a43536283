import { matchesStrongly, matchesWeakly, type TagCondition } from './entityTags';

export type DocumentMethod = 'GET' | 'HEAD' | 'PUT' | 'DELETE';

export interface DocumentRequest {
  readonly method: DocumentMethod;
  readonly ifMatch?: TagCondition;
  readonly ifNoneMatch?: TagCondition;
}

/** What a request comes to, given what is stored. */
export type Decision =
  | { readonly kind: 'serve' }
  | { readonly kind: 'unchanged' }
  /** `expected`: tag of the version that is replaced; none where the document is new. */
  | { readonly kind: 'store'; readonly expected: string | undefined }
  | { readonly kind: 'remove'; readonly expected: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'precondition-failed' };

/**
 * Decides on a document request (RFC 4825 8.2.1, 8.2.4, 8.3; preconditions in the order of RFC 9110 13.2.2).
 * @param stored tag of the version that is there, undefined where there is none
 */
export function decide(request: DocumentRequest, stored: string | undefined): Decision {
  const { method, ifMatch, ifNoneMatch } = request;
  const reading = method === 'GET' || method === 'HEAD';
  // Without the document a request other than PUT would be a 404 anyway, and then no precondition counts (RFC 9110 13.2.1).
  if (stored === undefined && method !== 'PUT') return { kind: 'absent' };
  if (ifMatch !== undefined && !matchesStrongly(ifMatch, stored)) return { kind: 'precondition-failed' };
  if (ifNoneMatch !== undefined && matchesWeakly(ifNoneMatch, stored)) return { kind: reading ? 'unchanged' : 'precondition-failed' };
  if (reading) return { kind: 'serve' };
  return method === 'DELETE' && stored !== undefined ? { kind: 'remove', expected: stored } : { kind: 'store', expected: stored };
}
