import type { DocumentText } from '../../syntax/documentText';

/** An identifier that is no attribute's value yet: the wanted one, else with the next number at its end. */
export function freeIdentifier(text: DocumentText, wanted: string): string {
  const stem = wanted.replace(/\d+$/, '');
  let number = Number(/\d{1,9}$/.exec(wanted)?.[0] ?? 1);
  let identifier = wanted;
  while (isUsed(text, identifier)) identifier = `${stem}${++number}`;
  return identifier;
}

function isUsed(text: DocumentText, identifier: string): boolean {
  return text.indexOf(`"${identifier}"`, 0) >= 0 || text.indexOf(`'${identifier}'`, 0) >= 0;
}
