import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { rootElement } from '../../server/src/syntax/cursor';
import type { SyntaxCode } from '../../server/src/syntax/node';
import { parse } from '../../server/src/syntax/parse';
import { syntaxDiagnostics } from '../../server/src/syntax/problems';
import { diagnose } from './diagnose';

/** What takes in all that follows, as long as it has no end. */
const SWALLOWING = new Set(['<Us>', '<!--', '<?', '<![CDATA[']);

suite('well-formedness: what is wrong, and where', () => {
  test('nothing', () => diagnose(`
<?xml version="1.0" encoding="UTF-8"?>
<!-- a comment --><?target data?>
<größe xmlns:p="urn:p" ключ="значение" p:b='"'>
  <p:名前 xml:lang="en">𝒳 &lt; &#x1F600; ]] > <![CDATA[ <&]] ]]></p:名前 >
  <a/><?one x?><b>between two instructions on a line</b><?two?>
</größe>
<!-- - -->`));

  const examples: Record<SyntaxCode, Record<string, string>> = {
    'malformed-tag': {
      'name and attribute run together': `
<UserAlias>
  <alias-entryindex="0" xml:lang="en-GB">Officer</alias-entry>
   ^^^^^^^^^^^^^^^^ malformed-tag: missing space between element name and attribute 'index'; write 'alias-entry index'
</UserAlias>`,
      'a name cannot begin with a digit': `
<a 1="x"/>
   ^^^^^ malformed-tag: '1="x"' does not belong in a tag; remove it`,
      'a quote too many': `
<a b="x"" />
        ^^ malformed-tag: '" ' does not belong in a tag; remove it`,
      'a space in the end of an empty element': `
<a><b / ><c/></a>
      ^^^ malformed-tag: no white space may stand in '/>'; write '/>'`,
      'an end tag with more than a name': `
<a>
</a b>
   ^^ malformed-tag: an end tag holds a name only; write '</a>'`,
      'an end tag with what only looks like a space': `
<a>
</a\u3000>
   ^ malformed-tag: an end tag holds a name only; write '</a>'`,
      'an empty tag without its end': `
<a><b c="1"/
    ^ malformed-tag: '<b' lacks its '>'; add it
</a>`,
      'an end tag without its end': `
<a><b></b
      ^^^ malformed-tag: '</b' lacks its '>'; add it
</a>`,
    },
    'malformed-attribute': {
      'no quotes': `
<PrivateCall>
  <entry index=0>
         ^^^^^^^ malformed-attribute: the value of 'index' needs quotes; write 'index="0"'
    <uri-entry>sip:user@example.com</uri-entry>
  </entry>
</PrivateCall>`,
      'no closing quote': `
<a>
  <b c="1>
     ^^^^ malformed-attribute: the value of 'c' lacks its closing quote; add " where it ends
    <d/>
  </b>
</a>`,
      'no value': `
<a b c="1"><d e= /></a>
   ^ malformed-attribute: attribute 'b' has no value; write 'b="…"'
              ^^ malformed-attribute: attribute 'e' has no value; write 'e="…"'`,
      'no equals sign': `
<a b "1" c="2"/>
   ^^^^^ malformed-attribute: attribute 'b' lacks the '=' before its value; write 'b="1"'`,
      'no space before it': `
<a b="1"c="2"/>
        ^ malformed-attribute: missing space before attribute 'c'`,
      'a declaration without a value is no second mistake': `
<a xmlns:p/>
   ^^^^^^^ malformed-attribute: attribute 'xmlns:p' has no value; write 'xmlns:p="…"'`,
    },
    'duplicate-attribute': {
      'as such': `
<a b="1" c="2" b="3"/>
               ^ duplicate-attribute: attribute 'b' stands twice; remove one`,
      'by its namespace': `
<a xmlns:p="urn:p" xmlns:q="urn:p" p:b="1" q:b="2"/>
                                           ^^^ duplicate-attribute: attribute 'q:b' is the same as 'p:b'; remove one`,
    },
    'invalid-name': {
      'as such': `
<a><b:c:d/><e ×="1"/></a>
    ^^^^^ invalid-name: 'b:c:d' is not a name; an element's name has letters, digits, '-', '_', '.' and at most one ':'
              ^ invalid-name: '×' is not a name of an attribute`,
    },
    'unbound-prefix': {
      'once for an element and what it holds': `
<a>
  <cp:ruleset xml:lang="en" cp:b="">
   ^^ unbound-prefix: prefix 'cp' is not declared; add 'xmlns:cp="…"' to this element or one around it
    <cp:rule/>
  </cp:ruleset>
  <b p:c="1"/>
     ^ unbound-prefix: prefix 'p' is not declared; add 'xmlns:p="…"' to this element or one around it
</a>`,
    },
    'reserved-prefix': {
      'as such': `
<a xmlns:xml="urn:x">
   ^^^^^^^^^ reserved-prefix: prefix 'xml' is reserved for 'http://www.w3.org/XML/1998/namespace'
  <b xmlns:xmlns="urn:x"/>
     ^^^^^^^^^^^ reserved-prefix: prefix 'xmlns' is reserved and cannot be declared; remove it
  <b xmlns="http://www.w3.org/2000/xmlns/"/>
     ^^^^^ reserved-prefix: 'http://www.w3.org/2000/xmlns/' is reserved and cannot be bound to 'xmlns'
  <b xmlns:p=""/>
     ^^^^^^^ reserved-prefix: prefix 'p' is bound to nothing; give it a namespace
  <xmlns:b/>
   ^^^^^ reserved-prefix: prefix 'xmlns' is reserved for declarations and cannot begin an element's name
</a>`,
    },
    'missing-end-tag': {
      'as such': `
<a>
  <b>
   ^ missing-end-tag: 'b' has no end tag; add '</b>' where it ends
  <c/>
</a>`,
    },
    'mismatched-end-tag': {
      'as such': `
<a>
  <b></c>
       ^ mismatched-end-tag: '</c>' does not match '<b>'; write '</b>'
  <d></>
     ^^^ mismatched-end-tag: the end tag has no name; write '</d>'
</a>`,
    },
    'stray-end-tag': {
      'as such': `
<a>
  </b>
  ^^^^ stray-end-tag: '</b>' closes nothing; remove it, or add '<b>' where it begins
</a>`,
    },
    'bare-less-than': {
      'as such': `
<a b="1 < 2">1 < 2<< 3<!x></a>
        ^ bare-less-than: '<' cannot stand in an attribute value; write '&lt;'
               ^ bare-less-than: '<' begins no tag here; write '&lt;' for the character itself
                  ^^ bare-less-than: '<' begins no tag here; write '&lt;' for the character itself
                      ^ bare-less-than: '<' begins no tag here; write '&lt;' for the character itself`,
    },
    'bare-ampersand': {
      'as such': `
<a b="?x=1&y=2">Fire & Rescue</a>
          ^ bare-ampersand: '&' begins no reference here; write '&amp;' for the character itself
                     ^ bare-ampersand: '&' begins no reference here; write '&amp;' for the character itself`,
    },
    'undeclared-entity': {
      'as such': `
<a b="&x;">&nbsp;</a>
      ^^^ undeclared-entity: entity '&x;' is not declared; XML knows &lt; &gt; &amp; &apos; &quot;
           ^^^^^^ undeclared-entity: entity '&nbsp;' is not declared; XML knows &lt; &gt; &amp; &apos; &quot;`,
    },
    'invalid-reference': {
      'as such': `
<a b="&#xD800;">&#0;&#99999999;</a>
      ^^^^^^^^ invalid-reference: '&#xD800;' names a character that cannot stand in an XML document
                ^^^^ invalid-reference: '&#0;' names a character that cannot stand in an XML document
                    ^^^^^^^^^^^ invalid-reference: '&#99999999;' names a character that cannot stand in an XML document`,
    },
    'invalid-character': {
      'control characters': `
<a b="\u0001">x\u0000\u0000y<!-- \u000B --></a>
      ^ invalid-character: the character U+0001 cannot stand in an XML document; remove it
          ^^ invalid-character: the character U+0000 cannot stand in an XML document; remove it
                  ^ invalid-character: the character U+000B cannot stand in an XML document; remove it`,
      'half a surrogate pair': `
<a>😀\uD83D\uFFFE</a>
     ^^ invalid-character: the character U+D83D cannot stand in an XML document; remove it`,
      'nothing but NULs': `
\u0000\u0000\u0000\u0000
^^^^ invalid-character: the character U+0000 cannot stand in an XML document; remove it`,
    },
    'cdata-end-in-text': {
      'as such': `
<a b="]]>">x]]></a>
            ^^^ cdata-end-in-text: ']]>' cannot stand in text; write ']]&gt;'`,
    },
    'malformed-comment': {
      'as such': `
<a>
  <!-- a -- b -->
         ^^ malformed-comment: '--' is not allowed inside a comment; write '- -'
  <!-- a --->
         ^^ malformed-comment: '--' is not allowed inside a comment; write '- -'
  <!-- a
  ^^^^ malformed-comment: this comment has no end; add '-->'
</a>`,
    },
    'malformed-cdata': {
      'as such': `
<a>
  <![CDATA[ x ]] >
  ^^^^^^^^^ malformed-cdata: this CDATA section has no end; add ']]>'
</a>`,
    },
    'malformed-instruction': {
      'as such': `
<a>
  <?1?><?p?x?><?XML x?>
  ^^ malformed-instruction: a processing instruction begins with a name, and white space follows it
       ^^ malformed-instruction: a processing instruction begins with a name, and white space follows it
                ^^^ malformed-instruction: 'XML' is reserved for the XML declaration
  <?p
  ^^ malformed-instruction: this processing instruction has no end; add '?>'
</a>`,
    },
    'malformed-declaration': {
      'as such': `
<?xml encoding="UTF-8"?>
^^^^^^^^^^^^^^^^^^^^^^^^ malformed-declaration: this is not an XML declaration; write '<?xml version="1.0" encoding="UTF-8"?>'
<a/>`,
      'not at the start': `
 <?xml version="1.0"?>
 ^^^^^ malformed-declaration: the XML declaration can stand only at the very start of the document
<a><?xml version="1.0"?></a>
   ^^^^^ malformed-declaration: the XML declaration can stand only at the very start of the document`,
    },
    encoding: {
      'as such': `
<?xml version="1.0" encoding="ISO-8859-1"?>
                              ^^^^^^^^^^ encoding: the document is published in UTF-8, not in 'ISO-8859-1'; write 'UTF-8'
<a/>`,
    },
    doctype: {
      'an external one': `
<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd">
^^^^^^^^^ doctype: a document type declaration is not allowed in a profile, and nothing in it is read; remove it
<a>&x;</a>`,
      'an entity bomb': `
<?xml version="1.0"?>
<!DOCTYPE a [
^^^^^^^^^ doctype: a document type declaration is not allowed in a profile, and nothing in it is read; remove it
  <!ENTITY a "ha">
  <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"> <!-- > ]> -->
  <!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;]>'>
]>
<a>&c;</a>`,
      'half typed': `
<!DOCTYPE a [
^^^^^^^^^ doctype: a document type declaration is not allowed in a profile, and nothing in it is read; remove it
<a/>`,
    },
    'no-root-element': {
      'as such': `
<!-- nothing else -->
^ no-root-element: the document has no root element`,
      'empty': `

| no-root-element: the document is empty; it needs a root element`,
    },
    'text-outside-root': {
      'as such': `
before
^^^^^^ text-outside-root: text before the root element is not allowed; remove it
<a/>
  after
  ^^^^^ text-outside-root: text after the root element is not allowed; remove it
  and after
<![CDATA[x]]>
^^^^^^^^^^^^^ text-outside-root: a CDATA section can stand inside the root element only`,
    },
    'second-root-element': {
      'as such': `
<a/>
<b/>
 ^ second-root-element: 'b' stands after the root element; a document has one root element`,
    },
  };
  for (const [code, fixtures] of Object.entries(examples)) {
    for (const [name, fixture] of Object.entries(fixtures)) test(`${code}: ${name}`, () => diagnose(fixture));
  }
});

suite('one mistake stays one mistake', () => {
  const examples: Record<string, string> = {
    'an end tag closes the nearest open element of its name': `
<a>
  <b><c><d>
   ^ missing-end-tag: 'b' has no end tag; add '</b>' where it ends
      ^ missing-end-tag: 'c' has no end tag; add '</c>' where it ends
         ^ missing-end-tag: 'd' has no end tag; add '</d>' where it ends
</a>`,
    'an element that lost its end tag takes the misspelt one': `
<a>
  <entry><uri-entry>sip:user@example.com</uri-entri></entry>
                                          ^^^^^^^^^ mismatched-end-tag: '</uri-entri>' does not match '<uri-entry>'; write '</uri-entry>'
  <entry/>
</a>`,
    'a start tag that is being typed holds nothing': `
<a>
  <b
   ^ malformed-tag: '<b' lacks its '>'; add it
  <c>text</c>
</a>`,
    'a start tag without its end keeps what its end tag says': `
<a>
  <b
   ^ malformed-tag: '<b' lacks its '>'; add it
    <c>text</c>
  </b>
</a>`,
    'an element of the same name inside a run-together tag': `
<entry>
  <entryindex="0"><entry/></entry>
   ^^^^^^^^^^ malformed-tag: missing space between element name and attribute 'index'; write 'entry index'
</entry>`,
  };
  for (const [name, fixture] of Object.entries(examples)) test(name, () => diagnose(fixture));

  const halfTyped: Record<string, string> = {
    '<': `^ bare-less-than: '<' begins no tag here; write '&lt;' for the character itself`,
    '</': `^^ stray-end-tag: '</' ends no element; write the name of the element to close`,
    '<Us': ` ^^ malformed-tag: '<Us' lacks its '>'; add it`,
    '<Us ': ` ^^ malformed-tag: '<Us' lacks its '>'; add it`,
    '<Us attr': `    ^^^^ malformed-attribute: attribute 'attr' has no value; write 'attr="…"'`,
    '<Us attr=': `    ^^^^^ malformed-attribute: attribute 'attr' has no value; write 'attr="…"'`,
    '<Us attr="': `    ^^^^^^ malformed-attribute: the value of 'attr' lacks its closing quote; add " where it ends`,
    '<Us attr="x': `    ^^^^^^^ malformed-attribute: the value of 'attr' lacks its closing quote; add " where it ends`,
    '<Us attr="x"': ` ^^ malformed-tag: '<Us' lacks its '>'; add it`,
    '<Us/': ` ^^ malformed-tag: '<Us' lacks its '>'; add it`,
    '<Us>': ` ^^ missing-end-tag: 'Us' has no end tag; add '</Us>' where it ends`,
    '</Us>': `^^^^^ stray-end-tag: '</Us>' closes nothing; remove it, or add '<Us>' where it begins`,
    '<!-': `^^^ bare-less-than: a comment begins with '<!--'; write that`,
    '<!--': `^^^^ malformed-comment: this comment has no end; add '-->'`,
    '<?': `^^ malformed-instruction: this processing instruction has no end; add '?>'`,
    '<![CDATA[': `^^^^^^^^^ malformed-cdata: this CDATA section has no end; add ']]>'`,
    '&': `^ bare-ampersand: '&' begins no reference here; write '&amp;' for the character itself`,
    '&am': `^ bare-ampersand: '&' begins no reference here; write '&amp;' for the character itself`,
  };
  for (const [typed, mark] of Object.entries(halfTyped)) {
    test(`half typed: ${typed}`, () => diagnose(`
<U>
  <a b="1"/>
  ${typed}
  ${mark}
  <c>text</c>
</U>`));
  }

  for (const typed of Object.keys(halfTyped).filter((typed) => !SWALLOWING.has(typed))) {
    test(`half typed, the neighbours stay what they are: ${typed}`, () => {
      const neighbours = (text: string): unknown => rootElement(parse(text))!.node.children.filter((node) => node.kind === 'element' && node.name !== 'Us');
      assert.deepEqual(neighbours(`<U>\n  <a b="1"/>\n  ${typed}\n  <c>text</c>\n</U>`), neighbours(`<U>\n  <a b="1"/>\n  <c>text</c>\n</U>`));
    });
  }
});

suite('the printed example', () => {
  const printed = readFileSync('samples/as-printed/user-profile-0.xml', 'utf8');

  test('its misprints are marked on exactly their characters, and nothing else is', () => {
    const found = syntaxDiagnostics(parse(printed)).map(({ code, start, end }) => [code, printed.slice(start, end)]);
    assert.deepEqual(found, [['malformed-tag', 'alias-entryindex'], ['malformed-attribute', 'index=0']]);
  });
});
