import { escapeAmpersand, escapeCdataEnd, escapeLessThan, escapeReference, removeCharacters, removeLessThan, removeReference, writeCharacter, writeMarkup } from './characterFixes';
import { insertAttribute, insertIndex, removeAttribute, renameAttribute } from './attributeFixes';
import { prefixCondition } from './conditionFixes';
import { insertTerminator, pullUpDeclaration, removeDeclaration, removeDoctype, removeInstruction, removeTextOutside, spaceDashes, writeDeclaration, writeEncoding } from './delimitedFixes';
import { removeSwitch, renameRule } from './disableFixes';
import { insertMissing, moveInOrder, prefixElement, removeElement, renameElement, renameToMissing } from './elementFixes';
import { insertEndTag, removeDoubledTag, removeStrayEndTag, renameEndTag, renameStartTag, tidyEndTag, writeWholeEndTag } from './endTagFixes';
import { moveExtension } from './extensionFixes';
import { removeEntry, removeThis, removeThisInstead, renumberAll, renumberOne } from './listFixes';
import { bindPrefix, declarePrefix, removeOtherAttribute, removeReservedDeclaration, removeSameAttribute, renamePrefix, replaceNamespace } from './namespaceFixes';
import { insertRequired, renameToRequired } from './occurrenceFixes';
import type { FindMends } from './problem';
import { addGroup, addScheme, removeLocation, renameExtension, renameToEntryInfo, renameToIndex } from './referenceFixes';
import { insertProfile } from './skeletonFix';
import { insertStartTag } from './startTagInsertion';
import { closeQuote, closeUpSlash, endStartTag, giveValue, insertEquals, insertSpace, quoteOnce, quoteValue, removeJunk, separateAttribute, writeSpaces } from './startTagFixes';
import { fillEmptyElement, removeText, renewIdentifier, replaceEntryInfo, replaceValue, writeFileNumber } from './valueFixes';

/** What mends the diagnostics of one code. */
export interface FixesOfCode {
  /** Each finds what it can; in the order in which they are shown. */
  readonly finders: readonly FindMends[];
  /** Those that may be applied to a whole document without being asked for, and why none of them changes what it means. */
  readonly safe?: { readonly finders: readonly FindMends[]; readonly because: string };
  /** True where one round mends all there is: none of them hides another, and no mend makes one. */
  readonly atOnce?: true;
}

const safe = (because: string, ...finders: FindMends[]): FixesOfCode => ({ finders, safe: { finders, because } });
const judged = (...finders: FindMends[]): FixesOfCode => ({ finders });

/** Code to fixes. */
export const FIXES: Readonly<Record<string, FixesOfCode>> = {
  'malformed-tag': {
    finders: [insertSpace, writeSpaces, closeUpSlash, endStartTag, tidyEndTag, removeJunk],
    safe: { finders: [insertSpace, writeSpaces, closeUpSlash], because: 'the name is already told by the end tag, and white space in a tag means nothing' },
  },
  'malformed-attribute': {
    finders: [quoteValue, quoteOnce, insertEquals, separateAttribute, closeQuote, giveValue],
    safe: { finders: [quoteValue, quoteOnce, insertEquals, separateAttribute], because: 'name and value stay what they are' },
  },
  'duplicate-attribute': {
    finders: [removeSameAttribute, removeOtherAttribute],
    safe: { finders: [removeSameAttribute], because: 'the first says the same' },
  },
  'unbound-prefix': judged(renamePrefix, declarePrefix),
  'invalid-name': judged(renameExtension),
  'reserved-prefix': { finders: [removeReservedDeclaration, bindPrefix], safe: { finders: [removeReservedDeclaration], because: 'the prefix has its meaning without a declaration' } },
  'missing-end-tag': judged(writeWholeEndTag, removeDoubledTag, insertEndTag),
  'mismatched-end-tag': judged(renameStartTag, renameEndTag),
  'stray-end-tag': judged(insertStartTag, removeStrayEndTag),
  'bare-less-than': { finders: [writeMarkup, removeLessThan, escapeLessThan], safe: { finders: [escapeLessThan], because: 'a reader sees the same character' } },
  'bare-ampersand': safe('a reader sees the same character', escapeAmpersand),
  'undeclared-entity': { finders: [writeCharacter, escapeReference], safe: { finders: [writeCharacter], because: 'it is the character that the name stands for' } },
  'invalid-reference': judged(removeReference),
  'invalid-character': judged(removeCharacters),
  'cdata-end-in-text': safe('a reader sees the same characters', escapeCdataEnd),
  'malformed-comment': { finders: [spaceDashes, insertTerminator], safe: { finders: [spaceDashes], because: 'a comment means nothing to a server' } },
  'malformed-cdata': judged(insertTerminator),
  'malformed-instruction': judged(insertTerminator, removeInstruction),
  'malformed-declaration': judged(writeDeclaration, pullUpDeclaration, removeDeclaration, insertTerminator),
  'encoding': safe('the document is stored and sent in UTF-8 whatever it says', writeEncoding),
  'doctype': judged(removeDoctype),
  'no-root-element': judged(insertProfile),
  'text-outside-root': judged(removeTextOutside),

  'unknown-root': judged(renameElement),
  'unexpected-element': judged(renameElement, prefixElement, renameToMissing, moveInOrder, moveExtension, removeElement),
  'missing-element': judged(insertMissing),
  'unexpected-attribute': judged(renameAttribute, removeAttribute),
  'missing-attribute': judged(renameAttribute, insertAttribute),
  'invalid-value': judged(replaceValue, fillEmptyElement),
  'unexpected-text': judged(removeText),
  'duplicate-id': judged(renewIdentifier),

  'rule-condition-namespace': judged(prefixCondition),
  'misspelt-namespace': judged(replaceNamespace),
  'schema-location': judged(removeLocation),
  'misspelt-attribute': judged(renameToEntryInfo),
  'misplaced-extension': judged(moveExtension),
  'entry-info-family': judged(replaceEntryInfo),
  'file-name-index': judged(writeFileNumber),
  'duplicate-index': { finders: [renumberOne, renumberAll, removeThisInstead], atOnce: true },
  'missing-index': judged(renameToIndex, insertIndex),
  'unknown-extension': judged(renameExtension),
  'duplicate-authorisation': judged(removeThis),
  'duplicate-uri': judged(removeEntry),
  'mcptt-id-scheme': judged(addScheme),
  'implicit-affiliation-not-in-group-list': judged(addGroup),
  'unknown-rule': judged(renameRule, removeSwitch),
};

/** Codes that name an element: `missing-Status`, `duplicate-Common`. */
const FAMILIES: readonly (readonly [code: RegExp, fixes: FixesOfCode])[] = [
  [/^missing-/, judged(insertRequired, renameToRequired)],
  [/^duplicate-/, judged(removeThis)],
];

/** What mends diagnostics of a code; undefined where only a person can. */
export function fixesOf(code: string): FixesOfCode | undefined {
  if (Object.hasOwn(WITHOUT_FIX, code)) return undefined;
  return Object.hasOwn(FIXES, code) ? FIXES[code] : FAMILIES.find(([codes]) => codes.test(code))?.[1];
}

/** The codes of which something may be mended without being asked for. */
export const SAFE_CODES: readonly string[] = Object.keys(FIXES).filter((code) => FIXES[code]!.safe);

/** Codes that have no fix, and why. */
export const WITHOUT_FIX: Readonly<Record<string, string>> = {
  'second-root-element': 'either of the two may be the document',
  'unknown-id': 'which element is meant is not known',
  'duplicate-key': 'which of the two is to change is not known',
  'missing-key': 'what tells the element apart is not known',
  'ambiguous-key': 'which of the values is meant is not known',
  'unknown-key': 'which element is meant is not known',
  'too-many-problems': 'it only tells that there are more',
  'contradicting-authorisation': 'either of the two may be meant',
  'implicit-affiliations-exceed-n2': 'the limit may be too low, or the list too long',
  'user-info-id-length': 'which digits are missing is not known',
  'discovery-group-id-length': 'which digits are missing is not known',
  'emergency-call-kind': 'whom to call is not known: a user is no group',
  'authorised-without-target': 'the target may be missing, or the authorisation too much',
};
