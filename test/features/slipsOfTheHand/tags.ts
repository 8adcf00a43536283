import type { SlipOfTheHand } from './slip';

/** Slips inside a tag: spaces, quotes, slashes, brackets. */
export const SLIPS_IN_TAGS: readonly SlipOfTheHand[] = [
  {
    name: 'backslash end tag',
    right: `  <Status>true</Status>`,
    wrong: `  <Status>true<\\Status>
              ^^^^^^^^^ error malformed-tag: an end tag begins with '</' and its name; write '</Status>'`,
    fix: `Write '</Status>'`,
  },
  {
    name: 'nbsp before attribute',
    right: `  <Common index="0">`,
    wrong: `  <Common\u00a0index="0">
         ^ error malformed-tag: the character U+00A0 looks like a space, but is none in a tag; write a plain space`,
    fix: 'Write a plain space',
  },
  {
    name: 'nbsp before a second attribute',
    right: `    <MCPTTGroupInfo xml:lang="en" index="0">`,
    wrong: `    <MCPTTGroupInfo xml:lang="en"\u00a0index="0">
                                 ^ error malformed-tag: the character U+00A0 looks like a space, but is none in a tag; write a plain space`,
    fix: 'Write a plain space',
  },
  {
    name: 'nbsp both',
    right: `    <MCPTTGroupInfo xml:lang="en" index="0">`,
    wrong: `    <MCPTTGroupInfo\u00a0xml:lang="en"\u00a0index="0">
                   ^ error malformed-tag: the character U+00A0 looks like a space, but is none in a tag; write a plain space`,
    fix: 'Write plain spaces',
  },
  {
    name: 'nbsp around equals',
    right: `  <Common index="0">`,
    wrong: `  <Common index\u00a0=\u00a0"0">
               ^ error malformed-tag: the character U+00A0 looks like a space, but is none in a tag; write a plain space`,
    fix: 'Write plain spaces',
    mended: `  <Common index = "0">`,
  },
  {
    name: 'missing > of start tag',
    right: `  <Status>true</Status>`,
    wrong: `  <Status true</Status>
   ^^^^^^ error malformed-tag: '<Status' lacks its '>'; add it`,
    fix: `Insert '>'`,
  },
  {
    name: 'missing > before an address',
    right: `        <uri-entry>sip:logistics@groups.mcx.example.org</uri-entry>`,
    wrong: `        <uri-entry sip:logistics@groups.mcx.example.org</uri-entry>
         ^^^^^^^^^ error malformed-tag: '<uri-entry' lacks its '>'; add it`,
    fix: `Insert '>'`,
  },
  {
    name: 'missing > joined',
    right: `  <Status>true</Status>`,
    wrong: `  <Statustrue</Status>
   ^^^^^^ error malformed-tag: '<Status' lacks its '>'; add it`,
    fix: `Insert '>'`,
  },
  {
    name: 'missing > of start tag with attrs',
    right: `  <Common index="0">`,
    wrong: `  <Common index="0"
   ^^^^^^ error malformed-tag: '<Common' lacks its '>'; add it`,
    fix: `Insert '>'`,
  },
  {
    name: 'missing > of end tag',
    right: `  <Status>true</Status>`,
    wrong: `  <Status>true</Status
              ^^^^^^^^ error malformed-tag: '</Status' lacks its '>'; add it`,
    fix: `Insert '>'`,
  },
  {
    name: 'missing > of end tag of a container',
    right: `    </UserAlias>`,
    wrong: `    </UserAlias
    ^^^^^^^^^^^ error malformed-tag: '</UserAlias' lacks its '>'; add it`,
    fix: `Insert '>'`,
  },
  {
    name: 'colon for equals',
    right: `  <Common index="0">`,
    wrong: `  <Common index:"0">
          ^^^^^^^^^ error malformed-attribute: attribute 'index' has ':' instead of '=' before its value; write 'index="0"'`,
    fix: `Write 'index="0"'`,
  },
  {
    name: 'lost closing quote before another',
    right: `        <entry entry-info="UsePreConfigured" index="0">`,
    wrong: `        <entry entry-info="UsePreConfigured index="0">
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error malformed-attribute: the value of 'entry-info' lacks its closing quote; add " where it ends`,
    fix: 'Insert " after the value',
  },
  {
    name: 'lost opening quote',
    right: `        <entry entry-info="UsePreConfigured" index="0">`,
    wrong: `        <entry entry-info=UsePreConfigured" index="0">
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error malformed-attribute: the value of 'entry-info' needs quotes; write 'entry-info="UsePreConfigured"'`,
    fix: `Quote the value: 'entry-info="UsePreConfigured"'`,
  },
  {
    name: 'lost closing quote last',
    right: `  <Common index="0">`,
    wrong: `  <Common index="0>
          ^^^^^^^^ error malformed-attribute: the value of 'index' lacks its closing quote; add " where it ends`,
    fix: 'Insert " after the value',
  },
  {
    name: 'lost opening quote last',
    right: `  <Common index="0">`,
    wrong: `  <Common index=0">
          ^^^^^^^^ error malformed-attribute: the value of 'index' needs quotes; write 'index="0"'`,
    fix: `Quote the value: 'index="0"'`,
  },
  {
    name: 'no quotes',
    right: `  <Common index="0">`,
    wrong: `  <Common index=0>
          ^^^^^^^ error malformed-attribute: the value of 'index' needs quotes; write 'index="0"'`,
    fix: `Quote the value: 'index="0"'`,
  },
  {
    name: 'mixed quotes',
    right: `  <Common index="0">`,
    wrong: `  <Common index="0'>
          ^^^^^^^^^ error malformed-attribute: the value of 'index' begins with " and ends with '; write " there too`,
    fix: 'Write " behind the value',
  },
  {
    name: 'double quotes twice',
    right: `  <Common index="0">`,
    wrong: `  <Common index=""0"">
          ^^^^^^^^^^^ error malformed-attribute: the value of 'index' has its quotes twice; write 'index="0"'`,
    fix: `Write 'index="0"'`,
  },
  {
    name: 'German quotes, two attributes',
    right: `    <MCPTTGroupInfo xml:lang="en" index="0">`,
    wrong: `    <MCPTTGroupInfo xml:lang=„en“ index=„0“>
                    ^^^^^^^^^^^^^ error malformed-attribute: the value of 'xml:lang' needs quotes; write 'xml:lang="en"'`,
    fix: `Quote the values: 'xml:lang="en" index="0"'`,
  },
  {
    name: 'German quote open, plain close',
    right: `  <Common index="0">`,
    wrong: `  <Common index=„0">
          ^^^^^^^^^ error malformed-attribute: the value of 'index' needs quotes; write 'index="0"'`,
    fix: `Quote the value: 'index="0"'`,
  },
  {
    name: 'typographic close',
    right: `  <Common index="0">`,
    wrong: `  <Common index="0“>
          ^^^^^^^^^ error malformed-attribute: the value of 'index' begins with " and ends with “; write " there too`,
    fix: 'Write " behind the value',
  },
  {
    name: 'attribute twice',
    right: `  <Common index="0">`,
    wrong: `  <Common index="0" index="0">
                    ^^^^^ error duplicate-attribute: attribute 'index' stands twice; remove one`,
    fix: `Remove the second 'index'`,
  },
  {
    name: 'attribute joined',
    right: `  <Common index="0">`,
    wrong: `  <Commonindex="0">
   ^^^^^^^^^^^ error malformed-tag: missing space between element name and attribute 'index'; write 'Common index'`,
    fix: `Insert space: 'Common index'`,
  },
  {
    name: 'attribute no value',
    right: `  <Common index="0">`,
    wrong: `  <Common index>
          ^^^^^ error malformed-attribute: attribute 'index' has no value; write 'index="…"'`,
    fix: `Give it a value: 'index="0"'`,
  },
  {
    name: 'space in end tag',
    right: `  <Status>true</Status>`,
    wrong: `  <Status>true</ Status>
              ^^^^^^^^^^ error malformed-tag: an end tag begins with '</' and its name; write '</Status>'`,
    fix: `Write '</Status>'`,
  },
  {
    name: 'space between < and /',
    right: `  <Status>true</Status>`,
    wrong: `  <Status>true< /Status>
              ^^^^^^^^^^ error malformed-tag: an end tag begins with '</' and its name; write '</Status>'`,
    fix: `Write '</Status>'`,
  },
  {
    name: 'end tag slash both',
    right: `  <Status>true</Status>`,
    wrong: `  <Status>true</Status/>
                      ^ error malformed-tag: an end tag holds a name only; write '</Status>'`,
    fix: `Write '</Status>'`,
  },
  {
    name: 'empty tag instead start',
    right: `  <Status>true</Status>`,
    wrong: `  <Status/>true</Status>
         ^ error malformed-tag: '/' ends 'Status' here, though its end tag follows; remove it`,
    fix: `Remove '/'`,
  },
  {
    name: 'container empty slash',
    right: `    <UserAlias>`,
    wrong: `    <UserAlias/>
              ^ error malformed-tag: '/' ends 'UserAlias' here, though its end tag follows; remove it`,
    fix: `Remove '/'`,
  },
  {
    name: 'entry empty slash',
    right: `      <entry index="1">`,
    wrong: `      <entry index="1"/>
                      ^ error malformed-tag: '/' ends 'entry' here, though its end tag follows; remove it`,
    fix: `Remove '/'`,
  },
  {
    name: 'semicolon attr',
    right: `    <MCPTTGroupInfo xml:lang="en" index="0">`,
    wrong: `    <MCPTTGroupInfo xml:lang="en"; index="0">
                                 ^ error malformed-tag: ';' does not belong in a tag; remove it`,
    fix: `Remove ';'`,
  },
  {
    name: 'comma attr',
    right: `    <MCPTTGroupInfo xml:lang="en" index="0">`,
    wrong: `    <MCPTTGroupInfo xml:lang="en", index="0">
                                 ^ error malformed-tag: ',' does not belong in a tag; remove it`,
    fix: `Remove ','`,
  },
  {
    name: 'no space between attr',
    right: `    <MCPTTGroupInfo xml:lang="en" index="0">`,
    wrong: `    <MCPTTGroupInfo xml:lang="en"index="0">
                                 ^^^^^ error malformed-attribute: missing space before attribute 'index'`,
    fix: `Insert space before 'index'`,
  },
  {
    name: 'typographic dash in auth',
    right: `        <allow-regroup>true</allow-regroup>`,
    wrong: `        <allow–regroup>true</allow–regroup>
         ^^^^^^^^^^^^^ error invalid-name: 'allow–regroup' is not a name; an element's name has letters, digits, '-', '_', '.' and at most one ':'`,
    fix: `Rename to 'allow-regroup'`,
  },
];
