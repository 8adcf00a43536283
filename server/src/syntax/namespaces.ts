import type { DocumentText } from './documentText';
import { Bindings } from './bindings';
import { internName } from './names';
import type { ElementNode } from './node';
import { attributeValue } from './text';

export const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
export const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/';

/** A name of a namespace as one string, `{namespace}local`; `local` alone without a namespace. */
export type ExpandedName = string;

export function expandedName(namespace: string, local: string): ExpandedName {
  return namespace === '' ? local : `{${namespace}}${local}`;
}

/** `[namespace, local]` of an expanded name. */
export function splitExpandedName(name: ExpandedName): [namespace: string, local: string] {
  const end = name.startsWith('{') ? name.indexOf('}') : -1;
  return end < 0 ? ['', name] : [name.slice(1, end), name.slice(end + 1)];
}

/** The part of a qualified name after the colon. */
export function localName(qualifiedName: string): string {
  return qualifiedName.slice(qualifiedName.indexOf(':') + 1);
}

/** The part of a qualified name before the colon; empty without one. */
export function prefixOf(qualifiedName: string): string {
  return qualifiedName.slice(0, Math.max(0, qualifiedName.indexOf(':')));
}

const MOST_REMEMBERED = 4096;

/**
 * The namespace bindings in force at a place. Scopes are shared: the same declarations below the same scope give the
 * same object, so that a verdict remembered with its scope can be found again.
 */
export class Scope {
  /** What holds at the top of every document. */
  static readonly root = new Scope(Bindings.none.with('', '').with('xml', XML_NAMESPACE).with('xmlns', XMLNS_NAMESPACE));
  /** Scopes remembered from the root on. */
  private static remembered = 0;
  private readonly inner = new Map<string, Scope>();
  private readonly elementNames = new Map<string, ExpandedName | undefined>();

  private constructor(readonly bindings: Bindings) {}

  /** The scope inside an element: this one, where the element declares nothing. */
  enter(element: ElementNode, start: number, text: DocumentText): Scope {
    if (!element.declaresNamespaces) return this;
    const declarations: [string, string][] = [];
    for (const attribute of element.attributes) {
      const name = attribute.name;
      if (name === 'xmlns' || name.startsWith('xmlns:')) declarations.push([name.slice(6), internName(attributeValue(attribute, start, text))]);
    }
    const key = JSON.stringify(declarations);
    let scope = this.inner.get(key);
    if (!scope) {
      scope = new Scope(declarations.reduce((bindings, [prefix, namespace]) => bindings.with(prefix, namespace), this.bindings));
      // A document edited for days declares many things once; what is dropped here is only made again.
      if (++Scope.remembered > MOST_REMEMBERED) {
        Scope.root.inner.clear();
        Scope.remembered = 0;
      }
      this.inner.set(key, scope);
    }
    return scope;
  }

  /** The expanded name of an element, or undefined where its prefix is not bound. */
  elementName(qualifiedName: string): ExpandedName | undefined {
    const known = this.elementNames.get(qualifiedName);
    if (known !== undefined || this.elementNames.has(qualifiedName)) return known;
    const namespace = this.bindings.get(prefixOf(qualifiedName));
    const unbound = namespace === undefined || (namespace === '' && qualifiedName.includes(':'));
    const name = unbound ? undefined : expandedName(namespace, localName(qualifiedName));
    if (this.elementNames.size >= 4096) this.elementNames.clear();
    this.elementNames.set(qualifiedName, name);
    return name;
  }

  /** The expanded name of an attribute (the default namespace does not apply to it), or undefined where its prefix is not bound. */
  attributeName(qualifiedName: string): ExpandedName | undefined {
    return qualifiedName.includes(':') ? this.elementName(qualifiedName) : qualifiedName;
  }

  /** A prefix bound to a namespace ('' for the default one), or undefined where none is. */
  prefixFor(namespace: string): string | undefined {
    let found: string | undefined;
    for (const [prefix, bound] of this.bindings) {
      if (bound === namespace && (found === undefined || prefix === '')) found = prefix;
    }
    return found;
  }
}
