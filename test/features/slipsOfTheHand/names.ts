import type { SlipOfTheHand } from './slip';

/** Slips in names, places and order. */
export const SLIPS_IN_NAMES: readonly SlipOfTheHand[] = [
  {
    name: 'misspelt both',
    right: `    <MaxAffiliationsN2>4</MaxAffiliationsN2>`,
    wrong: `    <MaxAfiliationsN2>4</MaxAfiliationsN2>
     ^^^^^^^^^^^^^^^^ error unexpected-element: 'MaxAfiliationsN2' is not allowed in 'OnNetwork'; did you mean 'MaxAffiliationsN2'?`,
    fix: `Rename to 'MaxAffiliationsN2'`,
  },
  {
    name: 'order wrong',
    right: `        <uri-entry>sip:logistics@groups.mcx.example.org</uri-entry>
        <v:note/>`,
    wrong: `        <v:note/>
         ^^^^^^ error unexpected-element: 'note' must come after 'uri-entry'
        <uri-entry>sip:logistics@groups.mcx.example.org</uri-entry>`,
    fix: `Move 'note' after 'uri-entry'`,
  },
  {
    name: 'order wrong display-name first',
    right: `      <uri-entry>tel:+4799999004</uri-entry>
      <display-name xml:lang="nb">Vaktleder 4</display-name>`,
    wrong: `      <display-name xml:lang="nb">Vaktleder 4</display-name>
       ^^^^^^^^^^^^ error unexpected-element: 'display-name' must come after 'uri-entry'
      <uri-entry>tel:+4799999004</uri-entry>`,
    fix: `Move 'display-name' after 'uri-entry'`,
  },
  {
    name: 'order backwards',
    right: `          <DiscoveryGroupID>0000AF</DiscoveryGroupID>
          <User-Info-ID>0000000000b1</User-Info-ID>`,
    wrong: `          <User-Info-ID>0000000000b1</User-Info-ID>
          <DiscoveryGroupID>0000AF</DiscoveryGroupID>
           ^^^^^^^^^^^^^^^^ error unexpected-element: 'DiscoveryGroupID' must come before 'User-Info-ID'`,
    fix: `Move 'DiscoveryGroupID' before 'User-Info-ID'`,
  },
  {
    name: 'unprefixed rule',
    right: `    <cp:rule id="nobody"/>`,
    wrong: `    <rule id="nobody"/>
     ^^^^ error unexpected-element: 'rule' is in the wrong namespace; write 'cp:rule'`,
    fix: `Rename to 'cp:rule'`,
  },
  {
    name: 'unprefixed actions empty',
    right: `      <cp:transformations/>`,
    wrong: `      <transformations/>
       ^^^^^^^^^^^^^^^ error unexpected-element: 'transformations' is in the wrong namespace; write 'cp:transformations'`,
    fix: `Rename to 'cp:transformations'`,
  },
  {
    name: 'cp:on',
    right: `          <cp:one id="sip:medic.1@mcx.example.org"/>`,
    wrong: `          <cp:on id="sip:medic.1@mcx.example.org"/>
           ^^^^^ error unexpected-element: 'on' is not allowed in 'identity'; did you mean 'one'?`,
    fix: `Rename to 'cp:one'`,
  },
  {
    name: 'cp:sphere misspelt',
    right: `        <cp:sphere value="work"/>`,
    wrong: `        <cp:shpere value="work"/>
         ^^^^^^^^^ error unexpected-element: 'shpere' is not allowed in 'conditions'; did you mean 'sphere'?`,
    fix: `Rename to 'cp:sphere'`,
  },
  {
    name: 'prefix misspelt',
    right: `          <cp:one id="sip:medic.1@mcx.example.org"/>`,
    wrong: `          <pc:one id="sip:medic.1@mcx.example.org"/>
           ^^ error unbound-prefix: prefix 'pc' is not declared; add 'xmlns:pc="…"' to this element or one around it`,
    fix: `Rename to 'cp:one'`,
  },
  {
    name: 'prefix case',
    right: `          <cp:one id="sip:medic.1@mcx.example.org"/>`,
    wrong: `          <CP:one id="sip:medic.1@mcx.example.org"/>
           ^^ error unbound-prefix: prefix 'CP' is not declared; add 'xmlns:CP="…"' to this element or one around it`,
    fix: `Rename to 'cp:one'`,
  },
  {
    name: 'prefixed authorisation',
    right: `        <allow-regroup>true</allow-regroup>`,
    wrong: `        <cp:allow-regroup>true</cp:allow-regroup>
         ^^^^^^^^^^^^^^^^ error unexpected-element: 'allow-regroup' is in the wrong namespace; expected 'urn:3gpp:mcptt:user-profile:1.0'`,
    fix: `Rename to 'allow-regroup'`,
  },
  {
    name: 'authorisation misspelt',
    right: `        <allow-regroup>true</allow-regroup>`,
    wrong: `        <allow-regoup>true</allow-regoup>
         ^^^^^^^^^^^^ information unknown-extension: 'allow-regoup' is not known in 'cp:actions' here and may have no effect; did you mean 'allow-regroup'?`,
    fix: `Rename to 'allow-regroup'`,
  },
  {
    name: 'index missing',
    right: `      <entry index="1">`,
    wrong: `      <entry>
       ^^^^^ warning missing-index: 'entry' has no index; add one that its list does not use yet`,
    fix: `Insert 'index="1"'`,
  },
  {
    name: 'attribute misspelt',
    right: `  <Common index="0">`,
    wrong: `  <Common indx="0">
          ^^^^ warning missing-index: 'Common' has no index; did you mean 'index' instead of 'indx'?`,
    fix: `Rename to 'index'`,
  },
  {
    name: 'doubled block',
    right: `  <Status>true</Status>`,
    wrong: `  <Status>true</Status>
  <Status>true</Status>
   ^^^^^^ warning duplicate-Status: 'Status' stands twice in 'mcptt-user-profile', which may have one; remove one of the two`,
    fix: `Remove this 'Status'`,
  },
  {
    name: 'user-profile-index missing',
    right: `<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" xmlns:cp="urn:ietf:params:xml:ns:common-policy" xmlns:v="urn:example:vendor" XUI-URI="sip:dispatch.office@mcx.example.org" user-profile-index="7" v:edition="3">`,
    wrong: `<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" xmlns:cp="urn:ietf:params:xml:ns:common-policy" xmlns:v="urn:example:vendor" XUI-URI="sip:dispatch.office@mcx.example.org" v:edition="3">
 ^^^^^^^^^^^^^^^^^^ error missing-attribute: 'mcptt-user-profile' lacks the attribute 'user-profile-index'`,
    fix: `Insert 'user-profile-index="0"'`,
    mended: `<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" xmlns:cp="urn:ietf:params:xml:ns:common-policy" xmlns:v="urn:example:vendor" XUI-URI="sip:dispatch.office@mcx.example.org" v:edition="3" user-profile-index="0">`,
  },
  {
    name: 'rule id missing',
    right: `    <cp:rule id="nobody"/>`,
    wrong: `    <cp:rule/>
     ^^^^^^^ error missing-attribute: 'rule' lacks the attribute 'id'`,
    fix: `Insert 'id="rule1"'`,
    mended: `    <cp:rule id="rule1"/>`,
  },
  {
    name: 'cp:one without prefix',
    right: `          <cp:one id="sip:medic.1@mcx.example.org"/>`,
    wrong: `          <one id="sip:medic.1@mcx.example.org"/>
           ^^^ warning rule-condition-namespace: 'one' is not in the common-policy namespace, so the condition is ignored and the rule applies to everyone; write 'cp:one'`,
    fix: `Rename to 'cp:one'`,
  },
  {
    name: 'underscore name',
    right: `          <display-name>Medic 1</display-name>`,
    wrong: `          <display_name>Medic 1</display_name>
           ^^^^^^^^^^^^ error unexpected-element: 'display_name' is not allowed in 'PrivateCallURI'; did you mean 'display-name'?`,
    fix: `Rename to 'display-name'`,
  },
  {
    name: 'authorisation in root',
    right: `  </cp:ruleset>`,
    wrong: `  </cp:ruleset>
<allow-regroup>true</allow-regroup>
 ^^^^^^^^^^^^^ error unexpected-element: 'allow-regroup' is not allowed in 'mcptt-user-profile'; expected 'Name', 'Status', 'ProfileName', 'Pre-selected-indication', 'Common', 'OffNetwork' or 2 others`,
    fix: `Remove 'allow-regroup'`,
    offered: true,
  },
  {
    name: 'authorisation in rule without actions',
    right: `    <cp:rule id="nobody"/>`,
    wrong: `    <cp:rule id="nobody">
      <allow-regroup>true</allow-regroup>
       ^^^^^^^^^^^^^ error unexpected-element: 'allow-regroup' is not allowed in 'rule'; expected 'conditions', 'actions' or 'transformations'
    </cp:rule>`,
    fix: `Move 'allow-regroup' to 'cp:actions'`,
    mended: `    <cp:rule id="nobody">
      <cp:actions>
        <allow-regroup>true</allow-regroup>
      </cp:actions>
    </cp:rule>`,
  },
  {
    name: 'authorisation in conditions',
    right: `    <cp:rule id="nobody"/>`,
    wrong: `    <cp:rule id="nobody">
      <cp:conditions>
        <cp:sphere value="a"/>
        <allow-regroup>true</allow-regroup>
         ^^^^^^^^^^^^^ warning misplaced-extension: 'allow-regroup' has no effect here, because it belongs in 'cp:actions'; move it there
      </cp:conditions>
    </cp:rule>`,
    fix: `Move 'allow-regroup' to 'cp:actions'`,
    mended: `    <cp:rule id="nobody">
      <cp:conditions>
        <cp:sphere value="a"/>
      </cp:conditions>
      <cp:actions>
        <allow-regroup>true</allow-regroup>
      </cp:actions>
    </cp:rule>`,
  },
  {
    name: 'extension authorisation in rule without actions',
    right: `    <cp:rule id="nobody"/>`,
    wrong: `    <cp:rule id="nobody">
      <allow-adhoc-group-call>true</allow-adhoc-group-call>
       ^^^^^^^^^^^^^^^^^^^^^^ error unexpected-element: 'allow-adhoc-group-call' is not allowed in 'rule'; expected 'conditions', 'actions' or 'transformations'
    </cp:rule>`,
    fix: `Move 'allow-adhoc-group-call' to 'cp:actions/anyExt'`,
    mended: `    <cp:rule id="nobody">
      <cp:actions>
        <anyExt>
          <allow-adhoc-group-call>true</allow-adhoc-group-call>
        </anyExt>
      </cp:actions>
    </cp:rule>`,
  },
];
