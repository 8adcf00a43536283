import { localName } from '../syntax/namespaces';
import type { ElementNode } from '../syntax/node';
import { characterData } from '../syntax/text';
import type { ElementInPlace } from './elementInPlace';
import { hasTrustedContent } from './elementInPlace';
import type { ElementDeclaration } from './grammar';
import type { Findings } from './verdict';
import { quoted } from './wording';

/** Whether an element holds nothing, so that its default or fixed value counts (part 1, 3.3.4); comments are nothing. */
export function isVoid({ children }: ElementNode): boolean {
  return children.every(({ kind }) => kind === 'comment' || kind === 'instruction');
}

/** Mixed content that has a fixed value must be that text, character by character, and no element (part 1, 3.3.4, clause 5.2.2). */
export function checkMixedValue({ node, start, text }: ElementInPlace, declaration: ElementDeclaration | undefined, findings: Findings): void {
  const fixed = declaration?.fixed;
  if (fixed === undefined || !hasTrustedContent(node) || isVoid(node)) return;
  if (node.children.some(({ kind }) => kind === 'element') || characterData(node, start, text) !== fixed) {
    findings.error('invalid-value', `${quoted(localName(node.name))} must be ${quoted(fixed)}, without elements`, 1, 1 + node.name.length);
  }
}
