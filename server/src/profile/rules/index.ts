/** The rules beyond the schema: a table of them, and the ways to ask. */
export { checkPlace, dependsOnText } from './checkPlace';
export { checkRules } from './checkRules';
export { numberOfFileName } from './fileNameIndex';
export { meantNamespace, misspeltNamespace } from './misspeltNamespace';
export { ListKeys } from './listKeys';
export { conditionHolder, isPartOf } from './ruleConditionNamespace';
export { Place } from './place';
export type { DocumentRule, ElementRule, ListRule, Rule, RuleExample, RuleOptions } from './rule';
export { RULE_SEVERITIES, readSeverities, type RuleSeverities, type RuleSeverity } from './severity';
export type { RuleSwitch } from './switches';
export { documentRules, listItems, listRules, ruleCodes, ruleOf, rules } from './table';
export type { Remark } from './unknownRule';
export { readRemark, withSeverities } from './withSeverities';
