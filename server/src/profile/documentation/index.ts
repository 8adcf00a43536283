import type { CanonicalName } from '../namespaces';
import { SuffixTable, type CanonicalPath } from '../path';
import { attributes } from './attributes';
import { authorisationDocumentation } from './authorisations';
import { calls } from './calls';
import { common } from './common';
import { commonPolicy } from './commonPolicy';
import { offNetwork } from './offNetwork';
import { onNetwork } from './onNetwork';
import { root } from './root';
import type { Documentation } from './types';

export type { Documentation } from './types';

const table = new SuffixTable<Documentation>(
  [root, common, calls, onNetwork, offNetwork, commonPolicy, authorisationDocumentation, attributes].flatMap((part) => Object.entries(part)));

/**
 * What an element does.
 * @param path canonical names from the document element to the element; what is said of the longest ending wins
 */
export function elementDocumentation(path: CanonicalPath): Documentation | undefined {
  return table.find(path);
}

/**
 * What an attribute does.
 * @param path canonical names from the document element to the element that carries it
 * @param attribute canonical name of the attribute
 */
export function attributeDocumentation(path: CanonicalPath, attribute: CanonicalName): Documentation | undefined {
  return table.find(path, `@${attribute}`) ?? table.get(`@${attribute}`);
}

/**
 * What a value means.
 * @param path canonical names from the document element to the element that has the value
 * @param attribute canonical name of the attribute with the value; undefined for the element's own text
 * @param value as written, without white space around it
 */
export function valueDocumentation(path: CanonicalPath, attribute: CanonicalName | undefined, value: string): Documentation | undefined {
  if (attribute !== undefined) return table.find(path, `@${attribute}=${value}`) ?? table.get(`@${attribute}=${value}`);
  return table.find(path, `=${BOOLEANS.get(value) ?? value}`);
}

/** The other two ways to write a boolean (XML Schema part 2, 3.2.2); no element of ours has the values 0 and 1 for anything else. */
const BOOLEANS: ReadonlyMap<string, string> = new Map([['1', 'true'], ['0', 'false']]);

/** Every key that is documented, in the notation of `DocumentationTable`. */
export function documentedKeys(): string[] {
  return table.keys();
}
