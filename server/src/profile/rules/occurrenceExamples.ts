import { endsWith } from '../path';
import { occurrences, requiredAttributes, type Occurrence } from '../occurrences';
import type { RuleExample } from './rule';

/** What stands in an example where `…`, for anything, will not do. */
const CONTENT: ReadonlyMap<string, string> = new Map([['User-Info-ID', '000000000000'], ['Pre-selected-indication', '']]);

/** A holder without the child that it shall have, and with it. */
export function missingExample({ parent, child }: Occurrence): RuleExample {
  const others = requiredIn(parent).filter((each) => each !== child);
  return { bad: holder(parent, others), good: holder(parent, requiredIn(parent)) };
}

/** A holder with two of what it may have once, and with one. */
export function duplicateExample({ parent, child }: Occurrence): RuleExample {
  const others = requiredIn(parent).filter((each) => each !== child);
  return { bad: holder(parent, [child, child, ...others]), good: holder(parent, [child, ...others]) };
}

function requiredIn(parent: string): string[] {
  return occurrences.filter((each) => each.parent === parent && each.required).map(({ child }) => child);
}

/** The element at the end of a path with these children, in the elements that the path names. */
function holder(path: string, children: readonly string[]): string {
  const [name, ...around] = path.split('/').reverse();
  const own = lines(name!, children.map((child) => leaf(child)));
  return around.reduce((inner, outer) => lines(outer, [...inner, ...(requiredIn(outer).length > 1 ? ['…'] : [])]), own).join('\n');
}

function lines(name: string, content: readonly string[]): string[] {
  return content.length === 0 ? [`${startTag(name)}</${name}>`] : [startTag(name), ...content.map((line) => `  ${line}`), `</${name}>`];
}

function leaf(name: string): string {
  const content = CONTENT.get(name) ?? '…';
  return content === '' ? `<${name}/>` : `${startTag(name)}${content}</${name}>`;
}

function startTag(name: string): string {
  const attributes = requiredAttributes.filter(({ element }) => endsWith([name], element)).map(({ attribute }) => ` ${attribute}="0"`);
  return `<${name}${attributes.join('')}>`;
}
