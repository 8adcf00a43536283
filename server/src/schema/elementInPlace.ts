import type { DocumentText } from '../syntax/documentText';
import type { Scope } from '../syntax/namespaces';
import type { ElementNode } from '../syntax/node';
import type { Grammar } from './grammar';

/** One element with all that its check needs. */
export interface ElementInPlace {
  readonly node: ElementNode;
  readonly start: number;
  readonly text: DocumentText;
  /** The bindings inside the element. */
  readonly scope: Scope;
  readonly grammar: Grammar;
}

/** Whether the start tag is whole: its name and attributes mean what they say. */
export function hasTrustedTag(node: ElementNode): boolean {
  return !node.malformed && node.form !== 'unterminated' && node.name !== '';
}

/** Whether the element ends where it should: what it holds is all that it holds. */
export function hasTrustedContent(node: ElementNode): boolean {
  return hasTrustedTag(node) && node.form !== 'unclosed';
}
