/** Where libxml2's verdict on a variant may be another than ours, and why ours is right. */
export const ACCEPTED: readonly { readonly reason: string; readonly applies: (text: string) => boolean }[] = [
  {
    reason: 'libxml2 takes a choice as open again after a repeated wildcard in it: (a | other*) is one of the two, never other elements and then a (XML Schema part 1, 3.8.4)',
    applies: (text) => /<(?:EmergencyCall|MCPTTGroupInitiation)>(?:\s|<!--.*?-->|<\?.*?\?>)*<(?:cp|v):/.test(text),
  },
  {
    reason: 'libxml2 does not collapse the white space around a date and time, which every value of the type has collapsed first (part 2, 3.2.7 and 4.3.6)',
    applies: (text) => /<cp:(?:from|until)>(?:\s|&#32;|<!\[CDATA\[\s)|(?:\s|&#32;|\s\]\]>)<\/cp:(?:from|until)>/.test(text),
  },
];

export function isAccepted(text: string): boolean {
  return ACCEPTED.some((each) => each.applies(text));
}
