import type { SlipOfTheHand } from './slip';

/** Slips in values, text, comments and declarations. */
export const SLIPS_IN_CONTENT: readonly SlipOfTheHand[] = [
  {
    name: 'nbsp as indentation',
    right: `    <UserAlias>`,
    wrong: `\u00a0\u00a0\u00a0\u00a0<UserAlias>
^^^^ error unexpected-text: the character U+00A0 looks like a space, but is text, which is not allowed in 'Common'; remove it`,
    fix: 'Remove the white space',
    mended: `<UserAlias>`,
  },
  {
    name: 'ampersand',
    right: `          <display-name>Medic 1</display-name>`,
    wrong: `          <display-name>Fire & Rescue</display-name>
                             ^ error bare-ampersand: '&' begins no reference here; write '&amp;' for the character itself`,
    fix: `Write '&amp;'`,
    mended: `          <display-name>Fire &amp; Rescue</display-name>`,
  },
  {
    name: 'nbsp entity',
    right: `          <display-name>Medic 1</display-name>`,
    wrong: `          <display-name>Medic&nbsp;1</display-name>
                             ^^^^^^ error undeclared-entity: entity '&nbsp;' is not declared; XML knows &lt; &gt; &amp; &apos; &quot;`,
    fix: `Replace by '&#160;'`,
    mended: `          <display-name>Medic&#160;1</display-name>`,
  },
  {
    name: 'umlaut entity',
    right: `          <display-name>Medic 1</display-name>`,
    wrong: `          <display-name>B&uuml;ro</display-name>
                         ^^^^^^ error undeclared-entity: entity '&uuml;' is not declared; XML knows &lt; &gt; &amp; &apos; &quot;`,
    fix: `Replace by '&#252;'`,
    mended: `          <display-name>B&#252;ro</display-name>`,
  },
  {
    name: 'bare less',
    right: `          <display-name>Medic 1</display-name>`,
    wrong: `          <display-name>Medic < 1</display-name>
                              ^ error bare-less-than: '<' begins no tag here; write '&lt;' for the character itself`,
    fix: `Write '&lt;'`,
    mended: `          <display-name>Medic &lt; 1</display-name>`,
  },
  {
    name: 'arrow',
    right: `          <display-name>Medic 1</display-name>`,
    wrong: `          <display-name>Medic <-> 1</display-name>
                              ^ error bare-less-than: '<' begins no tag here; write '&lt;' for the character itself`,
    fix: `Write '&lt;'`,
    mended: `          <display-name>Medic &lt;-> 1</display-name>`,
  },
  {
    name: 'index repeated',
    right: `      <entry index="1">`,
    wrong: `      <entry index="0">
                    ^ warning duplicate-index: index 0 is already used by another 'entry' of this list; give this one a number of its own`,
    fix: 'Replace by the next free index 1',
  },
  {
    name: 'boolean yes',
    right: `  <Status>true</Status>`,
    wrong: `  <Status>yes</Status>
          ^^^ error invalid-value: 'yes' is not true or false`,
    fix: `Replace by 'true'`,
  },
  {
    name: 'boolean case',
    right: `  <Status>true</Status>`,
    wrong: `  <Status>True</Status>
          ^^^^ error invalid-value: 'True' is not true or false`,
    fix: `Replace by 'true'`,
  },
  {
    name: 'boolean typo',
    right: `  <Status>true</Status>`,
    wrong: `  <Status>ture</Status>
          ^^^^ error invalid-value: 'ture' is not true or false`,
    fix: `Replace by 'true'`,
  },
  {
    name: 'number word',
    right: `      <Priority>120</Priority>`,
    wrong: `      <Priority>90s</Priority>
                ^^^ error invalid-value: '90s' is not a whole number from 0 to 65535`,
    fix: `Replace by '90'`,
    offered: true,
    mended: `      <Priority>90</Priority>`,
  },
  {
    name: 'number too big',
    right: `      <Priority>120</Priority>`,
    wrong: `      <Priority>70000</Priority>
                ^^^^^ error invalid-value: '70000' is not a whole number from 0 to 65535`,
    fix: undefined,
  },
  {
    name: 'uri no scheme',
    right: `      <uri-entry>tel:+4799999004</uri-entry>`,
    wrong: `      <uri-entry>+4799999004</uri-entry>
                 ^^^^^^^^^^^ warning mcptt-id-scheme: '+4799999004' is no MCPTT ID; write a URI that begins with sip:, sips: or tel:`,
    fix: `Write 'tel:+4799999004'`,
  },
  {
    name: 'uri angle',
    right: `        <uri-entry>sip:logistics@groups.mcx.example.org</uri-entry>`,
    wrong: `        <uri-entry><sip:logistics@groups.mcx.example.org></uri-entry>
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error bare-less-than: an address stands without '<' and '>' here; remove them`,
    fix: `Remove '<' and '>'`,
  },
  {
    name: 'enum typo',
    right: `          <entry entry-info="LocallyDetermined" index="0">`,
    wrong: `          <entry entry-info="LocalyDetermined" index="0">
                             ^^^^^^^^^^^^^^^^ error invalid-value: 'LocalyDetermined' is not one of 'UseCurrentlySelectedGroup', 'DedicatedGroup', 'UsePreConfigured' or 'LocallyDetermined'; did you mean 'LocallyDetermined'?`,
    fix: `Replace by 'LocallyDetermined'`,
  },
  {
    name: 'enum family',
    right: `          <entry entry-info="LocallyDetermined" index="0">`,
    wrong: `          <entry entry-info="DedicatedGroup" index="0">
                             ^^^^^^^^^^^^^^ warning entry-info-family: 'DedicatedGroup' chooses a group, but this entry is about a user; write 'UsePreConfigured' or 'LocallyDetermined'`,
    fix: `Replace by 'UsePreConfigured'`,
    mended: `          <entry entry-info="UsePreConfigured" index="0">`,
  },
  {
    name: 'comment not closed',
    right: `  <Status>true</Status>`,
    wrong: `  <Status>true</Status> <!-- on ->
                        ^^^^ error malformed-comment: this comment has no end; add '-->'`,
    fix: `Write '-->'`,
    mended: `  <Status>true</Status> <!-- on -->`,
  },
  {
    name: 'comment arrow dashes',
    right: `  <Status>true</Status>`,
    wrong: `  <!-- a -- b --><Status>true</Status>
         ^^ error malformed-comment: '--' is not allowed inside a comment; write '- -'`,
    fix: `Write '- -'`,
    mended: `  <!-- a - - b --><Status>true</Status>`,
  },
  {
    name: 'cdata not closed',
    right: `        <display-name>Rescue &amp; <![CDATA[<recovery>]]></display-name>`,
    wrong: `        <display-name>Rescue &amp; <![CDATA[<recovery>]></display-name>
                                   ^^^^^^^^^ error malformed-cdata: this CDATA section has no end; add ']]>'`,
    fix: `Write ']]>'`,
  },
  {
    name: 'XML declaration: space',
    right: `<?xml version="1.0" encoding="UTF-8"?>`,
    wrong: ` <?xml version="1.0" encoding="UTF-8"?>
 ^^^^^ error malformed-declaration: the XML declaration can stand only at the very start of the document`,
    fix: 'Remove the white space before it',
  },
  {
    name: 'XML declaration: end',
    right: `<?xml version="1.0" encoding="UTF-8"?>`,
    wrong: `<?xml version="1.0" encoding="UTF-8">
^^ error malformed-declaration: this XML declaration has no end; add '?>'`,
    fix: `Write '?>'`,
  },
  {
    name: 'XML declaration: utf8',
    right: `<?xml version="1.0" encoding="UTF-8"?>`,
    wrong: `<?xml version="1.0" encoding="utf8"?>
                              ^^^^ error encoding: the document is published in UTF-8, not in 'utf8'; write 'UTF-8'`,
    fix: `Write 'UTF-8'`,
  },
  {
    name: 'two <',
    right: `  <Status>true</Status>`,
    wrong: `  <<Status>true</Status>
  ^ error bare-less-than: '<' stands before a tag once more; remove it, or write '&lt;' for the character itself`,
    fix: `Remove '<'`,
  },
  {
    name: 'two >',
    right: `  <Status>true</Status>`,
    wrong: `  <Status>>true</Status>
          ^^^^^ error invalid-value: '>true' is not true or false`,
    fix: `Replace by 'true'`,
  },
  {
    name: 'two > at end of container',
    right: `  <Common index="0">`,
    wrong: `  <Common index="0">>
                    ^ error unexpected-text: text is not allowed in 'Common', only elements`,
    fix: 'Remove the text',
  },
  {
    name: 'text in container',
    right: `    <UserAlias>`,
    wrong: `    <UserAlias>abc
               ^^^ error unexpected-text: text is not allowed in 'UserAlias', only elements`,
    fix: 'Remove the text',
  },
  {
    name: 'lang underscore',
    right: `    <MCPTTGroupInfo xml:lang="en" index="0">`,
    wrong: `    <MCPTTGroupInfo xml:lang="en_GB" index="0">
                              ^^^^^ error invalid-value: 'en_GB' is not a language tag such as en or en-GB, or empty`,
    fix: `Replace by 'en-GB'`,
    mended: `    <MCPTTGroupInfo xml:lang="en-GB" index="0">`,
  },
  {
    name: 'hex 0x',
    right: `          <DiscoveryGroupID>0000AF</DiscoveryGroupID>`,
    wrong: `          <DiscoveryGroupID>0x0000AF</DiscoveryGroupID>
                            ^^^^^^^^ error invalid-value: '0x0000AF' is not hexadecimal digits in pairs`,
    fix: `Replace by '0000AF'`,
  },
  {
    name: 'date only',
    right: `          <cp:from>2026-01-01T00:00:00Z</cp:from>`,
    wrong: `          <cp:from>2026-01-01</cp:from>
                   ^^^^^^^^^^ error invalid-value: '2026-01-01' is not a date and time such as 2026-01-31T08:00:00Z`,
    fix: `Replace by '2026-01-01T00:00:00Z'`,
    offered: true,
  },
  {
    name: 'date space',
    right: `          <cp:from>2026-01-01T00:00:00Z</cp:from>`,
    wrong: `          <cp:from>2026-01-01 00:00:00Z</cp:from>
                   ^^^^^^^^^^^^^^^^^^^^ error invalid-value: '2026-01-01 00:00:00Z' is not a date and time such as 2026-01-31T08:00:00Z`,
    fix: `Replace by '2026-01-01T00:00:00Z'`,
  },
  {
    name: 'namespace misspelt',
    right: `<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" xmlns:cp="urn:ietf:params:xml:ns:common-policy" xmlns:v="urn:example:vendor" XUI-URI="sip:dispatch.office@mcx.example.org" user-profile-index="7" v:edition="3">`,
    wrong: `<mcptt-user-profile xmlns="urn:3gpp:mcptt:userprofile:1.0" xmlns:cp="urn:ietf:params:xml:ns:common-policy" xmlns:v="urn:example:vendor" XUI-URI="sip:dispatch.office@mcx.example.org" user-profile-index="7" v:edition="3">
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error misspelt-namespace: 'urn:3gpp:mcptt:userprofile:1.0' is not a namespace this document knows; did you mean 'urn:3gpp:mcptt:user-profile:1.0'?`,
    fix: `Replace by 'urn:3gpp:mcptt:user-profile:1.0'`,
  },
  {
    name: 'namespace missing',
    right: `<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" xmlns:cp="urn:ietf:params:xml:ns:common-policy" xmlns:v="urn:example:vendor" XUI-URI="sip:dispatch.office@mcx.example.org" user-profile-index="7" v:edition="3">`,
    wrong: `<mcptt-user-profile xmlns:cp="urn:ietf:params:xml:ns:common-policy" xmlns:v="urn:example:vendor" XUI-URI="sip:dispatch.office@mcx.example.org" user-profile-index="7" v:edition="3">
 ^^^^^^^^^^^^^^^^^^ error unknown-root: 'mcptt-user-profile' is in the wrong namespace; expected 'urn:3gpp:mcptt:user-profile:1.0'`,
    fix: `Declare the namespace 'urn:3gpp:mcptt:user-profile:1.0'`,
    mended: `<mcptt-user-profile xmlns:cp="urn:ietf:params:xml:ns:common-policy" xmlns:v="urn:example:vendor" XUI-URI="sip:dispatch.office@mcx.example.org" user-profile-index="7" v:edition="3" xmlns="urn:3gpp:mcptt:user-profile:1.0">`,
  },
  {
    name: 'cp namespace misspelt',
    right: `<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" xmlns:cp="urn:ietf:params:xml:ns:common-policy" xmlns:v="urn:example:vendor" XUI-URI="sip:dispatch.office@mcx.example.org" user-profile-index="7" v:edition="3">`,
    wrong: `<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" xmlns:cp="urn:ietf:params:xml:ns:commonpolicy" xmlns:v="urn:example:vendor" XUI-URI="sip:dispatch.office@mcx.example.org" user-profile-index="7" v:edition="3">
                                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning misspelt-namespace: 'urn:ietf:params:xml:ns:commonpolicy' is not a namespace this document knows; did you mean 'urn:ietf:params:xml:ns:common-policy'?`,
    fix: `Replace by 'urn:ietf:params:xml:ns:common-policy'`,
  },
  {
    name: 'user-profile-index 256',
    right: `<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" xmlns:cp="urn:ietf:params:xml:ns:common-policy" xmlns:v="urn:example:vendor" XUI-URI="sip:dispatch.office@mcx.example.org" user-profile-index="7" v:edition="3">`,
    wrong: `<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" xmlns:cp="urn:ietf:params:xml:ns:common-policy" xmlns:v="urn:example:vendor" XUI-URI="sip:dispatch.office@mcx.example.org" user-profile-index="256" v:edition="3">
                                                                                                                                                                                                           ^^^ error invalid-value: '256' is not a whole number from 0 to 255`,
    fix: undefined,
  },
  {
    name: 'rule id twice',
    right: `    <cp:rule id="nobody"/>`,
    wrong: `    <cp:rule id="everyone-on-shift"/>
                 ^^^^^^^^^^^^^^^^^ error duplicate-id: 'everyone-on-shift' is used twice; an identifier must be unique in the document`,
    fix: `Replace by 'everyone-on-shift2'`,
    mended: `    <cp:rule id="everyone-on-shift2"/>`,
  },
  {
    name: 'Pre-selected true',
    right: `  <Pre-selected-indication/>`,
    wrong: `  <Pre-selected-indication>true</Pre-selected-indication>
                           ^^^^ error unexpected-text: 'Pre-selected-indication' must be empty, without even a space`,
    fix: 'Remove the text',
    mended: `  <Pre-selected-indication></Pre-selected-indication>`,
  },
  {
    name: 'control char',
    right: `          <display-name>Medic 1</display-name>`,
    wrong: `          <display-name>Medic\u00071</display-name>
                             ^ error invalid-character: the character U+0007 cannot stand in an XML document; remove it`,
    fix: 'Remove the character',
    mended: `          <display-name>Medic1</display-name>`,
  },
];
