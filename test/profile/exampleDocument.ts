import { requiredAttributes, requiredChildren } from '../../server/src/profile/occurrences';
import { canonicalPath } from '../../server/src/profile/path';
import { childElements, rootElement, type PlacedElement } from '../../server/src/syntax/cursor';
import { parse } from '../../server/src/syntax/parse';

const NAMESPACES = 'xmlns="urn:3gpp:mcptt:user-profile:1.0" xmlns:cp="urn:ietf:params:xml:ns:common-policy"';

/** The document that an example of a rule stands for: `…` gives way to what TS 24.484 8.3.2.1 asks for there, all of it as short as can be. */
export function exampleDocument(example: string): string {
  const whole = /^<mcptt-user-profile/.test(example) ? example.replace('<mcptt-user-profile', `<mcptt-user-profile ${NAMESPACES}`) : `<example ${NAMESPACES}>${example}</example>`;
  let text = whole;
  for (let at = text.indexOf('…'); at >= 0; at = text.indexOf('…')) {
    const holder = innermost(text, at);
    const present = new Set(childElements(holder).map((child) => canonicalPath(child, text).at(-1)));
    const lacking = requiredChildren(canonicalPath(holder, text)).map(({ child }) => child).filter((child) => !present.has(child));
    text = text.slice(0, at) + lacking.map(element).join('') + text.slice(at + 1);
  }
  return text;
}

function element(name: string): string {
  const index = requiredAttributes.some((each) => each.element === name) ? ' index="0"' : '';
  return `<${name}${index}>${name === 'User-Info-ID' ? '000000000000' : '…'}</${name}>`;
}

function innermost(text: string, at: number): PlacedElement {
  let holder = rootElement(parse(text))!;
  for (;;) {
    const inner = childElements(holder).find(({ start, node }) => start < at && at < start + node.length);
    if (!inner) return holder;
    holder = inner;
  }
}
