import type { Diagnostic } from '../../diagnostic';
import { nearestNamespace } from '../../schema';
import { excerpt } from '../../syntax/wording';
import { COMMON_POLICY_NAMESPACE, PROFILE_NAMESPACE, SCHEMA_INSTANCE_NAMESPACE } from '../namespaces';
import type { Place } from './place';
import { finding, NO_FINDINGS, type ElementRule, type Rule, type RuleOptions } from './rule';

const about = {
  code: 'misspelt-namespace', clause: 'Namespaces in XML 2.3', defaultSeverity: 'warning',
  summary: 'A declared namespace that is nearly one of those that the document can hold',
  why: 'Namespaces are compared character by character: to every reader of the document, all that has this prefix is something else, and rules that nobody recognizes have no effect.',
  example: {
    bad: '<cp:ruleset xmlns:cp="urn:ietf:params:xml:ns:common-polcy">\n  <cp:rule id="fire"/>\n</cp:ruleset>',
    good: '<cp:ruleset xmlns:cp="urn:ietf:params:xml:ns:common-policy">\n  <cp:rule id="fire"/>\n</cp:ruleset>',
  },
  fix: 'writes the namespace that is near',
} as const satisfies Rule;

/** The schema lets elements of unknown namespaces stand nearly everywhere, so that nothing else may be said of it. Vendors' namespaces are their own affair. */
export const misspeltNamespace: ElementRule = { ...about, declaring: true, check };

const OWN: readonly string[] = [PROFILE_NAMESPACE, COMMON_POLICY_NAMESPACE, SCHEMA_INSTANCE_NAMESPACE];

/** The namespace that is meant by another one; undefined for one that is known, or near to none. */
export function meantNamespace(namespace: string, { knownNamespaces = OWN }: RuleOptions): string | undefined {
  return knownNamespaces.includes(namespace) ? undefined : nearestNamespace(namespace, knownNamespaces);
}

function check(place: Place, options: RuleOptions): readonly Diagnostic[] {
  const { node } = place.element;
  // In a tag that is broken nobody knows where a value ends.
  if (node.form === 'unterminated' || node.problems?.some(({ offset }) => offset < node.startTagLength)) return NO_FINDINGS;
  return node.attributes.flatMap((attribute) => {
    const declared = /^xmlns(?::|$)/.test(attribute.name) ? place.valueOf(attribute) : undefined;
    const meant = declared && meantNamespace(declared.value, options);
    return meant === undefined ? NO_FINDINGS : [finding(about, declared!, `'${excerpt(declared!.value)}' is not a namespace this document knows; did you mean '${meant}'?`)];
  });
}
