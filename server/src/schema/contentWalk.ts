import type { DiagnosticData } from '../diagnostic';
import type { ExpandedName } from '../syntax/namespaces';
import { splitExpandedName } from '../syntax/namespaces';
import type { ElementNode } from '../syntax/node';
import type { Assignment } from './assignment';
import { globalElementIndex, globalElementsNamed, UNCHECKED, wildcardAssignment } from './assignment';
import type { ContentIndex, Skip } from './automatonIndex';
import { earlierPlace } from './earlierPlace';
import type { ElementInPlace } from './elementInPlace';
import { hasTrustedContent } from './elementInPlace';
import type { ContentStep } from './grammar';
import { nearestName, nearestSpelledOut } from './nearestName';
import { UntaggedContent } from './untaggedContent';
import type { Findings } from './verdict';
import { oneOf, quoted } from './wording';

/**
 * One run of a content automaton over the children of an element. A child that does not fit is reported once, and the
 * run goes on as if the cause were mended, so that one slip brings one diagnostic.
 */
export class ContentWalk {
  private state = 0;
  /** Where the last child was refused: what its message expected is not reported as missing again. */
  private refusedAt = -1;
  private laterNames: Map<ExpandedName, number> | undefined;
  private readonly silent: boolean;
  /** Asked for when the first child does not fit. */
  private untagged: UntaggedContent | undefined;

  constructor(
    private readonly element: ElementInPlace,
    private readonly index: ContentIndex | undefined,
    private readonly names: readonly (ExpandedName | undefined)[],
    private readonly findings: Findings,
  ) {
    // An element without end tag swallows what follows it: its missing end tag is the problem, not its guests.
    this.silent = !hasTrustedContent(element.node);
  }

  private get parentName(): string {
    return inQuotes(this.element.node);
  }

  /** Where no child may stand at all: all are refused. */
  refuseAll(reason: string): readonly Assignment[] {
    this.eachChild((child, offset) => {
      if (hasTrustedContent(child)) this.refuse(child, offset, `${inQuotes(child)} is not allowed in ${this.parentName}, which ${reason}`);
    });
    return this.names.map(() => UNCHECKED);
  }

  /** Where a content model says what may stand. */
  walk(): readonly Assignment[] {
    const children: Assignment[] = [];
    let complete = !this.silent;
    this.eachChild((child, offset, place) => {
      const name = this.names[place];
      const step = name === undefined ? undefined : this.index!.step(this.state, name);
      if (!hasTrustedContent(child) || name === undefined) {
        complete = false;
        // A broken tag may be the one element that is missing here; what is wrong with it has been said.
        if (!step) this.refusedAt = this.state;
      }
      if (name === undefined) children.push(UNCHECKED);
      else if (step) children.push(this.take(name, step));
      else if (!hasTrustedContent(child) || this.silent) children.push(this.index!.known.get(name) ?? UNCHECKED);
      else children.push(this.mend(child, offset, name, place));
    });
    if (complete && this.refusedAt !== this.state) this.reportMissingAtEnd();
    return children;
  }

  private take(name: ExpandedName, step: ContentStep): Assignment {
    this.state = step.to;
    if (step.element !== undefined) return step.element;
    return wildcardAssignment(this.element.grammar, step.wildcard!, name);
  }

  /** A child that does not fit: says so, and leaves the run where it is most likely meant to be. */
  private mend(child: ElementNode, offset: number, name: ExpandedName, place: number): Assignment {
    const skip = this.index!.skipTo(this.state, name);
    // What was refused just before stands where the one missing child should: its message has said what was expected there.
    if (skip?.missing.length === 1 && this.refusedAt === this.state) return this.take(name, skip.step);
    if (skip) return this.mendOrder(child, offset, name, place, skip);
    const meant = (this.untagged ??= new UntaggedContent(this.element, this.index!)).assignment(offset, name);
    if (meant !== undefined) return meant;
    const known = this.index!.known.get(name);
    if (known !== undefined) {
      const earlier = earlierPlace(this.index!, this.names, place);
      this.refuse(child, offset, earlier === undefined ? `${inQuotes(child)} is not allowed here; ${this.expectation()}` : `${inQuotes(child)} must come before ${quoted(localPart(this.names[earlier]!))}`);
      return known;
    }
    return this.mendUnknown(child, offset, name, place);
  }

  private mendOrder(child: ElementNode, offset: number, name: ExpandedName, place: number, { missing, step }: Skip): Assignment {
    const late = missing.find((left) => left.element !== undefined && this.lastPlaceOf(this.nameOf(left)!) > place);
    if (late) {
      this.refuse(child, offset, `${inQuotes(child)} must come after ${quoted(localPart(this.nameOf(late)!))}`);
      return step.element ?? UNCHECKED;
    }
    const verb = missing.length === 1 ? 'is' : 'are';
    this.report('missing-element', child, offset, `${this.list(missing)} ${verb} missing before ${inQuotes(child)}`, { missing: [this.namesOf(missing)], before: true });
    return this.take(name, step);
  }

  private mendUnknown(child: ElementNode, offset: number, name: ExpandedName, place: number): Assignment {
    const local = splitExpandedName(name)[1];
    const expected = this.index!.state(this.state).steps.filter((step) => step.element !== undefined);
    const elsewhere = expected.find((step) => localPart(this.nameOf(step)!) === local);
    if (elsewhere) {
      this.state = elsewhere.to;
      return this.refuseNamespace(child, offset, this.nameOf(elsewhere)!);
    }
    // An element of another namespace that a wildcard would take: `ruleset` for `cp:ruleset`.
    const { grammar } = this.element;
    const taken = globalElementsNamed(grammar, local).map((index) => grammar.elements[index]!.name).find((each) => this.index!.step(this.state, each));
    if (taken !== undefined) {
      this.state = this.index!.step(this.state, taken)!.to;
      return this.refuseNamespace(child, offset, taken);
    }
    const meant = this.meantBy(local, expected, place);
    if (meant) {
      const near = localPart(this.nameOf(meant)!);
      this.state = meant.to;
      this.refuse(child, offset, `${inQuotes(child)} is not allowed in ${this.parentName}; did you mean ${quoted(near)}?`, false, { expected: [this.nameOf(meant)!] });
      return meant.element!;
    }
    this.refuse(child, offset, `${inQuotes(child)} is not allowed in ${this.parentName}; ${this.expectation()}`);
    const declared = globalElementIndex(this.element.grammar, name);
    // That it is abstract would be a second diagnostic of the same mistake.
    return declared === undefined || this.element.grammar.elements[declared]!.abstract ? UNCHECKED : declared;
  }

  /** What is in it is not looked at: it is in the wrong namespace for the same reason. */
  private refuseNamespace(child: ElementNode, offset: number, meant: ExpandedName): Assignment {
    const [namespace, local] = splitExpandedName(meant);
    const prefix = this.element.scope.prefixFor(namespace);
    const advice = prefix !== undefined && prefix !== '' ? `write ${quoted(`${prefix}:${local}`)}` : `expected ${namespace === '' ? 'none' : quoted(namespace)}`;
    this.refuse(child, offset, `${inQuotes(child)} is in the wrong namespace; ${advice}`, false, { expected: [meant] });
    return UNCHECKED;
  }

  /** The step whose name is near; none where the child that it is for comes later and may come once. */
  private meantBy(local: string, expected: readonly ContentStep[], place: number): ContentStep | undefined {
    const names = expected.map((step) => localPart(this.nameOf(step)!));
    const near = nearestName(local, names) ?? nearestSpelledOut(local, names);
    const meant = near === undefined ? undefined : expected[names.indexOf(near)]!;
    const comesLater = meant && this.lastPlaceOf(this.nameOf(meant)!) > place && !this.index!.step(meant.to, this.nameOf(meant)!);
    return comesLater ? undefined : meant;
  }

  private expectation(): string {
    const { steps, accepting } = this.index!.state(this.state);
    const names = steps.filter((step) => step.element !== undefined).map((step) => localPart(this.nameOf(step)!));
    if (names.length > 0) return `expected ${oneOf([...new Set(names)])}`;
    if (steps.length > 0) return 'only elements of other namespaces may stand here';
    return accepting ? `nothing more may stand in ${this.parentName}` : 'nothing may stand here';
  }

  private reportMissingAtEnd(): void {
    if (this.index!.state(this.state).accepting) return;
    const missing = this.index!.missingAtEnd(this.state);
    const { name } = this.element.node;
    if (missing.length === 0) {
      this.findings.error('missing-element', `${this.parentName} cannot be complete: the schema asks for what no element can be`, 1, 1 + name.length);
      return;
    }
    const named = missing[0]!.filter((step) => step.element !== undefined);
    const lacks = named.length > 1 ? oneOf(named.map((step) => this.wordFor(step)!)) : this.list(missing.map((ways) => ways[0]!));
    const ways = missing[0]!.filter((step) => step.element !== undefined).map((step) => [this.nameOf(step)!, ...this.namesOf(this.index!.missingAtEnd(step.to).map((next) => next[0]!))]);
    this.findings.error('missing-element', `${this.parentName} lacks ${lacks}`, 1, 1 + name.length, { missing: ways });
  }

  private list(steps: readonly ContentStep[]): string {
    const words = steps.flatMap((step) => this.wordFor(step) ?? []);
    return words.length > 0 ? oneOf(words, 'and') : 'an element';
  }

  private namesOf(steps: readonly ContentStep[]): ExpandedName[] {
    return steps.flatMap((step) => this.nameOf(step) ?? []);
  }

  private wordFor(step: ContentStep): string | undefined {
    return step.element === undefined ? undefined : localPart(this.nameOf(step)!);
  }

  private nameOf(step: ContentStep): ExpandedName | undefined {
    return step.element === undefined ? undefined : this.element.grammar.elements[step.element]!.name;
  }

  /** Where the last child of a name stands among the children; counted once, when the first child is out of order. */
  private lastPlaceOf(name: ExpandedName): number {
    if (!this.laterNames) {
      this.laterNames = new Map();
      for (const [place, each] of this.names.entries()) if (each !== undefined) this.laterNames.set(each, place);
    }
    return this.laterNames.get(name) ?? -1;
  }

  private refuse(child: ElementNode, offset: number, message: string, expectationGiven = true, data?: DiagnosticData): void {
    if (this.silent) return;
    if (expectationGiven) this.refusedAt = this.state;
    this.report('unexpected-element', child, offset, message, data);
  }

  private report(code: 'unexpected-element' | 'missing-element', child: ElementNode, offset: number, message: string, data?: DiagnosticData): void {
    this.findings.error(code, message, offset + 1, offset + 1 + child.name.length, data);
  }

  private eachChild(visit: (child: ElementNode, offset: number, place: number) => void): void {
    let offset = this.element.node.startTagLength;
    let place = 0;
    for (const child of this.element.node.children) {
      if (child.kind === 'element') visit(child, offset, place++);
      offset += child.length;
    }
  }
}

/** The name of an element for a message. */
function inQuotes(element: ElementNode): string {
  return quoted(localPart(element.name));
}

/** The local part of a qualified or expanded name. */
function localPart(name: string): string {
  return name.startsWith('{') ? splitExpandedName(name)[1] : name.slice(name.indexOf(':') + 1);
}
