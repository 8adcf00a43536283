import type { CanonicalName } from '../namespaces';
import { authorisedWithoutTarget } from './authorisedWithoutTarget';
import { contradictingAuthorisation } from './contradictingAuthorisation';
import { duplicateAuthorisation } from './duplicateAuthorisation';
import { duplicateIndex } from './duplicateIndex';
import { duplicateUri } from './duplicateUri';
import { emergencyCallKind } from './emergencyCallKind';
import { entryInfoFamily } from './entryInfoFamily';
import { fileNameIndex } from './fileNameIndex';
import { discoveryGroupIdLength, userInfoIdLength } from './identifierLength';
import { implicitAffiliationNotInGroupList, implicitAffiliationsExceedN2 } from './implicitAffiliations';
import { mcpttIdScheme } from './mcpttIdScheme';
import { misplacedExtension } from './misplacedExtension';
import { misspeltAttribute } from './misspeltAttribute';
import { misspeltNamespace } from './misspeltNamespace';
import { missingIndex } from './missingIndex';
import { occurrenceRules } from './occurrence';
import type { DocumentRule, ElementRule, ListRule, Rule } from './rule';
import { ruleConditionNamespace } from './ruleConditionNamespace';
import { schemaLocation } from './schemaLocation';
import { unknownExtension } from './unknownExtension';
import { unknownRule } from './unknownRule';

/** The rules beyond the schema, each kind asked in its own way. A new one is one line here. */
export const elementRules: readonly ElementRule[] = [
  missingIndex, entryInfoFamily, emergencyCallKind, misplacedExtension, unknownExtension, ruleConditionNamespace, duplicateAuthorisation, userInfoIdLength,
  discoveryGroupIdLength, mcpttIdScheme, fileNameIndex, schemaLocation, misspeltNamespace, misspeltAttribute,
];
export const listRules: readonly ListRule[] = [duplicateIndex, duplicateUri];
/** The elements that any of them looks at. */
export const listItems: ReadonlySet<CanonicalName> = new Set(listRules.flatMap(({ items }) => [...items]));
export const documentRules: readonly DocumentRule[] = [implicitAffiliationNotInGroupList, implicitAffiliationsExceedN2, contradictingAuthorisation, authorisedWithoutTarget];

/** All of them. */
export const rules: readonly Rule[] = [...occurrenceRules, ...elementRules, ...listRules, ...documentRules, unknownRule];

/** Each by its code. */
export const ruleOf: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.code, rule]));

/** Their codes: what can be switched off, and given a severity. */
export const ruleCodes: ReadonlySet<string> = new Set(ruleOf.keys());
