import type { Diagnostic } from '../../diagnostic';
import { rootElement } from '../../syntax/cursor';
import { Scope } from '../../syntax/namespaces';
import type { SyntaxTree } from '../../syntax/node';
import { duplicateIndex } from './duplicateIndex';
import { entryInfoFamily } from './entryInfoFamily';
import { fileNameIndex } from './fileNameIndex';
import { misplacedExtension } from './misplacedExtension';
import { Place } from './place';
import type { Rule, RuleOptions } from './rule';
import { ruleConditionNamespace } from './ruleConditionNamespace';

export { Place } from './place';
export type { Rule, RuleOptions } from './rule';

/** Every rule beyond the schema. A new one is one line here. */
export const rules: readonly Rule[] = [ruleConditionNamespace, duplicateIndex, misplacedExtension, entryInfoFamily, fileNameIndex];

const NONE: readonly Diagnostic[] = [];

/**
 * What the rules say of one element. A rule looks at the element's own tags, those of its children and the names around
 * it, never deeper: a check that is made again after an edit counts on that.
 */
export function checkPlace(place: Place, options: RuleOptions = {}): readonly Diagnostic[] {
  let found: Diagnostic[] | undefined;
  if (place.name !== '') {
    for (const rule of rules) {
      const more = rule.check(place, options);
      if (more.length > 0) (found ??= []).push(...more);
    }
  }
  return found ?? NONE;
}

/** What the rules say of a document, in document order. Walks the tree once, however deep it is. */
export function checkRules(tree: SyntaxTree, options: RuleOptions = {}): Diagnostic[] {
  const root = rootElement(tree);
  if (!root) return [];
  const found: Diagnostic[] = [];
  const waiting = [new Place(root, Scope.root.enter(root.node, root.start, tree.text), tree.text, undefined)];
  for (let place = waiting.pop(); place; place = waiting.pop()) {
    found.push(...checkPlace(place, options));
    for (let at = place.children.length - 1; at >= 0; at--) waiting.push(place.children[at]!);
  }
  return found.sort((one, other) => one.start - other.start || one.end - other.end);
}
