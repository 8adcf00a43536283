import type { SlipOfTheHand } from './slip';

/** Slips in start tags and end tags, and what is between them. */
export const SLIPS_IN_NESTING: readonly SlipOfTheHand[] = [
  {
    name: 'slash forgotten in end tag entry',
    right: `        <v:note/>
      </entry>`,
    wrong: `        <v:note/>
      <entry>
      ^^^^^^^ error mismatched-end-tag: '<entry>' looks like the end tag '</entry>' without its slash; write '</entry>'`,
    fix: `Write '</entry>'`,
  },
  {
    name: 'slash forgotten first entry',
    right: `        <display-name>Rescue &amp; <![CDATA[<recovery>]]></display-name>
      </entry>`,
    wrong: `        <display-name>Rescue &amp; <![CDATA[<recovery>]]></display-name>
      <entry>
      ^^^^^^^ error mismatched-end-tag: '<entry>' looks like the end tag '</entry>' without its slash; write '</entry>'`,
    fix: `Write '</entry>'`,
  },
  {
    name: 'slash forgotten leaf',
    right: `  <Status>true</Status>`,
    wrong: `  <Status>true<Status>
              ^^^^^^^^ error mismatched-end-tag: '<Status>' looks like the end tag '</Status>' without its slash; write '</Status>'`,
    fix: `Write '</Status>'`,
  },
  {
    name: 'slash forgotten uri-entry',
    right: `        <uri-entry>sip:logistics@groups.mcx.example.org</uri-entry>`,
    wrong: `        <uri-entry>sip:logistics@groups.mcx.example.org<uri-entry>
                                                       ^^^^^^^^^^^ error mismatched-end-tag: '<uri-entry>' looks like the end tag '</uri-entry>' without its slash; write '</uri-entry>'`,
    fix: `Write '</uri-entry>'`,
  },
  {
    name: 'slash forgotten Common',
    right: `  </Common>`,
    wrong: `  <Common>
  ^^^^^^^^ error mismatched-end-tag: '<Common>' looks like the end tag '</Common>' without its slash; write '</Common>'`,
    fix: `Write '</Common>'`,
  },
  {
    name: 'slash forgotten root',
    right: `</mcptt-user-profile>`,
    wrong: `<mcptt-user-profile>
^^^^^^^^^^^^^^^^^^^^ error mismatched-end-tag: '<mcptt-user-profile>' looks like the end tag '</mcptt-user-profile>' without its slash; write '</mcptt-user-profile>'`,
    fix: `Write '</mcptt-user-profile>'`,
  },
  {
    name: 'slash forgotten display-name at CDATA',
    right: `        <display-name>Rescue &amp; <![CDATA[<recovery>]]></display-name>`,
    wrong: `        <display-name>Rescue &amp; <![CDATA[<recovery>]]><display-name>
                                                         ^^^^^^^^^^^^^^ error mismatched-end-tag: '<display-name>' looks like the end tag '</display-name>' without its slash; write '</display-name>'`,
    fix: `Write '</display-name>'`,
  },
  {
    name: 'slash behind name',
    right: `  </Common>`,
    wrong: `  <Common/>
  ^^^^^^^^^ error mismatched-end-tag: '<Common/>' looks like the end tag '</Common>' with its slash in the wrong place; write '</Common>'`,
    fix: `Write '</Common>'`,
  },
  {
    name: 'slash at end',
    right: `  <Status>true</Status>`,
    wrong: `  <Status>true<Status/>
              ^^^^^^^^^ error mismatched-end-tag: '<Status/>' looks like the end tag '</Status>' with its slash in the wrong place; write '</Status>'`,
    fix: `Write '</Status>'`,
  },
  {
    name: 'misspelt start tag',
    right: `    <MaxAffiliationsN2>4</MaxAffiliationsN2>`,
    wrong: `    <MaxAfiliationsN2>4</MaxAffiliationsN2>
     ^^^^^^^^^^^^^^^^ error mismatched-end-tag: '<MaxAfiliationsN2>' does not match its end tag '</MaxAffiliationsN2>', which is right; write '<MaxAffiliationsN2>'`,
    fix: `Write '<MaxAffiliationsN2>'`,
  },
  {
    name: 'misspelt start tag Common',
    right: `  <Common index="0">`,
    wrong: `  <Comon index="0">
   ^^^^^ error mismatched-end-tag: '<Comon>' does not match its end tag '</Common>', which is right; write '<Common>'`,
    fix: `Write '<Common>'`,
  },
  {
    name: 'misspelt end tag',
    right: `  </Common>`,
    wrong: `  </Comon>
    ^^^^^ error mismatched-end-tag: '</Comon>' does not match '<Common>'; write '</Common>'`,
    fix: `Write '</Common>'`,
  },
  {
    name: 'misspelt start uri-entry',
    right: `        <uri-entry>sip:logistics@groups.mcx.example.org</uri-entry>`,
    wrong: `        <uri_entry>sip:logistics@groups.mcx.example.org</uri-entry>
         ^^^^^^^^^ error mismatched-end-tag: '<uri_entry>' does not match its end tag '</uri-entry>', which is right; write '<uri-entry>'`,
    fix: `Write '<uri-entry>'`,
  },
  {
    name: 'case of start tag',
    right: `  <Status>true</Status>`,
    wrong: `  <status>true</Status>
   ^^^^^^ error mismatched-end-tag: '<status>' does not match its end tag '</Status>', which is right; write '<Status>'`,
    fix: `Write '<Status>'`,
  },
  {
    name: 'zero width space in name',
    right: `  <Status>true</Status>`,
    wrong: `  <Sta\u200btus>true</Status>
   ^^^^^^^ error mismatched-end-tag: '<Sta\u200btus>' does not match its end tag '</Status>', which is right; write '<Status>'`,
    fix: `Write '<Status>'`,
  },
  {
    name: 'unprefixed ruleset start only',
    right: `  <cp:ruleset>`,
    wrong: `  <ruleset>
   ^^^^^^^ error mismatched-end-tag: '<ruleset>' does not match its end tag '</cp:ruleset>', which is right; write '<cp:ruleset>'`,
    fix: `Write '<cp:ruleset>'`,
  },
  {
    name: 'deleted start tag line',
    right: `    <UserAlias>
      <alias-entry index="0" xml:lang="nb">Leder 4</alias-entry>
      <alias-entry index="1">Lead 4</alias-entry>
    </UserAlias>`,
    wrong: `      <alias-entry index="0" xml:lang="nb">Leder 4</alias-entry>
      <alias-entry index="1">Lead 4</alias-entry>
    </UserAlias>
    ^^^^^^^^^^^^ error stray-end-tag: '</UserAlias>' closes nothing; remove it, or add '<UserAlias>' where it begins`,
    fix: `Insert '<UserAlias>'`,
  },
  {
    name: 'deleted end tag line',
    right: `    <UserAlias>
      <alias-entry index="0" xml:lang="nb">Leder 4</alias-entry>
      <alias-entry index="1">Lead 4</alias-entry>
    </UserAlias>`,
    wrong: `    <UserAlias>
     ^^^^^^^^^ error missing-end-tag: 'UserAlias' has no end tag; add '</UserAlias>' where it ends
      <alias-entry index="0" xml:lang="nb">Leder 4</alias-entry>
      <alias-entry index="1">Lead 4</alias-entry>`,
    fix: `Insert '</UserAlias>'`,
  },
  {
    name: 'deleted entry start',
    right: `      <entry index="1">
        <uri-entry>sip:logistics@groups.mcx.example.org</uri-entry>
        <v:note/>
      </entry>`,
    wrong: `        <uri-entry>sip:logistics@groups.mcx.example.org</uri-entry>
        <v:note/>
      </entry>
      ^^^^^^^^ error stray-end-tag: '</entry>' closes nothing; remove it, or add '<entry>' where it begins`,
    fix: `Insert '<entry index="1">'`,
  },
  {
    name: 'deleted entry end',
    right: `      <entry index="1">
        <uri-entry>sip:logistics@groups.mcx.example.org</uri-entry>
        <v:note/>
      </entry>`,
    wrong: `      <entry index="1">
       ^^^^^ error missing-end-tag: 'entry' has no end tag; add '</entry>' where it ends
        <uri-entry>sip:logistics@groups.mcx.example.org</uri-entry>
        <v:note/>`,
    fix: `Insert '</entry>'`,
  },
  {
    name: 'doubled end tag',
    right: `    </UserAlias>`,
    wrong: `    </UserAlias>
    </UserAlias>
    ^^^^^^^^^^^^ error stray-end-tag: '</UserAlias>' closes nothing; remove it, or add '<UserAlias>' where it begins`,
    fix: `Remove '</UserAlias>'`,
  },
  {
    name: 'doubled start tag',
    right: `    <UserAlias>`,
    wrong: `    <UserAlias>
     ^^^^^^^^^ error missing-end-tag: 'UserAlias' has no end tag; add '</UserAlias>' where it ends
    <UserAlias>`,
    fix: `Remove the first '<UserAlias>'`,
  },
  {
    name: 'empty end tag',
    right: `  <Status>true</Status>`,
    wrong: `  <Status>true</>
              ^^^ error mismatched-end-tag: the end tag has no name; write '</Status>'`,
    fix: `Write '</Status>'`,
  },
  {
    name: 'missing < of end tag',
    right: `  <Status>true</Status>`,
    wrong: `  <Status>true/Status>
   ^^^^^^ error missing-end-tag: 'Status' has no end tag; add '</Status>' where it ends`,
    fix: `Write '</Status>'`,
  },
  {
    name: 'end tag only name',
    right: `  <Status>true</Status>`,
    wrong: `  <Status>true Status>
   ^^^^^^ error missing-end-tag: 'Status' has no end tag; add '</Status>' where it ends`,
    fix: `Write '</Status>'`,
  },
  {
    name: 'missing < of end of container',
    right: `    <UserAlias>
      <alias-entry index="0" xml:lang="nb">Leder 4</alias-entry>
      <alias-entry index="1">Lead 4</alias-entry>
    </UserAlias>`,
    wrong: `    <UserAlias>
     ^^^^^^^^^ error missing-end-tag: 'UserAlias' has no end tag; add '</UserAlias>' where it ends
      <alias-entry index="0" xml:lang="nb">Leder 4</alias-entry>
      <alias-entry index="1">Lead 4</alias-entry>
    /UserAlias>`,
    fix: `Write '</UserAlias>'`,
  },
  {
    name: 'wrong nested closing',
    right: `        <uri-entry>sip:logistics@groups.mcx.example.org</uri-entry>`,
    wrong: `        <uri-entry>sip:logistics@groups.mcx.example.org</display-name>
                                                         ^^^^^^^^^^^^ error mismatched-end-tag: '</display-name>' does not match '<uri-entry>'; write '</uri-entry>'`,
    fix: `Write '</uri-entry>'`,
  },
  {
    name: 'end tag without prefix',
    right: `  </cp:ruleset>`,
    wrong: `  </ruleset>
    ^^^^^^^ error mismatched-end-tag: '</ruleset>' does not match '<cp:ruleset>'; write '</cp:ruleset>'`,
    fix: `Write '</cp:ruleset>'`,
  },
  {
    name: 'start tag without prefix',
    right: `      <cp:conditions>`,
    wrong: `      <conditions>
       ^^^^^^^^^^ error mismatched-end-tag: '<conditions>' does not match its end tag '</cp:conditions>', which is right; write '<cp:conditions>'`,
    fix: `Write '<cp:conditions>'`,
  },
];
