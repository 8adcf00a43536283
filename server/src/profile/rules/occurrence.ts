import type { Diagnostic } from '../../diagnostic';
import { hasTrustedContent, nearestName } from '../../schema';
import { localName } from '../../syntax/namespaces';
import { elementDocumentation } from '../documentation';
import { occurrences, occurrencesIn, type Occurrence } from '../occurrences';
import { otherEmergencyCallKind } from './emergencyCallKind';
import { duplicateExample, missingExample } from './occurrenceExamples';
import { TWICE, WITHOUT } from './occurrenceReasons';
import type { Place } from './place';
import { finding, NO_FINDINGS, type ElementCheck, type Rule } from './rule';

/** The rules `missing-…` and `duplicate-…`: one for each child that 8.3.2.1 asks for, or allows once; all from the table of occurrences. */
export const occurrenceRules: readonly Rule[] = [...new Map(occurrences.flatMap((each) => [
  ...(each.required ? [missingRule(each)] : []), ...(each.single ? [duplicateRule(each)] : []),
]).map((rule) => [rule.code, rule])).values()];

const ruleOf: ReadonlyMap<string, Rule> = new Map(occurrenceRules.map((rule) => [rule.code, rule]));

/** Asks for the children that are missing or stand twice, by their names alone. */
export const occurrenceCheck: ElementCheck = { elements: [...new Set(occurrences.map(({ parent }) => lastOf(parent)))], check };

function check(place: Place): readonly Diagnostic[] {
  const wanted = occurrencesIn(place.path);
  // An element without end tag swallows what follows it, so its children tell nothing.
  if (wanted.length === 0 || !hasTrustedContent(place.element.node)) return NO_FINDINGS;
  const found: Diagnostic[] = [];
  const absent: Occurrence[] = [];
  for (const occurrence of wanted) {
    const present = place.childrenNamed(occurrence.child);
    if (present.length === 0 && occurrence.required) absent.push(occurrence);
    if (occurrence.single) for (const again of present.slice(1)) found.push(second(place, occurrence, present[0]!, again));
  }
  if (absent.length > 0 && !mayHoldMore(place)) found.push(...missing(place, absent));
  return found;
}

/** Whether something in it is so broken that what seems to be missing may be inside it. */
function mayHoldMore({ children, element }: Place): boolean {
  return element.node.children.some((child) => child.kind === 'strayEndTag' || (child.kind === 'element' && !hasTrustedContent(child))) || children.some(({ name }) => name === '');
}

function missing(place: Place, absent: readonly Occurrence[]): Diagnostic[] {
  const misspelt = new Map<string, Place>();
  for (const child of place.children) {
    if (!isStrange(child, place)) continue;
    const near = nearestName(localName(child.element.node.name), absent.map((each) => localName(each.child)));
    if (near !== undefined) misspelt.set(near, child);
  }
  return absent.flatMap((occurrence) => {
    const { child, sure } = occurrence;
    const other = otherEmergencyCallKind(child);
    if (other !== undefined && place.childNamed(other)) return [];
    const local = localName(child);
    const rule = ruleOf.get(`missing-${local}`)!;
    // The schema says so at the same place, where it knows no such element; then this is not said again.
    const slip = misspelt.get(local);
    if (slip) return [finding(rule, slip.nameRange, `'${localOf(place)}' has no '${local}'; did you mean it by '${localOf(slip)}'?`)];
    const advice = sure === 'recalled' ? `'${localOf(place)}' should have a '${local}' as far as we recall; check your release of the specification` : `'${localOf(place)}' has no '${local}'; add one`;
    return [finding(rule, place.nameRange, advice)];
  });
}

/** An element of the profile, or of no namespace at all, that nobody knows here. */
function isStrange(child: Place, place: Place): boolean {
  return /^(?:\{\}|[^:{]*$)/.test(child.name) && elementDocumentation([...place.path, child.name]) === undefined;
}

function second(place: Place, { child, sure }: Occurrence, first: Place, again: Place): Diagnostic {
  const local = localName(child);
  const careful = sure === 'recalled' ? ' as far as we recall' : '';
  return finding(ruleOf.get(`duplicate-${local}`)!, again.nameRange, `'${local}' stands twice in '${localOf(place)}', which may have one${careful}; remove one of the two`,
    [{ ...first.nameRange, message: 'it stands here first' }]);
}

function localOf(place: Place): string {
  return localName(place.element.node.name);
}

function lastOf(path: string): string {
  return path.split('/').pop()!;
}

function missingRule(occurrence: Occurrence): Rule {
  const local = localName(occurrence.child);
  return {
    ...common(occurrence), code: `missing-${local}`, summary: `No '${local}' in ${holdersOf(occurrence)}`, why: WITHOUT[occurrence.child]!,
    example: missingExample(occurrence), fix: 'adds it at its place, with what it shall hold',
  };
}

function duplicateRule(occurrence: Occurrence): Rule {
  const local = localName(occurrence.child);
  return {
    ...common(occurrence), code: `duplicate-${local}`, summary: `More than one '${local}' in ${holdersOf(occurrence)}`, why: TWICE,
    example: duplicateExample(occurrence), fix: 'removes the second one',
  };
}

function common({ clause, sure }: Occurrence): Pick<Rule, 'clause' | 'defaultSeverity'> {
  return { clause, defaultSeverity: sure === 'recalled' ? 'information' : 'warning' };
}

function holdersOf({ child }: Occurrence): string {
  return occurrences.filter((each) => each.child === child).map(({ parent }) => `'${parent}'`).join(' or ');
}
