import type { Diagnostic } from '../../diagnostic';
import { moved } from '../../diagnostic';
import type { Place } from './place';
import { conditionsOf, type Grant, grantsOf } from './policyRules';
import { remembered } from './remembered';
import { type DocumentRule, finding, type Rule } from './rule';

const about = {
  code: 'contradicting-authorisation', clause: 'RFC 4745 10', defaultSeverity: 'warning',
  summary: 'An authorisation that two rules with the same conditions answer differently',
  why: 'Where rules are combined, the one that grants wins: the one that refuses looks like a restriction, and is none.',
  example: {
    bad: '<cp:ruleset>\n  <cp:rule id="a">\n    <cp:actions><allow-regroup>true</allow-regroup></cp:actions>\n  </cp:rule>\n  <cp:rule id="b">\n    <cp:actions><allow-regroup>false</allow-regroup></cp:actions>\n  </cp:rule>\n</cp:ruleset>',
    good: '<cp:ruleset>\n  <cp:rule id="a">\n    <cp:actions><allow-regroup>true</allow-regroup></cp:actions>\n  </cp:rule>\n  <cp:rule id="b">\n    <cp:actions><allow-regroup>true</allow-regroup></cp:actions>\n  </cp:rule>\n</cp:ruleset>',
  },
} as const satisfies Rule;

/** The same authorisation true and false for the same people in the same situation. */
export const contradictingAuthorisation: DocumentRule = {
  ...about, checkDocument: (root) => root.childrenNamed('cp:ruleset').flatMap((ruleset) => contradictions(ruleset).map((each) => moved(each, ruleset.element.start))),
};

interface Placed {
  readonly grant: Grant;
  readonly start: number;
}

/** Offsets count from the ruleset's start. */
const contradictions = remembered((ruleset: Place): readonly Diagnostic[] => {
  const found: Diagnostic[] = [];
  const firsts = new Map<string, Placed>();
  const numbers = new Map<string, number>();
  const rules = ruleset.childrenNamed('cp:rule');
  // Most profiles have one rule, which agrees with itself.
  for (const rule of rules.length > 1 ? rules : []) {
    const conditions = conditionsOf(rule);
    if (conditions === undefined) continue;
    const start = rule.element.start - ruleset.element.start;
    const number = numbers.get(conditions) ?? numbers.size;
    numbers.set(conditions, number);
    for (const grant of grantsOf(rule)) {
      const other = firsts.get(`${grant.name} ${!grant.given} ${number}`);
      // Twice in one rule is another mistake.
      if (other && other.start !== start) found.push(contradiction({ grant, start }, other));
      const key = `${grant.name} ${grant.given} ${number}`;
      if (!firsts.has(key)) firsts.set(key, { grant, start });
    }
  }
  return found;
});

function contradiction(later: Placed, earlier: Placed): Diagnostic {
  const at = ({ grant: { valueRange }, start }: Placed): { start: number; end: number } => ({ start: valueRange.start + start, end: valueRange.end + start });
  const { name, given } = later.grant;
  return finding(about, at(later), `'${name}' is ${given} here and ${!given} in another rule with the same conditions; keep one of the two`,
    [{ ...at(earlier), message: `it is ${!given} here` }]);
}
