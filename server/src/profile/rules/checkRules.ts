import type { Diagnostic } from '../../diagnostic';
import { rootElement } from '../../syntax/cursor';
import { Scope } from '../../syntax/namespaces';
import type { Node, SyntaxTree } from '../../syntax/node';
import { checkPlace } from './checkPlace';
import { ListKeys } from './listKeys';
import { Place } from './place';
import { NO_FINDINGS, type RuleOptions } from './rule';
import type { RuleSeverities } from './severity';
import type { RuleSwitch } from './switches';
import { documentRules, listRules } from './table';
import { readRemark, withSeverities } from './withSeverities';

/** What the rules say of a document, in document order. Walks the tree once, however deep it is. */
export function checkRules(tree: SyntaxTree, options: RuleOptions = {}, severities?: RuleSeverities): Diagnostic[] {
  const { text, document } = tree;
  const root = rootElement(tree);
  const found: Diagnostic[] = [];
  const switches: RuleSwitch[] = [];
  const read = (children: readonly Node[], from: number): void => {
    let at = from;
    for (const child of children) {
      const remark = readRemark(text, at, child);
      for (const each of remark?.findings ?? NO_FINDINGS) found.push({ ...each, start: each.start + at, end: each.end + at });
      if (remark?.rules) switches.push({ ...remark.rules, start: at, end: at + child.length });
      at += child.length;
    }
  };
  // Comments switch rules wherever they stand, also in what is no part of the profile.
  const beside: { readonly children: readonly Node[]; readonly start: number }[] = [{ children: document.children, start: 0 }];
  for (let inside = beside.pop(); inside; inside = beside.pop()) {
    read(inside.children, inside.start);
    let at = inside.start;
    for (const child of inside.children) {
      if (child.kind === 'element' && child !== root?.node) beside.push({ children: child.children, start: at + child.startTagLength });
      at += child.length;
    }
  }
  const top = root && new Place(root, Scope.root.enter(root.node, root.start, text), text, undefined);
  const waiting = top ? [top] : [];
  for (let place = waiting.pop(); place; place = waiting.pop()) {
    const { node, start } = place.element;
    found.push(...checkPlace(place, options), ...(keysOf(place)?.findings(place) ?? NO_FINDINGS));
    read(node.children, start + node.startTagLength);
    for (let at = place.children.length - 1; at >= 0; at--) waiting.push(place.children[at]!);
  }
  if (top) for (const rule of documentRules) found.push(...rule.checkDocument(top, keysOf, options));
  const inOrder = found.sort((one, other) => one.start - other.start || one.end - other.end);
  return withSeverities(inOrder, switches.sort((one, other) => one.start - other.start), text, severities);
}

function keysOf(list: Place): ListKeys | undefined {
  return ListKeys.of(list, listRules);
}
