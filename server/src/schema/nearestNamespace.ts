import { nearestName } from './nearestName';

/**
 * The known namespace that another most likely is with a slip of the pen; undefined where none is near. Namespaces are
 * compared character by character (Namespaces in XML 2.3), so one that is nearly right is another one.
 * Careful: the namespaces of one family differ in a word or a number (`mcptt` and `mcdata`, `1.0` and `1.1`), and are no slips of each other.
 */
export function nearestNamespace(namespace: string, known: Iterable<string>): string | undefined {
  return nearestName(namespace, [...known].filter((each) => each !== '' && each !== namespace && isSlipOf(namespace, each)));
}

/** Another case or punctuation, or a near miss in some of its words; the numbers are the same. */
function isSlipOf(namespace: string, known: string): boolean {
  if (numbersOf(namespace) !== numbersOf(known)) return false;
  if (lettersOf(namespace) === lettersOf(known)) return true;
  const written = wordsOf(namespace);
  const meant = wordsOf(known);
  return written.length === meant.length && written.every((word, at) => word === meant[at] || nearestName(word, [meant[at]!]) !== undefined);
}

function lettersOf(namespace: string): string {
  return namespace.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function wordsOf(namespace: string): string[] {
  return namespace.split(/[:/#]/);
}

function numbersOf(word: string): string {
  return word.replace(/\D+/g, ' ').trim();
}
