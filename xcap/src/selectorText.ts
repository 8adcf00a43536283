import { splitExpandedName, XML_NAMESPACE, type ExpandedName } from '../../server/src/syntax/namespaces';
import type { NodeSelector, Step } from './nodeSelector';
import { escapeXml } from './plainText';

/** A node selector as a request target holds it. */
export interface SelectorText {
  /** Stands after `~~/`; percent-encoded. */
  readonly selector: string;
  /** Stands after `?`; percent-encoded. Absent where no prefix is needed. */
  readonly query?: string;
}

/**
 * The inverse of `parseNodeSelector`. Names of the default namespace have no prefix: some servers refuse prefixed ones.
 * @throws RangeError for the name of an element in no namespace where the default namespace is another: no address can tell it (RFC 4825 6.3); `*[n]` can
 */
export function formatNodeSelector({ steps, terminal }: NodeSelector, defaultNamespace: string): SelectorText {
  const prefixes = new Map<string, string>();
  const qualified = (name: ExpandedName, unprefixed: string): string => {
    const [namespace, local] = splitExpandedName(name);
    if (namespace === unprefixed) return local;
    if (namespace === '') throw new RangeError(`'${local}' is in no namespace, which no prefix can say`);
    if (namespace === XML_NAMESPACE) return `xml:${local}`;
    const prefix = prefixes.get(namespace) ?? `n${prefixes.size + 1}`;
    prefixes.set(namespace, prefix);
    return `${prefix}:${local}`;
  };
  const stepText = ({ name, position, attribute }: Step): string => {
    const test = attribute && `[@${qualified(attribute.name, '')}="${escapeXml(attribute.value)}"]`;
    return `${name === '*' ? name : qualified(name, defaultNamespace)}${position === undefined ? '' : `[${position}]`}${test ?? ''}`;
  };
  const parts = steps.map((step) => encodePart(stepText(step)));
  if (terminal) parts.push(terminal.kind === 'namespaces' ? 'namespace::*' : encodePart(`@${qualified(terminal.name, '')}`));
  const query = [...prefixes].map(([namespace, prefix]) => `xmlns(${prefix}=${encodePart(namespace.replace(/[()^]/g, '^$&'))})`).join('');
  return { selector: parts.join('/'), ...(query === '' ? {} : { query }) };
}

/** As in a path segment (RFC 3986 3.3): a `/` in a value is encoded, so that a path can be taken apart before it is read. */
function encodePart(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd')).replace(/%(?:24|26|2B|2C|3A|3B|3D|40)/g, decodeURIComponent);
}
