import { type Diagnostic, moved } from '../diagnostic';
import { elementDocumentation } from '../profile/documentation';
import { checkPlace, dependsOnText, documentRules, listItems, ListKeys, listRules, Place, readRemark, type RuleOptions, type RuleSeverities, type RuleSwitch, withSeverities } from '../profile/rules';
import { assignRoot, type Assignment, checkElement, type Grammar, hasIdentityConstraints, identityDiagnostics, IdentifierTable, strayText, textRole, UNCHECKED } from '../schema';
import { Bindings } from '../syntax/bindings';
import { rootElement } from '../syntax/cursor';
import type { Renewal } from '../syntax/edit';
import { Scope } from '../syntax/namespaces';
import type { ElementNode, Node, SyntaxTree } from '../syntax/node';
import { documentDiagnostics, elementDiagnostics, textDiagnostics, type ToldPrefixes, withoutConsequences } from '../syntax/problems';
import { type ListPlace, passTo } from '../syntax/stretches';
import { withoutConsequencesOfErrors } from './diagnostics';
import { ElementPath } from './elementPath';
import { holdsIn, isNotable, isOrHoldsList, type ListBelow, type Surroundings, type Verdict } from './elementVerdict';
import { withoutConsequencesOfMisspelling } from './misspeltNamespaces';
import type { SeenElements } from './seenElements';

/** An element whose children are being visited. */
interface Visit {
  readonly place: Place;
  readonly verdict: Verdict;
  /** Of the children. */
  readonly inside: Surroundings;
  /** Children still to visit, by their places, in order; undefined for all of them. */
  readonly todo: readonly number[] | undefined;
  readonly elementsOnly: boolean;
  /** Whether other documents may ask for its verdict, and how long the nearest such element is, it or one around it. */
  readonly sought: boolean;
  readonly soughtLength: number;
  /** Undefined where no other document will ask. */
  readonly lists: ListBelow[] | undefined;
  notable: number[];
  next: number;
  /** The next child. */
  at: ListPlace;
}

/** What a service remembers of the documents that it checked once. */
export type SeenVerdicts = SeenElements<Verdict>;

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
  /** What is to say of texts, comments and the like, as they stand in their elements. */
  private readonly remarks = new WeakMap<Node, Remarkable>();
  private readonly rootPath: ElementPath;
  /** The length of an element whose verdict is remembered; shorter ones are checked again sooner than it is found. */
  private readonly worthRemembering: number;
  private checked = 0;

  /** @param seen for a document that is checked once, and may be like others before it */
  constructor(private readonly grammar: Grammar, private readonly options: RuleOptions, private readonly seen?: SeenVerdicts) {
    this.rootPath = seen?.rootPath ?? new ElementPath();
    this.worthRemembering = seen ? Infinity : WORTH_REMEMBERING;
  }

  /**
   * @param renewals of the edits since the last check, the oldest first
   * @param severities what the rules are to be told as; it may be another one each time
   * @returns everything that is wrong, in document order
   */
  check(tree: SyntaxTree, renewals: Renewals = [], severities?: RuleSeverities): Diagnostic[] {
    this.checked = 0;
    const root = rootElement(tree);
    const { assignment, diagnostics } = assignRoot(tree, this.grammar);
    const found: Found = { diagnostics: [...documentDiagnostics(tree), ...diagnostics], switches: [] };
    const ids = new IdentifierTable();
    let at = 0;
    for (const node of tree.document.children) {
      if (node.kind === 'element') {
        const judged = node === root?.node;
        const around: Surroundings = { scope: Scope.root, path: this.rootPath, told: Bindings.none, judged };
        const place = new Place({ node, start: at, parent: undefined }, Scope.root.enter(node, at, tree.text), tree.text, undefined);
        const verdict = this.judge(tree, place, around, judged ? assignment : UNCHECKED, renewals);
        this.collect(place, verdict, ids, found);
        if (judged) for (const rule of documentRules) found.diagnostics.push(...rule.checkDocument(place, (list) => this.verdicts.get(list.element.node)?.keys, this.options));
      } else {
        const remark = readRemark(tree.text, at, node);
        if (remark) take({ diagnostics: remark.findings, rules: remark.rules }, at, found);
      }
      at += node.length;
    }
    found.diagnostics.push(...ids.unknownReferences());
    this.cost = { checked: this.checked };
    this.seen?.endOf(tree.text);
    const inOrder = withoutConsequences(tree, found.diagnostics).sort((a, b) => a.start - b.start || a.end - b.end);
    const told = withSeverities(withoutConsequencesOfErrors(inOrder, tree.text), found.switches.sort((a, b) => a.start - b.start), tree.text, severities);
    return withoutConsequencesOfMisspelling(told, tree, this.grammar, this.options);
  }

  /** The verdict on an element and all that is in it. Iterative: a document may be nested as deep as it likes. */
  private judge(tree: SyntaxTree, place: Place, around: Surroundings, assignment: Assignment, renewals: Renewals): Verdict {
    const known = this.known(place.element.node, around, assignment);
    if (known) return known;
    const visits = [this.visit(tree, place, around, assignment, renewals)];
    for (;;) {
      const visit = visits[visits.length - 1]!;
      const child = this.nextChild(visit, tree);
      if (child) {
        const against = visit.verdict.assignments[child.place] ?? UNCHECKED;
        const sought = this.seen !== undefined && !isLeaf(child.node) && child.node.length <= visit.soughtLength * SHORTER;
        const verdict = this.known(child.node, visit.inside, against) ?? (sought ? this.seenBefore(tree, child, visit.inside, against) : undefined);
        if (verdict && isOrHoldsList(verdict)) visit.lists?.push({ index: child.index, verdict });
        const inPlace = visit.place.child(child.node, child.start);
        if (visit.inside.judged && listItems.has(inPlace.name)) visit.verdict.keys = ListKeys.see(visit.verdict.keys, inPlace, child.index, listRules);
        if (verdict ? isNotable(verdict) : isLeaf(child.node) && this.judgeLeaf(tree, inPlace, visit.inside, against)) visit.notable.push(child.index);
        else if (!verdict && !isLeaf(child.node)) visits.push({ ...this.visit(tree, inPlace, visit.inside, against, renewals), sought, soughtLength: sought ? child.node.length : visit.soughtLength });
        continue;
      }
      visits.pop();
      visit.verdict.notable = visit.todo ? visit.notable.sort((a, b) => a - b) : visit.notable;
      if (visit.lists) visit.verdict.lists = visit.lists;
      const { node } = visit.place.element;
      // Nothing is remembered of an element that is quickly looked at again and has nothing to say.
      const notable = isNotable(visit.verdict);
      if (notable || visit.verdict.keys || node.length >= this.worthRemembering) this.verdicts.set(node, visit.verdict);
      if (visit.sought && !notable) this.seen?.add(tree.text, visit.place.element.start, node.length, visit.verdict);
      const outer = visits[visits.length - 1];
      if (!outer) return visit.verdict;
      if (isOrHoldsList(visit.verdict)) outer.lists?.push({ index: outer.at.index - 1, verdict: visit.verdict });
      if (notable) outer.notable.push(outer.at.index - 1);
    }
  }

  /** The same for an element that holds a text or nothing, as most do. True where there is something to report. */
  private judgeLeaf(tree: SyntaxTree, place: Place, around: Surroundings, assignment: Assignment): boolean {
    const { node, start } = place.element;
    const { own, ids, assignments } = this.checkOne(tree, place, around, assignment);
    const text = node.children[0];
    const remarked = text !== undefined && text.kind !== 'element' && this.remark(place, textRole(node, start, tree.text, around.scope, assignment, this.grammar) === 'stray', text, start + node.startTagLength, tree);
    const constrained = hasIdentityConstraints(this.grammar, assignment);
    const notable = constrained || remarked || own.length > 0 || ids.length > 0;
    if (notable || node.length >= this.worthRemembering) this.verdicts.set(node, { around, assignment, own, ids, assignments, keys: undefined, lists: NO_LISTS, constrained, notable: remarked ? [0] : NO_PLACES });
    return notable;
  }

  /** What is known of an element of another document that has the same text and surroundings. */
  private seenBefore({ text }: SyntaxTree, { node, start }: ChildElement, around: Surroundings, assignment: Assignment): Verdict | undefined {
    const verdict = this.seen?.find(text, start, node.length, (each) => holdsIn(each, around, assignment));
    if (verdict) this.takeListsOver(node, verdict);
    return verdict;
  }

  /** The lists of another document count as those of this one, where the same text stands in the same surroundings. */
  private takeListsOver(node: ElementNode, verdict: Verdict): void {
    const pending = [{ node, verdict }];
    for (let at = pending.pop(); at; at = pending.pop()) {
      if (at.verdict.keys) this.verdicts.set(at.node, at.verdict);
      for (const { index, verdict: below } of at.verdict.lists) pending.push({ node: at.node.children[index] as ElementNode, verdict: below });
    }
  }

  private known(node: ElementNode, around: Surroundings, assignment: Assignment): Verdict | undefined {
    const verdict = this.verdicts.get(node);
    return verdict && holdsIn(verdict, around, assignment) ? verdict : undefined;
  }

  /** Checks the element itself, or takes over what is known of the one it renews, and begins with its children. */
  private visit(tree: SyntaxTree, place: Place, around: Surroundings, assignment: Assignment, renewals: Renewals): Visit {
    const { node, start } = place.element;
    const renewed = this.renewed(tree, place, around, assignment, renewals);
    const { own, told, ids, assignments } = renewed ? { ...renewed.verdict, told: around.told } : this.checkOne(tree, place, around, assignment);
    const notable = renewed ? renewed.verdict.notable.filter((index) => !renewed.changed.includes(index)) : [];
    const inside: Surroundings = { scope: place.scope, path: around.path.child(node.name, place.name), told, judged: around.judged };
    const constrained = hasIdentityConstraints(this.grammar, assignment);
    const verdict: Verdict = { around, assignment, own, ids, assignments, notable, keys: renewed?.verdict.keys, lists: NO_LISTS, constrained };
    const elementsOnly = textRole(node, start, tree.text, around.scope, assignment, this.grammar) === 'stray';
    return { place, verdict, inside, todo: renewed?.changed, elementsOnly, sought: false, soughtLength: Infinity, lists: this.seen && [], notable, next: 0, at: { index: 0, at: start + node.startTagLength, elements: 0 } };
  }

  private checkOne(tree: SyntaxTree, place: Place, around: Surroundings, assignment: Assignment): Pick<Verdict, 'own' | 'ids' | 'assignments'> & { told: ToldPrefixes } {
    this.checked++;
    const { node, start } = place.element;
    const syntax = elementDiagnostics(node, start, tree.text, place.scope, around.told);
    const schema = checkElement(node, start, tree.text, around.scope, assignment, this.grammar);
    const rules = around.judged ? checkPlace(place, this.options) : [];
    const own: readonly Diagnostic[] = syntax.diagnostics.length + schema.diagnostics.length + rules.length === 0 ? NOTHING
      : [...syntax.diagnostics, ...schema.diagnostics.map((each) => withSource(each, place)), ...rules.map((each) => moved(each, -start))];
    return { own, ids: schema.ids, assignments: schema.children, told: syntax.told };
  }

  /**
   * The verdict on the element that this one renews, through all edits since; only one that says nothing of itself, since
   * offsets in it have moved. The verdict is used up: its keys go over to the new one.
   */
  private renewed(tree: SyntaxTree, place: Place, around: Surroundings, assignment: Assignment, renewals: Renewals): { verdict: Verdict; changed: readonly number[] } | undefined {
    const { node, start } = place.element;
    let at = node;
    const changed = new Set<number>();
    for (let edit = renewals.length - 1; edit >= 0; edit--) {
      const renewal = renewals[edit]!.get(at);
      if (!renewal) continue;
      at = renewal.before;
      for (const index of renewal.changed) changed.add(index);
    }
    const verdict = at === node ? undefined : this.known(at, around, assignment);
    if (verdict?.own.length !== 0) return undefined;
    const readsText = dependsOnText(place) || textRole(node, start, tree.text, around.scope, assignment, this.grammar) === 'value';
    if (readsText && !onlyElements(node, changed)) return undefined;
    if (verdict.keys) this.verdicts.delete(at);
    return { verdict, changed: [...changed].sort((a, b) => a - b) };
  }

  private nextChild(visit: Visit, tree: SyntaxTree): ChildElement | undefined {
    const { children } = visit.place.element.node;
    for (;;) {
      if (visit.todo) {
        if (visit.next >= visit.todo.length) return undefined;
        visit.at = passTo(children, visit.at, visit.todo[visit.next++]!);
      }
      const { index, at: start, elements } = visit.at;
      const node = children[index];
      if (!node) return undefined;
      visit.at = { index: index + 1, at: start + node.length, elements: node.kind === 'element' ? elements + 1 : elements };
      if (node.kind === 'element') return { node, start, index, place: elements };
      if (this.remark(visit.place, visit.elementsOnly, node, start, tree)) visit.notable.push(index);
    }
  }

  /** Looks at a text, a comment or the like. True where there is something to report. */
  private remark(place: Place, elementsOnly: boolean, child: Exclude<Node, ElementNode>, start: number, tree: SyntaxTree): boolean {
    const syntax = textDiagnostics(child);
    const stray = elementsOnly ? strayText(place.element.node, child, start, tree.text) : undefined;
    const comment = readRemark(tree.text, start, child);
    if (syntax.length === 0 && !stray && !comment) return false;
    this.remarks.set(child, { diagnostics: [...syntax, ...(stray ? [withSource(stray, place)] : NOTHING), ...(comment?.findings ?? NOTHING)], rules: comment?.rules });
    return true;
  }

  /** What its identity constraints say of an element. They look at all that is in it, which is the same as long as its node is. */
  private identity({ text }: Place, node: ElementNode, start: number, verdict: Verdict): readonly Diagnostic[] {
    return (verdict.identity ??= identityDiagnostics(node, start, text, verdict.around.scope, verdict.assignment, this.grammar));
  }

  private collect(root: Place, rootVerdict: Verdict, ids: IdentifierTable, found: Found): void {
    const { node, start } = root.element;
    const pending = [{ node, start, verdict: rootVerdict }];
    for (let at = pending.pop(); at; at = pending.pop()) {
      const { verdict } = at;
      for (const each of verdict.own) found.diagnostics.push(moved(each, at.start));
      if (verdict.constrained) for (const each of this.identity(root, at.node, at.start, verdict)) found.diagnostics.push(moved(each, at.start));
      found.diagnostics.push(...ids.add(verdict.ids, at.start));
      if (verdict.keys?.isRepeating) found.diagnostics.push(...verdict.keys.findings(new Place({ node: at.node, start: at.start, parent: undefined }, verdict.around.scope.enter(at.node, at.start, root.text), root.text, undefined)));
      const inside: typeof pending = [];
      this.eachNotable(at.node, at.start, verdict, (child, childStart) => {
        if (child.kind === 'element') inside.push({ node: child, start: childStart, verdict: this.verdicts.get(child)! });
        else take(this.remarks.get(child)!, childStart, found);
      });
      pending.push(...inside.reverse());
    }
  }

  private eachNotable({ children, startTagLength }: ElementNode, start: number, { notable }: Verdict, visit: (child: Node, start: number) => void): void {
    let place: ListPlace = { index: 0, at: start + startTagLength, elements: 0 };
    for (const wanted of notable) {
      place = passTo(children, place, wanted);
      visit(children[wanted]!, place.at);
    }
  }
}

/** What is to say of a text, a comment or the like. Offsets count from its start. */
interface Remarkable {
  readonly diagnostics: readonly Diagnostic[];
  /** Where it is a comment that switches rules. */
  readonly rules: RuleSwitch | undefined;
}

/** What a check has found so far. */
interface Found {
  readonly diagnostics: Diagnostic[];
  readonly switches: RuleSwitch[];
}

function take({ diagnostics, rules }: Remarkable, start: number, found: Found): void {
  for (const each of diagnostics) found.diagnostics.push(moved(each, start));
  if (rules) found.switches.push({ ...rules, start: rules.start + start, end: rules.end + start });
}

/** Where a requirement of the schema is written: the clause about the element, on a line of its own, or the schema language. */
function withSource(diagnostic: Diagnostic, place: Place): Diagnostic {
  const clause = elementDocumentation(place.path)?.clause;
  return clause === undefined ? { ...diagnostic, href: SCHEMA_LANGUAGE } : { ...diagnostic, message: `${diagnostic.message}\n${clause}` };
}

const SCHEMA_LANGUAGE = 'https://www.w3.org/TR/xmlschema-1/';

const WORTH_REMEMBERING = 96;

/**
 * An element is looked for in other documents only if it is so much shorter than the one around it that was looked for
 * before: else each of many nested ones would have nearly the whole text read once more.
 */
const SHORTER = 15 / 16;

const NOTHING: readonly Diagnostic[] = [];
const NO_PLACES: readonly number[] = [];
const NO_LISTS: readonly ListBelow[] = [];

/** Holds one text, or nothing. */
function isLeaf({ children }: ElementNode): boolean {
  return children.length === 0 || (children.length === 1 && children[0]!.kind !== 'element');
}

function onlyElements(node: ElementNode, places: Iterable<number>): boolean {
  return [...places].every((place) => node.children[place]!.kind === 'element');
}
