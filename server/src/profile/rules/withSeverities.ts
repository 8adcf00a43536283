import type { Diagnostic } from '../../diagnostic';
import type { DocumentText } from '../../syntax/documentText';
import type { Node } from '../../syntax/node';
import { type RuleSeverities, severityOf } from './severity';
import { type RuleSwitch, SwitchedOff } from './switches';
import { ruleCodes, ruleOf } from './table';
import { readSwitch, type Remark } from './unknownRule';

/** What a comment says about rules; undefined where it says nothing. Offsets count from its start. */
export function readRemark(text: DocumentText, start: number, node: Node): Remark | undefined {
  return node.kind === 'comment' ? readSwitch(text, start, node.length, ruleCodes) : undefined;
}

/**
 * The findings that are left when comments and settings have had their say; what is no finding of a rule stays as it is.
 * @param switches in document order
 */
export function withSeverities(found: readonly Diagnostic[], switches: readonly RuleSwitch[], text: DocumentText, severities?: RuleSeverities): Diagnostic[] {
  const off = switches.length === 0 ? undefined : new SwitchedOff(switches, text);
  return found.flatMap((each) => {
    const rule = ruleOf.get(each.code);
    if (!rule) return [each];
    const severity = severityOf(each.severity, rule.defaultSeverity, severities?.get(each.code));
    if (severity === 'off' || off?.has(each.code, each.start)) return [];
    return severity === each.severity ? [each] : [{ ...each, severity }];
  });
}
