import fc from 'fast-check';

/** Small documents that between them hold every construct of XML outside a document type declaration. */
const DOCUMENTS = [
  `<a/>`,
  `<?xml version="1.0" encoding="UTF-8"?>\n<a b="1" c='2'>text<d/>more</a>\n`,
  `<?xml version="1.0" encoding="utf-8" standalone="yes" ?><a><b><c/></b></a>`,
  `\uFEFF<?xml version='1.0'?>\r\n<a>\r\n\t<b  x = "y"\r\n z='w' />\r\n</a >`,
  `<!-- c --><?p i?><a><!-- - - --><?q?><![CDATA[ <&]] > ]]>t]] ></a><!--d--><?r s?>`,
  `<a xmlns="urn:d" xmlns:p="urn:p"><p:b p:c="1" c="2" xml:lang="en"><d xmlns=""/></p:b></a>`,
  `<a xmlns:p="urn:p" xmlns:q="urn:p"><p:b p:c="1"/><q:b q:c="1" xmlns:r="urn:r" r:c="x"/></a>`,
  `<a b="&lt;&amp;&#65;&#x10FFFF;&quot;&apos;">&gt;&#9;&#xD; &lt;</a>`,
  `<größe ключ="значение"><名前 ñ="1">𝒳 𐍈 ø</名前></größe>`,
  `<𐀀b 𐀀="1"><𐀀b.c-d_1/></𐀀b>`,
  `<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" XUI-URI="sip:u@example.com" user-profile-index="0">\n  <Status>true</Status>\n  <Common index="0">\n    <UserAlias><alias-entry index="0">Officer</alias-entry></UserAlias>\n  </Common>\n</mcptt-user-profile>\n`,
];

/** What people and machines put into XML that does not belong there, and the pieces it is made of. */
export const PIECES = [
  '<', '>', '/', '=', '"', "'", '&', ';', '#', '!', '?', '-', '[', ']', ':', ' ', '\t', '\n', '\r', 'a', 'b', 'x', '0', '1', '.', '_',
  '</', '/>', '<\\a>', '< /b>', '</ a>', '<a+', ':"1"', '=""1""', '\u00a0b="1"', '<a', '<a>', '</a>', '<b>', '</b>', '<a/>', '<p:a/>', '<a b="', '<a b=c>', ' a="1"', ' b="1"', " b='2'", ' xml:lang="en"', 'a="1"', '=""', '< a>', '</ a>', '<:a/>', '<a:/>', '<a:b:c/>',
  '<!--', '-->', '--', '--->', '<!-- -->', '<![CDATA[', ']]>', '<![CDATA[x]]>', '<![cdata[x]]>', '<!', '<!x>', '<?', '?>', '<?p?>', '<?p x?>', '<?xml?>', '<?XML x?>', '<?p:q?>', '<?1?>', '<?pé?>', '<?p\u00A0?>', '<?p?x?>', '<? p?>',
  '<?xml version="1.0"?>', `<?xml version='1.0' encoding='UTF-8'?>`, '<?xml version="1.1"?>', '<?xml version="2.0"?>', '<?xml encoding="UTF-8"?>', ' encoding="UTF-8"', ' standalone="no"', ' standalone="maybe"', '<?xml-stylesheet href="a"?>', '<?xmlx?>',
  '&amp;', '&lt', '&lt;', '&nbsp;', '&#0;', '&#1;', '&#9;', '&#xD800;', '&#xFFFE;', '&#x110000;', '&#xfffd;', '&#X41;', '&#;', '&#x;', '&;', '& ', '&a:b;', '&#99999999999999999999;', '&#x000000000000000000041;', '&é;', '&-;',
  ' xmlns="urn:d"', ' xmlns=""', ' xmlns:p="urn:p"', ' xmlns:p=""', ' xmlns:q="urn:p"', ' xmlns:xml="http://www.w3.org/XML/1998/namespace"', ' xmlns:xml="urn:x"', ' xmlns:x="http://www.w3.org/XML/1998/namespace"', ' xmlns="http://www.w3.org/XML/1998/namespace"', ' xmlns="http://www.w3.org/2000/xmlns/"', ' xmlns:xmlns="urn:x"', ' xmlns:x="http://www.w3.org/2000/xmlns/"', ' xmlns:="urn:x"', ' xmlns:XML="urn:x"', ' xmlns:xmlfoo="urn:x"', ' xmlns:p="a&amp;b"', ' xmlns:p="urn&#58;p"', ' xmlns:p=" urn:p"', '<xmlns:a/>', '<xml:a/>', ' xmlns:a:b="u"', ' p:x="1"', ' q:x="1"', ' :x="1"', ' x:="1"', 'p:', 'q:', 'xml:', 'xmlns:',
  '\u0000', '\u0001', '\u0008', '\u000B', '\u000C', '\u001F', '\u007F', '\u0080', '\u0085', '\u00A0', '\u00B7', '\u00D7', 'é', '\u0300', '\u037E', '\u2028', '\u200C', '\u203F', '\u3000', '名', '\uD800', '\uDC00', '😀', '𐀀', '\u{F0000}', '\uE000', '\uFDD0', '\uFEFF', '\uFFFD', '\uFFFE', '\uFFFF',
] as const;

interface Edit {
  readonly kind: 'insert' | 'delete' | 'replace' | 'duplicate' | 'move';
  readonly at: number;
  readonly length: number;
  readonly to: number;
  readonly piece: string;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom('insert', 'insert', 'insert', 'delete', 'replace', 'duplicate', 'move'),
  at: fc.nat(10_000), length: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 30 })), to: fc.nat(10_000),
  piece: fc.oneof({ weight: 9, arbitrary: fc.constantFrom<string>(...PIECES) }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) }),
});

function apply(text: string, { kind, at, length, to, piece }: Edit): string {
  const from = at % (text.length + 1);
  const until = Math.min(text.length, from + length);
  const cut = text.slice(from, until);
  const target = to % (text.length + 1);
  switch (kind) {
    case 'insert': return text.slice(0, from) + piece + text.slice(from);
    case 'delete': return text.slice(0, from) + text.slice(until);
    case 'replace': return text.slice(0, from) + piece + text.slice(until);
    case 'duplicate': return text.slice(0, target) + cut + text.slice(target);
    case 'move': {
      const rest = text.slice(0, from) + text.slice(until);
      const place = to % (rest.length + 1);
      return rest.slice(0, place) + cut + rest.slice(place);
    }
  }
}

/** Documents with none to a few slips of the hand, most of them no longer well-formed. */
export function mutated(documents: readonly string[] = DOCUMENTS): fc.Arbitrary<string> {
  return fc.tuple(fc.constantFrom(...documents), fc.array(edit, { maxLength: 4 })).map(([document, edits]) => edits.reduce(apply, document));
}

/** Pieces of markup in any order. */
export const soup: fc.Arbitrary<string> = fc.array(fc.constantFrom<string>(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join(''));
