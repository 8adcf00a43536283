import type { Diagnostic } from '../diagnostic';
import { meantNamespace, misspeltNamespace, ruleCodes, type RuleOptions } from '../profile/rules';
import { Contents, type Grammar, scopeOf } from '../schema';
import { childElements, type PlacedElement } from '../syntax/cursor';
import { expandedName, localName, splitExpandedName } from '../syntax/namespaces';
import type { SyntaxTree } from '../syntax/node';
import { decodeReferences } from '../syntax/text';
import { Places } from './places';

/**
 * Without what is told only because a namespace is misspelt, where that is told itself: one cause, one diagnostic. That
 * one is as bad as the worst of those it stands for: a document that the schema refuses has an error.
 */
export function withoutConsequencesOfMisspelling(found: readonly Diagnostic[], tree: SyntaxTree, grammar: Grammar, options: RuleOptions): Diagnostic[] {
  const meant = new Map<string, string>();
  for (const each of found) {
    const namespace = each.code === misspeltNamespace.code ? decodeReferences(tree.text.slice(each.start, each.end)) : undefined;
    const known = namespace === undefined ? undefined : meantNamespace(namespace, options);
    if (known !== undefined) meant.set(namespace!, known);
  }
  if (meant.size === 0) return [...found];
  const cause = new Causes(tree, meant, grammar);
  const refused = new Set<string>();
  const left = found.filter((each) => {
    const namespace = cause.of(each);
    if (namespace !== undefined && each.severity === 'error') refused.add(namespace);
    return namespace === undefined;
  });
  const isRefused = ({ code, start, end }: Diagnostic): boolean => code === misspeltNamespace.code && refused.has(decodeReferences(tree.text.slice(start, end)));
  return left.map((each) => (isRefused(each) ? { ...each, severity: 'error' } : each));
}

/** Finds the misspelt namespace that a diagnostic comes of. */
class Causes {
  private readonly places: Places;

  /** @param meant by each misspelt namespace */
  constructor(private readonly tree: SyntaxTree, private readonly meant: ReadonlyMap<string, string>, private readonly grammar: Grammar) {
    this.places = new Places(tree);
  }

  of({ code, start, end, data }: Diagnostic): string | undefined {
    if (code === 'unknown-root') return this.misspelt(this.elementAt(start));
    if (code === 'unexpected-element') return this.misspelt(this.elementAt(start)) ?? this.astray(this.elementAt(start));
    if (code === 'unexpected-attribute') return this.misspelt(this.elementAt(start), this.tree.text.slice(start, end));
    if (code === 'missing-element') {
      const element = this.elementAt(start);
      const names = new Set(data?.missing?.flat());
      return this.childMeant(data?.before ? element?.parent : element, (name) => names.has(name));
    }
    if (!ruleCodes.has(code) || !code.startsWith('missing-')) return undefined;
    return this.childMeant(this.elementAt(start), (name) => code === `missing-${splitExpandedName(name)[1]}`);
  }

  /** The namespace of an element, or of one of its attributes, where it is a misspelt one. */
  private misspelt(element: PlacedElement | undefined, attribute?: string): string | undefined {
    const scope = element && scopeOf(element, this.tree.text);
    const name = attribute === undefined ? scope?.elementName(element!.node.name) : scope?.attributeName(attribute);
    const namespace = name === undefined ? undefined : splitExpandedName(name)[0];
    return namespace !== undefined && this.meant.has(namespace) ? namespace : undefined;
  }

  /** The namespace of an element before this one, where this one would fit if that were spelt right: a wildcard may have taken it. */
  private astray(element: PlacedElement | undefined): string | undefined {
    const parent = element?.parent;
    if (!parent) return undefined;
    const contents = new Contents(parent, this.tree.text, this.grammar);
    const names = contents.names.map((name) => (name === undefined ? undefined : splitExpandedName(name)));
    const place = childElements(parent).findIndex(({ node }) => node === element.node);
    const found = names.slice(0, place).find((name) => name !== undefined && this.meant.has(name[0]))?.[0];
    const right = names.map((name) => name && expandedName(this.meant.get(name[0]) ?? name[0], name[1]));
    return found !== undefined && contents.wouldFit(place, right) ? found : undefined;
  }

  /** The namespace of a child element that would be one of those wanted if it were spelt right. */
  private childMeant(parent: PlacedElement | undefined, isWanted: (name: string) => boolean): string | undefined {
    for (const child of parent ? childElements(parent) : []) {
      const namespace = this.misspelt(child);
      if (namespace !== undefined && isWanted(expandedName(this.meant.get(namespace)!, localName(child.node.name)))) return namespace;
    }
    return undefined;
  }

  private elementAt(offset: number): PlacedElement | undefined {
    const found = this.places.nodeAt(offset);
    return found?.node.kind === 'element' ? { node: found.node, start: found.start, parent: found.parent } : found?.parent;
  }
}
