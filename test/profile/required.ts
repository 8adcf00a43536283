import { attributesRequiredOn, requiredChildren } from '../../server/src/profile/occurrences';
import { canonicalPath } from '../../server/src/profile/path';
import { childElements, rootElement, type PlacedElement } from '../../server/src/syntax/cursor';
import { parse } from '../../server/src/syntax/parse';

/** What TS 24.484 8.3.2.1 asks for and a document lacks, as `path/child` and `path@attribute`. */
export function missing(text: string): string[] {
  const root = rootElement(parse(text));
  const waiting: PlacedElement[] = root ? [root] : [];
  const lacking: string[] = [];
  for (let element = waiting.pop(); element; element = waiting.pop()) {
    const { node } = element;
    const path = canonicalPath(element, text);
    const children = childElements(element);
    const names = new Set(children.map((child) => canonicalPath(child, text).at(-1)));
    lacking.push(...requiredChildren(path).filter(({ child }) => !names.has(child)).map(({ child }) => `${path.join('/')}/${child}`));
    lacking.push(...attributesRequiredOn(path).filter(({ attribute }) => !node.attributes.some(({ name }) => name === attribute))
      .map(({ attribute }) => `${path.join('/')}@${attribute}`));
    waiting.push(...children);
  }
  return lacking;
}
