import { isQualifiedName } from '../../server/src/syntax/characters';
import { XML_NAMESPACE, XMLNS_NAMESPACE } from '../../server/src/syntax/namespaces';
import type { SelectorProblem } from './nodeSelector';

/** The namespace of each prefix that a node selector may use. */
export type SelectorBindings = ReadonlyMap<string, string>;

/**
 * Reads the query of a node selector (RFC 4825 6.4): a row of XPointer parts, of which `xmlns(prefix=namespace)` counts.
 * Other schemes are passed over, as XPointer 3.3 asks for what a processor does not know. Linear in the text.
 * @param query percent-encoded
 */
export function readSelectorBindings(query: string | undefined): SelectorBindings | SelectorProblem {
  const bindings = new Map([['xml', XML_NAMESPACE]]);
  let text: string;
  try {
    text = decodeURIComponent(query ?? '');
  } catch {
    return { problem: 'The query is not UTF-8 in percent-encoding.' };
  }
  const scheme = /\s*([^\s()]+)\(|\s*$/y;
  while (scheme.lastIndex < text.length) {
    const name = scheme.exec(text);
    if (!name) return { problem: 'The query is not a row of xmlns(prefix=namespace).' };
    if (name[1] === undefined) break;
    const data = readData(text, scheme.lastIndex);
    if (!data) return { problem: "A ')' is missing in the query." };
    scheme.lastIndex = data.end;
    if (name[1] !== 'xmlns') continue;
    const binding = bindingOf(data.data);
    if ('problem' in binding) return binding;
    bindings.set(binding.prefix, binding.namespace);
  }
  return bindings;
}

/** The data of a pointer part up to the parenthesis that closes it; `^` makes the character after it an ordinary one. */
function readData(text: string, from: number): { readonly data: string; readonly end: number } | undefined {
  let depth = 1;
  let data = '';
  // The text since here is taken over as it is.
  let taken = from;
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === '^') {
      data += text.slice(taken, at);
      taken = ++at;
    } else if (character === '(') depth++;
    else if (character === ')' && --depth === 0) return { data: data + text.slice(taken, at), end: at + 1 };
  }
  return undefined;
}

function bindingOf(data: string): { readonly prefix: string; readonly namespace: string } | SelectorProblem {
  const equals = data.indexOf('=');
  const prefix = data.slice(0, Math.max(equals, 0)).trim();
  const namespace = data.slice(equals + 1).trim();
  if (equals < 0 || !isQualifiedName(prefix) || prefix.includes(':') || namespace === '') return { problem: 'An xmlns() of the query is not of the form xmlns(prefix=namespace).' };
  // Namespaces in XML 1.0, 3: these two stand for what they stand for.
  const reserved = prefix === 'xmlns' || namespace === XMLNS_NAMESPACE || (prefix === 'xml') !== (namespace === XML_NAMESPACE);
  return reserved ? { problem: "The prefixes 'xml' and 'xmlns' and their namespaces are reserved and cannot be declared otherwise." } : { prefix, namespace };
}
