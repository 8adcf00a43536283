import { type Diagnostic, moved } from '../diagnostic';
import { elementDocumentation } from '../profile/documentation';
import { checkPlace, Place, type RuleOptions } from '../profile/rules';
import { assignRoot, checkElement, hasIdentityConstraints, IdentifierTable, identityDiagnostics, type Assignment, type Grammar, type Identifier, UNCHECKED } from '../schema';
import { Bindings } from '../syntax/bindings';
import { type PlacedElement, rootElement } from '../syntax/cursor';
import type { Renewal } from '../syntax/edit';
import { Scope } from '../syntax/namespaces';
import type { ElementNode, SyntaxTree } from '../syntax/node';
import { documentDiagnostics, elementDiagnostics, type ToldPrefixes, withoutConsequences } from '../syntax/problems';
import { ElementPath } from './elementPath';

/** What the verdict on an element depends on beside its own node and what it is checked against; compared by identity. */
interface Surroundings {
  readonly scope: Scope;
  readonly path: ElementPath;
  readonly told: ToldPrefixes;
  /** False beside the document element, where only the syntax counts. */
  readonly judged: boolean;
}

/** What was found out about an element and all that is in it. Offsets count from the element's start. */
interface Verdict {
  readonly around: Surroundings;
  readonly assignment: Assignment;
  readonly own: readonly Diagnostic[];
  readonly ids: readonly Identifier[];
  /** What each child element is checked against. */
  readonly assignments: readonly Assignment[];
  /** The children that have something to report, or an identifier, in or below them: their places among all children. */
  notable: readonly number[];
  /** Whether its declaration has identity constraints, and what they say, once it is asked. */
  readonly constrained: boolean;
  identity?: readonly Diagnostic[];
}

/** An element whose children are being visited. */
interface Visit {
  readonly place: Place;
  readonly verdict: Verdict;
  /** Of the children. */
  readonly inside: Surroundings;
  /** Children still to visit, by their places, in order; undefined for all of them. */
  readonly todo: readonly number[] | undefined;
  notable: number[];
  next: number;
  /** Next child, its place among child elements, and where it begins. */
  child: number;
  element: number;
  at: number;
}

/** The renewals of several edits, the oldest first. */
export type Renewals = readonly ReadonlyMap<ElementNode, Renewal>[];

/** A child element: where it begins, its place among all children and among child elements. */
interface ChildElement {
  readonly node: ElementNode;
  readonly start: number;
  readonly index: number;
  readonly place: number;
}

/** How much work a check was. */
export interface CheckCost {
  /** Elements whose verdict was found anew. */
  readonly checked: number;
}

/**
 * Checks a document and, after an edit, only what the edit may have changed: the verdict on an element is remembered
 * with its node and its surroundings, and a node that an edit keeps keeps it. An element around the edit whose own tags
 * and whose children's tags are the old ones keeps its own verdict too, however many children it has.
 */
export class Checker {
  cost: CheckCost = { checked: 0 };
  private verdicts = new WeakMap<ElementNode, Verdict>();
  private readonly rootPath = new ElementPath();
  private checked = 0;

  constructor(private readonly grammar: Grammar, private readonly options: RuleOptions) {}

  /**
   * @param renewals of the edits since the last check, the oldest first
   * @returns everything that is wrong, in document order
   */
  check(tree: SyntaxTree, renewals: Renewals = []): Diagnostic[] {
    this.checked = 0;
    const root = rootElement(tree);
    const { assignment, diagnostics } = assignRoot(tree, this.grammar);
    const found = [...documentDiagnostics(tree), ...diagnostics];
    const ids = new IdentifierTable();
    let at = 0;
    for (const node of tree.document.children) {
      if (node.kind === 'element') {
        const judged = node === root?.node;
        const around: Surroundings = { scope: Scope.root, path: this.rootPath, told: Bindings.none, judged };
        const verdict = this.judge(tree, { node, start: at, parent: undefined }, around, judged ? assignment : UNCHECKED, renewals);
        this.collect(tree, node, at, verdict, ids, found);
      }
      at += node.length;
    }
    found.push(...ids.unknownReferences());
    this.cost = { checked: this.checked };
    return withoutConsequences(tree, found).sort((a, b) => a.start - b.start || a.end - b.end);
  }

  /** The verdict on an element and all that is in it. Iterative: a document may be nested as deep as it likes. */
  private judge(tree: SyntaxTree, element: PlacedElement, around: Surroundings, assignment: Assignment, renewals: Renewals): Verdict {
    const known = this.known(element.node, around, assignment);
    if (known) return known;
    const visits = [this.visit(tree, new Place(element, around.scope.enter(element.node, element.start, tree.text), tree.text, undefined), around, assignment, renewals)];
    for (;;) {
      const visit = visits[visits.length - 1]!;
      const child = this.nextChild(visit);
      if (child) {
        const against = visit.verdict.assignments[child.place] ?? UNCHECKED;
        const verdict = this.known(child.node, visit.inside, against);
        if (!verdict) visits.push(this.visit(tree, visit.place.child(child), visit.inside, against, renewals));
        else if (isNotable(verdict)) visit.notable.push(child.index);
        continue;
      }
      visits.pop();
      visit.verdict.notable = visit.todo ? visit.notable.sort((a, b) => a - b) : visit.notable;
      const { node } = visit.place.element;
      // Nothing is remembered of an element that is quickly looked at again and has nothing to say.
      const notable = isNotable(visit.verdict);
      if (notable || node.length >= WORTH_REMEMBERING) this.verdicts.set(node, visit.verdict);
      const outer = visits[visits.length - 1];
      if (!outer) return visit.verdict;
      if (notable) outer.notable.push(outer.child - 1);
    }
  }

  private known(node: ElementNode, { scope, path, told, judged }: Surroundings, assignment: Assignment): Verdict | undefined {
    const verdict = this.verdicts.get(node);
    if (!verdict || verdict.assignment !== assignment) return undefined;
    const { around } = verdict;
    return around.scope === scope && around.path === path && around.told === told && around.judged === judged ? verdict : undefined;
  }

  /** Checks the element itself, or takes over what is known of the one it renews, and begins with its children. */
  private visit(tree: SyntaxTree, place: Place, around: Surroundings, assignment: Assignment, renewals: Renewals): Visit {
    const { node, start } = place.element;
    const renewed = this.renewed(node, around, assignment, renewals);
    const { own, told, ids, assignments } = renewed ? { ...renewed.verdict, told: around.told } : this.checkOne(tree, place, around, assignment);
    const notable = renewed ? renewed.verdict.notable.filter((index) => !renewed.changed.includes(index)) : [];
    const inside: Surroundings = { scope: place.scope, path: around.path.child(node.name, place.name), told, judged: around.judged };
    return { place, verdict: { around, assignment, own, ids, assignments, notable, constrained: hasIdentityConstraints(this.grammar, assignment) }, inside, todo: renewed?.changed, notable, next: 0, child: 0, element: 0, at: start + node.startTagLength };
  }

  private checkOne(tree: SyntaxTree, place: Place, around: Surroundings, assignment: Assignment): Pick<Verdict, 'own' | 'ids' | 'assignments'> & { told: ToldPrefixes } {
    this.checked++;
    const { node, start } = place.element;
    const syntax = elementDiagnostics(node, start, tree.text, place.scope, around.told);
    const schema = checkElement(node, start, tree.text, around.scope, assignment, this.grammar);
    const rules = around.judged ? checkPlace(place, this.options) : [];
    const own: readonly Diagnostic[] = syntax.diagnostics.length + schema.diagnostics.length + rules.length === 0 ? NOTHING
      : [...syntax.diagnostics, ...schema.diagnostics.map((each) => withSource(each, place)), ...rules.map((each) => ({ ...each, start: each.start - start, end: each.end - start }))];
    return { own, ids: schema.ids, assignments: schema.children, told: syntax.told };
  }

  /** The verdict on the element that this one renews, through all edits since; only one that says nothing of itself, since offsets in it have moved. */
  private renewed(node: ElementNode, around: Surroundings, assignment: Assignment, renewals: Renewals): { verdict: Verdict; changed: readonly number[] } | undefined {
    let at = node;
    const changed = new Set<number>();
    for (let edit = renewals.length - 1; edit >= 0; edit--) {
      const renewal = renewals[edit]!.get(at);
      if (!renewal) continue;
      at = renewal.before;
      for (const index of renewal.changed) changed.add(index);
    }
    const verdict = at === node ? undefined : this.known(at, around, assignment);
    return verdict?.own.length === 0 ? { verdict, changed: [...changed].sort((a, b) => a - b) } : undefined;
  }

  private nextChild(visit: Visit): ChildElement | undefined {
    const { node } = visit.place.element;
    if (visit.todo && visit.next >= visit.todo.length) return undefined;
    const wanted = visit.todo?.[visit.next++];
    while (visit.child < node.children.length) {
      const index = visit.child++;
      const child = node.children[index]!;
      const start = visit.at;
      visit.at += child.length;
      if (child.kind !== 'element') continue;
      const place = visit.element++;
      if (wanted === undefined || index === wanted) return { node: child, start, index, place };
    }
    return undefined;
  }

  private collect(tree: SyntaxTree, node: ElementNode, start: number, verdict: Verdict, ids: IdentifierTable, found: Diagnostic[]): void {
    const pending = [{ node, start, verdict }];
    for (let at = pending.pop(); at; at = pending.pop()) {
      for (const each of at.verdict.own) found.push(moved(each, at.start));
      if (at.verdict.constrained) for (const each of this.identity(tree, at)) found.push(moved(each, at.start));
      found.push(...ids.add(at.verdict.ids, at.start));
      pending.push(...this.notableChildren(at.node, at.start, at.verdict).reverse());
    }
  }

  /** What its identity constraints say of an element. They look at all that is in it, which is the same as long as its node is. */
  private identity({ text }: SyntaxTree, { node, start, verdict }: { node: ElementNode; start: number; verdict: Verdict }): readonly Diagnostic[] {
    return (verdict.identity ??= identityDiagnostics(node, start, text, verdict.around.scope, verdict.assignment, this.grammar));
  }

  private notableChildren(node: ElementNode, start: number, { notable }: Verdict): { node: ElementNode; start: number; verdict: Verdict }[] {
    let at = start + node.startTagLength;
    let index = 0;
    return notable.map((wanted) => {
      for (; index < wanted; index++) at += node.children[index]!.length;
      const child = node.children[wanted] as ElementNode;
      return { node: child, start: at, verdict: this.verdicts.get(child)! };
    });
  }
}

/** Where a requirement of the schema is written: the clause about the element, on a line of its own, or the schema language. */
function withSource(diagnostic: Diagnostic, place: Place): Diagnostic {
  const clause = elementDocumentation(place.path)?.clause;
  return clause === undefined ? { ...diagnostic, href: SCHEMA_LANGUAGE } : { ...diagnostic, message: `${diagnostic.message}\n${clause}` };
}

const SCHEMA_LANGUAGE = 'https://www.w3.org/TR/xmlschema-1/';

/** Shorter elements are checked again sooner than their verdict is found. */
const WORTH_REMEMBERING = 96;

const NOTHING: readonly Diagnostic[] = [];

function isNotable({ own, ids, notable, constrained }: Verdict): boolean {
  return constrained || own.length > 0 || ids.length > 0 || notable.length > 0;
}
