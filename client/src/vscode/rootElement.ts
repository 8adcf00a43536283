import { PROFILE_NAMESPACE } from '../../../server/src/profile/namespaces';
import { decodeReferences } from '../../../server/src/syntax/text';

/** The root element of an MCPTT user profile (TS 24.484 clause 8.3.2). */
const profileRoot = 'mcptt-user-profile';

/** How much of a document is looked at: a prolog with a licence comment and a DOCTYPE fits, and a huge file costs no more. */
export const prologLength = 16_384;

/** What the start tag of a document's root element says. */
export interface RootElement {
  readonly localName: string;
  /** Empty where the root is in no namespace. */
  readonly namespace: string;
  /** Values by qualified name, references replaced; the first one counts where a name came twice. */
  readonly attributes: ReadonlyMap<string, string>;
}

const prologPart = /[\s\uFEFF]+|<\?[^]*?\?>|<!--[^]*?-->|<!DOCTYPE(?:"[^"]*"|'[^']*'|[^"'[>])*(?:\[(?:"[^"]*"|'[^']*'|[^\]"'])*\]\s*)?>/y;
const startTagName = /<([^\s<>/="'&!?]+)/y;
/** Blanks before a name and quotes around a value are wished for, not needed: the document may be half typed. */
const attribute = /\s*([^\s=/>"'<]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)'|([^\s"'<>]+))/y;

/**
 * Reads the root element's start tag out of the first characters of a text, past byte order mark, XML declaration,
 * comments, instructions and DOCTYPE. Undefined where there is none. Light on purpose: it runs on every XML file that is
 * opened, where the tolerant parser of the language server would have to be loaded first.
 */
export function readRootElement(text: string): RootElement | undefined {
  const head = text.slice(0, prologLength);
  let at = 0;
  for (;;) {
    prologPart.lastIndex = at;
    if (!prologPart.test(head)) break;
    at = prologPart.lastIndex;
  }
  startTagName.lastIndex = at;
  const name = startTagName.exec(head)?.[1];
  if (name === undefined) return undefined;

  const attributes = new Map<string, string>();
  attribute.lastIndex = startTagName.lastIndex;
  for (let found = attribute.exec(head); found; found = attribute.exec(head)) {
    const [, key = '', double, single, bare] = found;
    if (!attributes.has(key)) attributes.set(key, decodeReferences(double ?? single ?? bare ?? ''));
  }
  const colon = name.indexOf(':');
  const declaration = colon < 0 ? 'xmlns' : `xmlns:${name.slice(0, colon)}`;
  return { localName: name.slice(colon + 1), namespace: attributes.get(declaration) ?? '', attributes };
}

/** True where a text is an MCPTT user profile by its root element. */
export function isProfileText(text: string): boolean {
  const root = readRootElement(text);
  return root?.localName === profileRoot && root.namespace === PROFILE_NAMESPACE;
}
