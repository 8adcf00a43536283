import { hasTrustedContent } from '../../schema';
import { attributeValue } from '../../syntax/text';
import { authorisation } from '../authorisations';
import type { CanonicalName } from '../namespaces';
import type { Place } from './place';
import { remembered } from './remembered';

/** An authorisation that a rule of the ruleset gives or refuses. Offsets count from the rule's start. */
export interface Grant {
  readonly name: CanonicalName;
  readonly given: boolean;
  /** Where the name stands, and where the value does. */
  readonly nameRange: Range;
  readonly valueRange: Range;
}

/** Characters of a text, `end` not included. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** What a `cp:rule` gives and refuses, in document order. */
export const grantsOf: (rule: Place) => readonly Grant[] = remembered(readGrants);

/** The same for rules that apply to the same people in the same situations; undefined where a broken tag hides it. */
export const conditionsOf: (rule: Place) => string | undefined = remembered(readConditions);

function readGrants(place: Place): Grant[] {
  const holders = place.childrenNamed('cp:actions').flatMap((actions) => [actions, ...actions.childrenNamed('anyExt')]);
  const moved = ({ start, end }: Range): Range => ({ start: start - place.element.start, end: end - place.element.start });
  return holders.flatMap((holder) => holder.children).flatMap((child) => {
    const value = authorisation(child.name) ? child.value : undefined;
    const given = value && BOOLEANS.get(value.value);
    return given === undefined ? [] : [{ name: child.name, given, nameRange: moved(child.nameRange), valueRange: moved(value!) }];
  });
}

/** As written (XML Schema part 2, 3.2.2). */
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([['true', true], ['1', true], ['false', false], ['0', false]]);

/** `cp:conditions`, `cp:identity`, `cp:many`, `cp:except`: what is nested deeper is compared as it is written. */
const DEPTH = 4;

function readConditions(place: Place): string | undefined {
  if (!hasTrustedContent(place.element.node)) return undefined;
  const all = place.childrenNamed('cp:conditions').map((conditions) => signature(conditions, DEPTH));
  return place.children.some(({ name }) => name === '') || all.includes(undefined) ? undefined : all.join('');
}

/** The same for elements that say the same, in whatever order (RFC 4745 7: each is one way to match, or one more thing to hold). */
function signature(place: Place, depth: number): string | undefined {
  const { element: { node, start }, text, name } = place;
  if (!hasTrustedContent(node) || name === '') return undefined;
  if (depth === 0) return text.slice(start, start + node.length);
  const attributes = node.attributes.filter((each) => !/^xmlns(?::|$)/.test(each.name)).map((each) => [each.name, attributeValue(each, start, text)]).sort();
  const inside = place.children.map((child) => signature(child, depth - 1));
  if (inside.includes(undefined)) return undefined;
  return `(${name}${JSON.stringify([attributes, inside.length === 0 ? place.value?.value : ''])}${inside.sort().join('')})`;
}
