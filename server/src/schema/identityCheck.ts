import type { Diagnostic } from '../diagnostic';
import type { DocumentText } from '../syntax/documentText';
import { type ExpandedName, localName, type Scope, splitExpandedName } from '../syntax/namespaces';
import type { ElementNode } from '../syntax/node';
import { AssessedElement } from './assessedElement';
import type { Assignment } from './assignment';
import { hasTrustedTag } from './elementInPlace';
import type { Grammar } from './grammar';
import type { IdentityConstraint, IdentityPath } from './identityConstraint';
import { fieldValue, type FieldValue, type Located } from './identityField';
import { elementsAt } from './identityWalk';
import { sequenceOf } from './keySequence';
import { keyTable } from './keyTable';
import { nearestName } from './nearestName';
import type { ValidityCode } from './verdict';
import { oneOf, quoted } from './wording';

/** A near miss is looked for among no more keys than this: each reference that has none would look at all of them. */
const MOST_CANDIDATES = 200;

const HREF = 'https://www.w3.org/TR/xmlschema-1/#cvc-identity-constraint';

/** Whether anything must be unique, or must refer to something, inside an element. */
export function hasIdentityConstraints(grammar: Grammar, assignment: Assignment): boolean {
  return grammar.elements[assignment]?.identityConstraints !== undefined;
}

/**
 * Checks the identity constraints of one element's declaration (part 1, 3.11.4). The verdict depends on nothing but the
 * arguments, the text only as far as the element's own. Offsets count from the element's start.
 * @param scope the bindings around the element
 */
export function identityDiagnostics(node: ElementNode, start: number, text: DocumentText, scope: Scope, assignment: Assignment, grammar: Grammar): Diagnostic[] {
  const constraints = grammar.elements[assignment]?.identityConstraints ?? [];
  if (constraints.length === 0) return [];
  const element = new AssessedElement(node, start, scope, assignment, { text, grammar });
  return constraints.flatMap((constraint) => (constraint.kind === 'keyref' ? unknownReferences(element, constraint) : duplicates(element, constraint)));
}

function duplicates(element: AssessedElement, constraint: IdentityConstraint): Diagnostic[] {
  const first = new Map<string, Located>();
  return elementsAt(element, constraint.selector).filter(({ node }) => hasTrustedTag(node)).flatMap((target) => {
    const values = constraint.fields.map((field) => fieldValue(target, field));
    const broken = values.flatMap((value, place) => unusable(element, target, constraint, value, place));
    const sequence = sequenceOf(values);
    if (broken.length > 0 || !sequence) return broken;
    const known = first.get(sequence.key);
    if (!known) {
      first.set(sequence.key, sequence);
      return [];
    }
    const name = quoted(localName(target.node.name));
    const message = `${quoted(sequence.shown)} is there already; each ${name} in ${nameOf(element)} needs ${fieldWords(constraint)} of its own`;
    const related = [{ start: known.start - element.start, end: known.end - element.start, message: `the first ${quoted(known.shown)}` }];
    return [{ ...error(element, 'duplicate-key', message, sequence), related }];
  });
}

function unknownReferences(element: AssessedElement, constraint: IdentityConstraint): Diagnostic[] {
  const { keys, complete } = keyTable(element, constraint.refer!);
  // A key that is wrong itself may be the one that is meant.
  if (!complete) return [];
  const candidates = keys.size > MOST_CANDIDATES ? [] : [...keys.values()];
  return elementsAt(element, constraint.selector).flatMap((target) => {
    const values = constraint.fields.map((field) => fieldValue(target, field));
    const broken = values.flatMap((value, place) => unusable(element, target, constraint, value, place));
    const sequence = sequenceOf(values);
    if (broken.length > 0 || !sequence || keys.has(sequence.key)) return broken;
    const near = nearestName(sequence.shown, candidates);
    const advice = near === undefined ? 'correct it, or add what it should name' : `did you mean ${quoted(near)}?`;
    return [error(element, 'unknown-key', `${quoted(sequence.shown)} names no ${selectedBy(constraint.refer!, element.document.grammar)} in ${nameOf(element)}; ${advice}`, sequence)];
  });
}

/** What keeps a field from being compared, in one diagnostic or none. */
function unusable(element: AssessedElement, target: AssessedElement, constraint: IdentityConstraint, value: FieldValue, place: number): Diagnostic[] {
  const field = quoted(wordFor(constraint.fields[place]!, target));
  const name = quoted(localName(target.node.name));
  const atName = { start: target.start + 1, end: target.start + 1 + target.node.name.length };
  const isKey = constraint.kind === 'key';
  if (value.kind === 'absent') return isKey ? [error(element, 'missing-key', `${name} lacks ${field}, which tells it from the others in ${nameOf(element)}`, atName)] : [];
  if (value.kind === 'nil') return isKey ? [error(element, 'missing-key', `${field} must have a value, which tells its ${name} from the others`, value)] : [];
  if (value.kind === 'several') return [error(element, 'ambiguous-key', `one ${field} too many in ${name}; it must be a single one`, value)];
  if (value.kind === 'structured') return [error(element, 'ambiguous-key', `${field} must hold a plain value to be compared in ${nameOf(element)}`, value)];
  return [];
}

function fieldWords({ fields }: IdentityConstraint): string {
  return oneOf(fields.map((field) => wordFor(field)), 'and');
}

/** What a field is called: the last name in it, or that of the selected element itself. */
function wordFor(field: readonly IdentityPath[], target?: AssessedElement): string {
  const { attribute, steps } = field[0]!;
  const last = attribute ?? steps.at(-1);
  if (last === undefined) return target ? localName(target.node.name) : 'value';
  return last.endsWith('*') ? 'value' : splitExpandedName(last)[1];
}

/** What a key tells apart, as a reader of documents knows it: by the name of its elements, not by that of the key. */
function selectedBy(key: ExpandedName, grammar: Grammar): string {
  const declared = grammar.elements.flatMap(({ identityConstraints }) => identityConstraints ?? []).find(({ name }) => name === key);
  const names = declared?.selector.map(({ steps }) => steps.at(-1)) ?? [];
  if (names.length === 0 || names.some((last) => last === undefined || last.endsWith('*'))) return quoted(splitExpandedName(key)[1]);
  return oneOf([...new Set(names.map((last) => splitExpandedName(last!)[1]))]);
}

function nameOf({ node }: AssessedElement): string {
  return quoted(localName(node.name));
}

function error(element: AssessedElement, code: ValidityCode, message: string, { start, end }: { start: number; end: number }): Diagnostic {
  return { code, severity: 'error', message, start: start - element.start, end: end - element.start, href: HREF };
}
