import type { Diagnostic } from '../../diagnostic';
import { rootElement } from '../../syntax/cursor';
import { Scope } from '../../syntax/namespaces';
import type { SyntaxTree } from '../../syntax/node';
import { duplicateIndex } from './duplicateIndex';
import { entryInfoFamily } from './entryInfoFamily';
import { fileNameIndex } from './fileNameIndex';
import { misplacedExtension } from './misplacedExtension';
import { ListKeys } from './listKeys';
import { Place } from './place';
import type { DocumentRule, ElementRule, ListRule, Rule, RuleOptions } from './rule';
import { ruleConditionNamespace } from './ruleConditionNamespace';

export { NUMBERED } from './duplicateIndex';
export { numberOfFileName } from './fileNameIndex';
export { ListKeys } from './listKeys';
export { conditionHolder } from './ruleConditionNamespace';
export { Place } from './place';
export type { DocumentRule, ElementRule, ListRule, Rule, RuleOptions } from './rule';

/** The rules beyond the schema, each kind asked in its own way. A new one is one line here. */
export const elementRules: readonly ElementRule[] = [ruleConditionNamespace, misplacedExtension, entryInfoFamily, fileNameIndex];
export const listRules: readonly ListRule[] = [duplicateIndex];
export const documentRules: readonly DocumentRule[] = [];

/** All of them. */
export const rules: readonly Rule[] = [...elementRules, ...listRules, ...documentRules];

const NONE: readonly Diagnostic[] = [];

/** What the rules say of one element. */
export function checkPlace(place: Place, options: RuleOptions = {}): readonly Diagnostic[] {
  let found: Diagnostic[] | undefined;
  if (place.name !== '') {
    for (const rule of elementRules) {
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
  const top = new Place(root, Scope.root.enter(root.node, root.start, tree.text), tree.text, undefined);
  const waiting = [top];
  for (let place = waiting.pop(); place; place = waiting.pop()) {
    found.push(...checkPlace(place, options), ...(keysOf(place)?.findings(place) ?? []));
    for (let at = place.children.length - 1; at >= 0; at--) waiting.push(place.children[at]!);
  }
  for (const rule of documentRules) found.push(...rule.checkDocument(top, keysOf, options));
  return found.sort((one, other) => one.start - other.start || one.end - other.end);
}

function keysOf(list: Place): ListKeys | undefined {
  return ListKeys.of(list, listRules);
}
