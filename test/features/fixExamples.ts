/** One fix: its title, the document before and after. `…` stands for a profile around the lines. */
export interface FixExample {
  readonly title: string;
  readonly before: string;
  readonly after: string;
  readonly fileName?: string;
  /** True where no file lies beside the document. */
  readonly alone?: true;
}

const example = (title: string, before: string, after: string, fileName?: string): FixExample => ({ title, before, after, ...(fileName !== undefined && { fileName }) });

const LOCATED = (locations: string, attribute = 'schemaLocation'): string => `<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"\n  xsi:${attribute}="${locations}" XUI-URI="a" user-profile-index="0"/>`;
const UNLOCATED = '<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" XUI-URI="a" user-profile-index="0"/>';
const alone = (title: string, before: string, after: string): FixExample => ({ ...example(title, before, after), alone: true });

const OPEN = '<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" xmlns:cp="urn:ietf:params:xml:ns:common-policy" XUI-URI="sip:a@b" user-profile-index="0">';

/** A profile around some lines. */
export function profileAround(lines: string): string {
  return `${OPEN}\n${lines}\n</mcptt-user-profile>\n`;
}

/** By code, in profiles: what stands between the tags of the document element. */
export const IN_PROFILES: Readonly<Record<string, readonly FixExample[]>> = {
  'malformed-tag': [
    example("Insert space: 'alias-entry index'", '  <Common><UserAlias><alias-entryindex="0">A</alias-entry></UserAlias></Common>', '  <Common><UserAlias><alias-entry index="0">A</alias-entry></UserAlias></Common>'),
    example("Insert space: 'alias-entry index'", '  <Common><UserAlias><alias-entryindex="0">A</alias-entryindex></UserAlias></Common>', '  <Common><UserAlias><alias-entry index="0">A</alias-entry></UserAlias></Common>'),
    example("Insert '>'", '  <anyExt\n    <v xmlns="urn:x"/>\n  </anyExt>', '  <anyExt>\n    <v xmlns="urn:x"/>\n  </anyExt>'),
    example("Insert '/>'", '  <anyExt><v\n  </anyExt>', '  <anyExt><v/>\n  </anyExt>'),
    example("Insert '>'", '  <Pre-selected-indication/\n  <Status>true</Status>', '  <Pre-selected-indication/>\n  <Status>true</Status>'),
    example("Insert '>'", '  <OnNetwork index="0"/\n  <Status>true</Status>', '  <OnNetwork index="0"/>\n  <Status>true</Status>'),
    example("Write '/>'", '  <Pre-selected-indication/ >', '  <Pre-selected-indication/>'),
    example(`Remove '"'`, '  <Name xml:lang="en"">A</Name>', '  <Name xml:lang="en">A</Name>'),
    example("Insert '>'", '  <Name>A</Name\n  <Status>true</Status>', '  <Name>A</Name>\n  <Status>true</Status>'),
    example("Write '</Name>'", '  <Name>A</Name xml:lang="en">', '  <Name>A</Name>'),
  ],
  'malformed-attribute': [
    example(`Quote the value: 'index="0"'`, '  <OnNetwork index=0/>', '  <OnNetwork index="0"/>'),
    example(`Quote the value: 'index="0"'`, '  <OnNetwork index=”0”/>', '  <OnNetwork index="0"/>'),
    example(`Write 'index="0"'`, '  <OnNetwork index "0"/>', '  <OnNetwork index="0"/>'),
    example(`Write 'index='0''`, "  <OnNetwork index'0'/>", "  <OnNetwork index='0'/>"),
    example('Insert " after the value', '  <OnNetwork index="0>\n  </OnNetwork>', '  <OnNetwork index="0">\n  </OnNetwork>'),
    example(`Give it a value: 'index="0"'`, '  <OnNetwork index></OnNetwork>', '  <OnNetwork index="0"></OnNetwork>'),
    example("Insert space before 'index'", '  <Common><UserAlias><alias-entry xml:lang="en"index="0">A</alias-entry></UserAlias></Common>', '  <Common><UserAlias><alias-entry xml:lang="en" index="0">A</alias-entry></UserAlias></Common>'),
  ],
  'duplicate-attribute': [
    example("Remove the second 'index'", '  <OnNetwork index="0" index="0"/>', '  <OnNetwork index="0"/>'),
    example("Remove the second 'index'", '  <OnNetwork index="0"\n    index="1"/>', '  <OnNetwork index="0"/>'),
  ],
  'reserved-prefix': [
    example("Remove 'xmlns:xml'", '  <OnNetwork xmlns:xml="urn:x" index="0"/>', '  <OnNetwork index="0"/>'),
    example("Write 'urn:ietf:params:xml:ns:common-policy'", '  <anyExt><v xmlns="" xmlns:cp=""/></anyExt>', '  <anyExt><v xmlns="" xmlns:cp="urn:ietf:params:xml:ns:common-policy"/></anyExt>'),
  ],
  'missing-end-tag': [
    example("Insert '</Status>'", '  <Status>true\n  <Name>A</Name>', '  <Status>true</Status>\n  <Name>A</Name>'),
    example("Insert '</UserAlias>'", '  <Common>\n    <UserAlias>\n      <alias-entry>A</alias-entry>\n    <ParticipantType>x</ParticipantType>\n  </Common>',
      '  <Common>\n    <UserAlias>\n      <alias-entry>A</alias-entry>\n    </UserAlias>\n    <ParticipantType>x</ParticipantType>\n  </Common>'),
  ],
  'invalid-name': [
    example("Rename to 'allow-regroup'", '  <cp:ruleset><cp:rule id="a"><cp:actions><allow–regroup>true</allow–regroup></cp:actions></cp:rule></cp:ruleset>',
      '  <cp:ruleset><cp:rule id="a"><cp:actions><allow-regroup>true</allow-regroup></cp:actions></cp:rule></cp:ruleset>'),
  ],
  'unbound-prefix': [
    example("Rename to 'cp:ruleset'", '  <CP:ruleset><CP:rule id="a"/></CP:ruleset>', '  <cp:ruleset><cp:rule id="a"/></cp:ruleset>'),
  ],
  'mismatched-end-tag': [
    example("Write '</Name>'", '  <Name>A<Name>\n  <Status>true</Status>', '  <Name>A</Name>\n  <Status>true</Status>'),
    example("Write '</Name>'", '  <Name>A<Name/>\n  <Status>true</Status>', '  <Name>A</Name>\n  <Status>true</Status>'),
    example("Write '</Status>'", '  <Status>true</status>', '  <Status>true</Status>'),
    example("Write '<Status>'", '  <Staus>true</Status>', '  <Status>true</Status>'),
    example("Write '<allow-regroup>'", '  <cp:ruleset><cp:rule id="a"><cp:actions><allow-regrup>true</allow-regroup></cp:actions></cp:rule></cp:ruleset>',
      '  <cp:ruleset><cp:rule id="a"><cp:actions><allow-regroup>true</allow-regroup></cp:actions></cp:rule></cp:ruleset>'),
  ],
  'stray-end-tag': [example("Remove '</Status>'", '  <Status>true</Status>\n  </Status>\n  <Name>A</Name>', '  <Status>true</Status>\n  <Name>A</Name>')],
  'bare-less-than': [example("Write '&lt;'", '  <Name>a < b</Name>', '  <Name>a &lt; b</Name>')],
  'bare-ampersand': [example("Write '&amp;'", '  <Name>Fire & Rescue</Name>', '  <Name>Fire &amp; Rescue</Name>')],
  'undeclared-entity': [
    example("Replace by '&#248;'", '  <Name>Sj&oslash;</Name>', '  <Name>Sj&#248;</Name>'),
    example("Write '&amp;x;'", '  <Name>&x;</Name>', '  <Name>&amp;x;</Name>'),
  ],
  'invalid-reference': [example("Remove '&#0;'", '  <Name>A&#0;</Name>', '  <Name>A</Name>')],
  'invalid-character': [example('Remove the characters', '  <Name>A\u0000\u0001</Name>', '  <Name>A</Name>')],
  'cdata-end-in-text': [example("Write ']]&gt;'", '  <Name>A]]></Name>', '  <Name>A]]&gt;</Name>')],
  'malformed-comment': [
    example("Write '- -'", '  <!-- a -- b --- c --->', '  <!-- a - - b - - - c - -->'),
    example("Insert '-->'", '  <!-- a\n  <Status>true</Status>', '  <!-- a-->\n  <Status>true</Status>'),
  ],
  'malformed-cdata': [example("Insert ']]>'", '  <Name><![CDATA[A</Name>', '  <Name><![CDATA[A]]></Name>')],
  'malformed-instruction': [
    example("Insert '?>'", '  <?target data\n  <Status>true</Status>', '  <?target data?>\n  <Status>true</Status>'),
    example('Remove the processing instruction', '  <?1?>\n  <Status>true</Status>', '  <Status>true</Status>'),
  ],
  'unexpected-element': [
    example("Rename to 'Status'", '  <Staus>true</Staus>', '  <Status>true</Status>'),
    example("Rename to 'allow-regroup'", '  <cp:ruleset><cp:rule id="a"><cp:actions><cp:allow-regroup>true</cp:allow-regroup></cp:actions></cp:rule></cp:ruleset>',
      '  <cp:ruleset><cp:rule id="a"><cp:actions><allow-regroup>true</allow-regroup></cp:actions></cp:rule></cp:ruleset>'),
    example("Rename to 'MaxAffiliationsN2'", '  <OnNetwork><MaxAfiliationsN2>2</MaxAfiliationsN2></OnNetwork>', '  <OnNetwork><MaxAffiliationsN2>2</MaxAffiliationsN2></OnNetwork>'),
    example("Move 'display-name' after 'uri-entry'", '  <Common><MCPTTUserID><display-name>A</display-name><uri-entry>a</uri-entry></MCPTTUserID></Common>', '  <Common><MCPTTUserID><uri-entry>a</uri-entry><display-name>A</display-name></MCPTTUserID></Common>'),
    example("Move 'FunctionalAliasList' to 'OnNetwork/anyExt'", '  <OnNetwork>\n    <FunctionalAliasList/>\n  </OnNetwork>', '  <OnNetwork>\n    <anyExt>\n      <FunctionalAliasList/>\n    </anyExt>\n  </OnNetwork>'),
    example("Remove 'Foo'", '  <Common>\n    <Foo/>\n    <UserAlias/>\n  </Common>', '  <Common>\n    <UserAlias/>\n  </Common>'),
    example("Rename to 'uri-entry'", '  <Common><MCPTTUserID><uri>sip:a@example.com</uri></MCPTTUserID></Common>', '  <Common><MCPTTUserID><uri-entry>sip:a@example.com</uri-entry></MCPTTUserID></Common>'),
    example("Rename to 'PrivateCallList'", '  <Common><PrivateCall>\n    <PrivateList index="0"><PrivateCallURI><uri-entry>sip:a@b</uri-entry></PrivateCallURI></PrivateList >\n    <EmergencyCall><anyExt/></EmergencyCall>\n  </PrivateCall></Common>',
      '  <Common><PrivateCall>\n    <PrivateCallList index="0"><PrivateCallURI><uri-entry>sip:a@b</uri-entry></PrivateCallURI></PrivateCallList >\n    <EmergencyCall><anyExt/></EmergencyCall>\n  </PrivateCall></Common>'),
    example("Rename to 'PrivateCallList'", '  <Common><PrivateCall><Contacts><PrivateCallURI><uri-entry>sip:a@b</uri-entry></PrivateCallURI></Contacts><EmergencyCall/></PrivateCall></Common>', '  <Common><PrivateCall><PrivateCallList><PrivateCallURI><uri-entry>sip:a@b</uri-entry></PrivateCallURI></PrivateCallList><EmergencyCall/></PrivateCall></Common>'),
    example("Replace 'Foo' by 'PrivateCallList'", '  <Common>\n    <PrivateCall>\n      <Foo a="1"/>\n      <EmergencyCall/>\n    </PrivateCall>\n  </Common>', '  <Common>\n    <PrivateCall>\n      <PrivateCallList>\n        <PrivateCallURI>\n          <uri-entry>sip:user@example.com</uri-entry>\n        </PrivateCallURI>\n      </PrivateCallList>\n      <EmergencyCall/>\n    </PrivateCall>\n  </Common>'),
    example("Rename to 'cp:ruleset'", '  <ruleset><cp:rule id="a"/></ruleset>', '  <cp:ruleset><cp:rule id="a"/></cp:ruleset>'),
    example("Rename to 'cp:conditions', and 2 elements in it", '  <cp:ruleset><cp:rule id="a"><conditions>\n    <identity><one id="b"></one><v:team xmlns:v="urn:v"/></identity>\n    </conditions></cp:rule></cp:ruleset>', '  <cp:ruleset><cp:rule id="a"><cp:conditions>\n    <cp:identity><cp:one id="b"></cp:one><v:team xmlns:v="urn:v"/></cp:identity>\n    </cp:conditions></cp:rule></cp:ruleset>'),
    example("Rename to 'cp:actions'", '  <cp:ruleset><cp:rule id="a"><actions><allow-regroup>true</allow-regroup></actions></cp:rule></cp:ruleset>', '  <cp:ruleset><cp:rule id="a"><cp:actions><allow-regroup>true</allow-regroup></cp:actions></cp:rule></cp:ruleset>'),
    example("Rename to 'cp:ruleset', and 6 elements in it", '  <ruleset><rule id="a"><conditions><identity><many><except id="b"/></many></identity></conditions><actions><allow-regroup>true</allow-regroup></actions></rule></ruleset>',
      '  <cp:ruleset><cp:rule id="a"><cp:conditions><cp:identity><cp:many><cp:except id="b"/></cp:many></cp:identity></cp:conditions><cp:actions><allow-regroup>true</allow-regroup></cp:actions></cp:rule></cp:ruleset>'),
    example("Rename to 'cp:rule', and one element in it", '  <cp:ruleset><rule xmlns:cp="urn:ietf:params:xml:ns:common-policy" id="a"><actions/></rule></cp:ruleset>', '  <cp:ruleset><cp:rule xmlns:cp="urn:ietf:params:xml:ns:common-policy" id="a"><cp:actions/></cp:rule></cp:ruleset>'),
    example("Replace 'entry' by 'uri-entry'", '  <Common><MCPTTUserID><entry/></MCPTTUserID></Common>', '  <Common><MCPTTUserID><uri-entry>sip:user@example.com</uri-entry></MCPTTUserID></Common>'),
  ],
  'missing-element': [
    example("Insert 'uri-entry'", '  <Common>\n\t<MCPTTUserID>\n\t\t<display-name>A</display-name>\n\t</MCPTTUserID>\n  </Common>', '  <Common>\n\t<MCPTTUserID>\n\t\t<uri-entry>sip:user@example.com</uri-entry>\n\t\t<display-name>A</display-name>\n\t</MCPTTUserID>\n  </Common>'),
    example("Insert 'GMS-Serv-Id', 'IDMS-token-endpoint' and 'KMS-URI'", '  <OnNetwork>\n    <anyExt>\n      <GroupServerInfo/>\n    </anyExt>\n  </OnNetwork>',
      '  <OnNetwork>\n    <anyExt>\n      <GroupServerInfo>\n        <GMS-Serv-Id/>\n        <IDMS-token-endpoint/>\n        <KMS-URI/>\n      </GroupServerInfo>\n    </anyExt>\n  </OnNetwork>'),
    example("Insert 'many'", '  <cp:ruleset><cp:rule id="a"><cp:conditions><cp:identity/></cp:conditions></cp:rule></cp:ruleset>', '  <cp:ruleset><cp:rule id="a"><cp:conditions><cp:identity><cp:many/></cp:identity></cp:conditions></cp:rule></cp:ruleset>'),
  ],
  'unexpected-attribute': [
    example("Rename to 'xml:lang'", '  <Name lang="en">A</Name>', '  <Name xml:lang="en">A</Name>'),
    example("Remove 'vendor'", '  <Name vendor="x" xml:lang="en">A</Name>', '  <Name xml:lang="en">A</Name>'),
  ],
  'missing-attribute': [example(`Insert 'id="rule2"'`, '  <cp:ruleset><cp:rule id="rule1"/><cp:rule/></cp:ruleset>', '  <cp:ruleset><cp:rule id="rule1"/><cp:rule id="rule2"/></cp:ruleset>')],
  'invalid-value': [
    example("Replace by 'true'", '  <Status> Yes </Status>', '  <Status> true </Status>'),
    example("Replace by 'DedicatedGroup'", '  <Common><MCPTTUserID entry-info="Dedicatedgroup"><uri-entry>a</uri-entry></MCPTTUserID></Common>', '  <Common><MCPTTUserID entry-info="DedicatedGroup"><uri-entry>a</uri-entry></MCPTTUserID></Common>'),
    example("Insert 'false'", '  <Status/>', '  <Status>false</Status>'),
    example("Insert 'false'", '  <Status></Status>', '  <Status>false</Status>'),
  ],
  'unexpected-text': [
    example('Remove the text', '  <Common>\n    some text\n    <UserAlias/>\n  </Common>', '  <Common>\n    <UserAlias/>\n  </Common>'),
    example('Remove the white space', '  <Pre-selected-indication> </Pre-selected-indication>', '  <Pre-selected-indication></Pre-selected-indication>'),
  ],
  'duplicate-id': [example("Replace by 'a2'", '  <cp:ruleset><cp:rule id="a"/><cp:rule id="a"/></cp:ruleset>', '  <cp:ruleset><cp:rule id="a"/><cp:rule id="a2"/></cp:ruleset>')],
  'rule-condition-namespace': [
    example("Rename to 'cp:one'", '  <cp:ruleset><cp:rule id="a"><cp:conditions><cp:identity><one id="b"></one></cp:identity></cp:conditions></cp:rule></cp:ruleset>', '  <cp:ruleset><cp:rule id="a"><cp:conditions><cp:identity><cp:one id="b"></cp:one></cp:identity></cp:conditions></cp:rule></cp:ruleset>'),
    example("Rename to 'cp:identity'", '  <cp:ruleset><cp:rule id="a"><cp:conditions><identity><one id="b"/></identity></cp:conditions></cp:rule></cp:ruleset>', '  <cp:ruleset><cp:rule id="a"><cp:conditions><cp:identity><cp:one id="b"/></cp:identity></cp:conditions></cp:rule></cp:ruleset>'),
    example("Rename to 'cp:validity'", '  <cp:ruleset><cp:rule id="a"><cp:conditions><validity><from>2026-01-01T00:00:00Z</from><until>2026-02-01T00:00:00Z</until></validity></cp:conditions></cp:rule></cp:ruleset>', '  <cp:ruleset><cp:rule id="a"><cp:conditions><cp:validity><cp:from>2026-01-01T00:00:00Z</cp:from><cp:until>2026-02-01T00:00:00Z</cp:until></cp:validity></cp:conditions></cp:rule></cp:ruleset>'),
    example("Write 'cp:one' inside 'cp:identity'", '  <cp:ruleset><cp:rule id="a"><cp:conditions><one id="b"/></cp:conditions></cp:rule></cp:ruleset>', '  <cp:ruleset><cp:rule id="a"><cp:conditions><cp:identity><cp:one id="b"/></cp:identity></cp:conditions></cp:rule></cp:ruleset>'),
    example("Disable 'rule-condition-namespace' for this line", '  <cp:ruleset><cp:rule id="a"><cp:conditions><cp:identity>\n    <one id="b"/></cp:identity></cp:conditions></cp:rule></cp:ruleset>', '  <cp:ruleset><cp:rule id="a"><cp:conditions><cp:identity>\n    <!-- mcptt-disable-next-line rule-condition-namespace -->\n    <one id="b"/></cp:identity></cp:conditions></cp:rule></cp:ruleset>'),
  ],
  'misplaced-extension': [
    example("Move 'FunctionalAliasList' to 'OnNetwork/anyExt'", '  <OnNetwork>\n    <MCPTTGroupInfo>\n      <anyExt>\n        <FunctionalAliasList>\n          <anyExt/>\n        </FunctionalAliasList>\n      </anyExt>\n    </MCPTTGroupInfo>\n    <anyExt>\n      <GroupServerInfo><GMS-Serv-Id/><IDMS-token-endpoint/><KMS-URI/></GroupServerInfo>\n    </anyExt>\n  </OnNetwork>',
      '  <OnNetwork>\n    <MCPTTGroupInfo>\n    </MCPTTGroupInfo>\n    <anyExt>\n      <GroupServerInfo><GMS-Serv-Id/><IDMS-token-endpoint/><KMS-URI/></GroupServerInfo>\n      <FunctionalAliasList>\n        <anyExt/>\n      </FunctionalAliasList>\n    </anyExt>\n  </OnNetwork>'),
    example("Move 'allow-regroup' to 'cp:actions'", '  <cp:ruleset><cp:rule id="a"><cp:actions><anyExt><allow-regroup>true</allow-regroup></anyExt></cp:actions></cp:rule></cp:ruleset>', '  <cp:ruleset><cp:rule id="a"><cp:actions><allow-regroup>true</allow-regroup></cp:actions></cp:rule></cp:ruleset>'),
  ],
  'entry-info-family': [example("Replace by 'UsePreConfigured'", '  <OnNetwork><PrivateEmergencyAlert><entry entry-info="DedicatedGroup" index="0"><uri-entry>a</uri-entry></entry></PrivateEmergencyAlert></OnNetwork>', '  <OnNetwork><PrivateEmergencyAlert><entry entry-info="UsePreConfigured" index="0"><uri-entry>a</uri-entry></entry></PrivateEmergencyAlert></OnNetwork>')],
  'duplicate-index': [
    example('Replace by the next free index 2', LIST('0', '0', '1'), LIST('0', '2', '1')),
    example("Renumber every 'entry' of this list", LIST('5', '5', '1'), LIST('0', '1', '2')),
    example("Remove this 'entry'", LIST('0', '0'), LIST('0')),
  ],
};

/** By code: documents for rules whose examples do not show the way of the fix. */
export const OF_RULES: Readonly<Record<string, readonly FixExample[]>> = {
  'missing-index': [
    example(`Insert 'index="1"'`, '  <OnNetwork index="0">\n    <MCPTTGroupInfo>\n      <entry index="0"><uri-entry>a</uri-entry></entry>\n      <entry><uri-entry>b</uri-entry></entry>\n    </MCPTTGroupInfo>\n  </OnNetwork>', '  <OnNetwork index="0">\n    <MCPTTGroupInfo>\n      <entry index="0"><uri-entry>a</uri-entry></entry>\n      <entry index="1"><uri-entry>b</uri-entry></entry>\n    </MCPTTGroupInfo>\n  </OnNetwork>'),
    example("Rename to 'index'", '  <OnNetwork indx="0"/>', '  <OnNetwork index="0"/>'),
  ],
  'misspelt-attribute': [example("Rename to 'entry-info'", '  <Common><MCPTTUserID entryinfo="DedicatedGroup"><uri-entry>sip:a@b</uri-entry></MCPTTUserID></Common>', '  <Common><MCPTTUserID entry-info="DedicatedGroup"><uri-entry>sip:a@b</uri-entry></MCPTTUserID></Common>')],
  'unknown-rule': [
    example("Replace by 'duplicate-index'", '  <!-- mcptt-disable-next-line duplicate-indx -->\n  <Name>A</Name>', '  <!-- mcptt-disable-next-line duplicate-index -->\n  <Name>A</Name>'),
    example('Remove the comment', '  <!-- mcptt-disable-next-line nothing -->\n  <Name>A</Name>', '  <Name>A</Name>'),
  ],
  'unknown-extension': [example("Rename to 'cp:ruleset'", '  <cp:rulset/>', '  <cp:ruleset/>'), example("Rename to 'allow-private-call'", '  <cp:ruleset><cp:rule id="a"><cp:actions><allow-privat-call>true</allow-privat-call></cp:actions></cp:rule></cp:ruleset>', '  <cp:ruleset><cp:rule id="a"><cp:actions><allow-private-call>true</allow-private-call></cp:actions></cp:rule></cp:ruleset>')],
  'duplicate-authorisation': [example("Remove this 'allow-regroup'", '  <cp:ruleset><cp:rule id="a"><cp:actions>\n    <allow-regroup>true</allow-regroup>\n    <allow-regroup>false</allow-regroup>\n  </cp:actions></cp:rule></cp:ruleset>', '  <cp:ruleset><cp:rule id="a"><cp:actions>\n    <allow-regroup>true</allow-regroup>\n  </cp:actions></cp:rule></cp:ruleset>')],
  'duplicate-uri': [example("Remove this 'entry'", LIST('0', '1'), LIST('0'))],
  'mcptt-id-scheme': [
    example("Write 'sip:a@b'", '  <Common><MCPTTUserID><uri-entry>a@b</uri-entry></MCPTTUserID></Common>', '  <Common><MCPTTUserID><uri-entry>sip:a@b</uri-entry></MCPTTUserID></Common>'),
    example("Write 'tel:+4799999004'", '  <Common><MCPTTUserID><uri-entry>+4799999004</uri-entry></MCPTTUserID></Common>', '  <Common><MCPTTUserID><uri-entry>tel:+4799999004</uri-entry></MCPTTUserID></Common>'),
  ],
  'implicit-affiliation-not-in-group-list': [example("Add 'sip:g@b' to 'MCPTTGroupInfo'", '  <OnNetwork>\n    <MCPTTGroupInfo/>\n    <ImplicitAffiliations><entry index="0"><uri-entry>sip:g@b</uri-entry></entry></ImplicitAffiliations>\n  </OnNetwork>',
    '  <OnNetwork>\n    <MCPTTGroupInfo>\n      <entry index="0">\n        <uri-entry>sip:g@b</uri-entry>\n      </entry>\n    </MCPTTGroupInfo>\n    <ImplicitAffiliations><entry index="0"><uri-entry>sip:g@b</uri-entry></entry></ImplicitAffiliations>\n  </OnNetwork>')],
  'missing-Status': [
    example("Insert 'Status'", '  <Name>A</Name>\n  <Common index="0"/>', '  <Name>A</Name>\n  <Status>true</Status>\n  <Common index="0"/>'),
    example("Rename to 'Status'", '  <Statu>true</Statu>\n  <Common index="0"/>', '  <Status>true</Status>\n  <Common index="0"/>'),
  ],
  'missing-MaxAffiliationsN2': [example("Insert all that is missing in 'OnNetwork': 'MaxAffiliationsN2', 'MaxSimultaneousTransmissionsN7' and 'PrivateEmergencyAlert'",
    '  <OnNetwork index="0">\n    <MCPTTGroupInfo/>\n    <ImplicitAffiliations/>\n  </OnNetwork>',
    '  <OnNetwork index="0">\n    <MCPTTGroupInfo/>\n    <MaxAffiliationsN2>1</MaxAffiliationsN2>\n    <MaxSimultaneousTransmissionsN7>1</MaxSimultaneousTransmissionsN7>\n    <ImplicitAffiliations/>\n    <PrivateEmergencyAlert>\n      <entry entry-info="UsePreConfigured" index="0">\n        <uri-entry>sip:user@example.com</uri-entry>\n      </entry>\n    </PrivateEmergencyAlert>\n  </OnNetwork>')],
  'duplicate-Status': [example("Remove this 'Status'", '  <Status>true</Status>\n  <Status>false</Status>', '  <Status>true</Status>')],
};

function LIST(...indexes: readonly string[]): string {
  return ['  <OnNetwork>', '    <MCPTTGroupInfo>', ...indexes.map((index) => `      <entry index="${index}"><uri-entry>sip:g@b</uri-entry></entry>`), '    </MCPTTGroupInfo>', '  </OnNetwork>'].join('\n');
}

/** By code, whole documents. */
export const WHOLE: Readonly<Record<string, readonly FixExample[]>> = {
  'unbound-prefix': [example("Declare prefix 'cp'", '<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0"\n  XUI-URI="a" user-profile-index="0"><cp:ruleset/></mcptt-user-profile>', '<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0"\n  XUI-URI="a" user-profile-index="0" xmlns:cp="urn:ietf:params:xml:ns:common-policy"><cp:ruleset/></mcptt-user-profile>')],
  'missing-end-tag': [
    example("Insert '</OnNetwork>'", `${OPEN}\n  <OnNetwork index="0">\n    <MCPTTGroupInfo/>\n    <MaxAffil`, `${OPEN}\n  <OnNetwork index="0">\n    <MCPTTGroupInfo/>\n    <MaxAffil\n  </OnNetwork>`),
    example("Insert '</entry>'", `${OPEN}<OnNetwork index="0"><MCPTTGroupInfo><entry index="0"><uri-en`, `${OPEN}<OnNetwork index="0"><MCPTTGroupInfo><entry index="0"><uri-en</entry>`),
    example("Insert '</OnNetwork>'", `${OPEN}\n  <OnNetwork index="0">\n    <MCPTTGroupInfo/>\n    <MaxAffil\n    <Foo/>\n</mcptt-user-profile>`, `${OPEN}\n  <OnNetwork index="0">\n    <MCPTTGroupInfo/>\n    <MaxAffil\n  </OnNetwork>\n    <Foo/>\n</mcptt-user-profile>`),
  ],
  'malformed-declaration': [
    example(`Write '<?xml version="1.0" encoding="UTF-8"?>'`, '<?xml encoding="UTF-8"?>\n<a/>', '<?xml version="1.0" encoding="UTF-8"?>\n<a/>'),
    example('Remove the XML declaration', '\n<?xml version="1.0"?>\n<a/>', '\n<a/>'),
    example("Insert '?>'", '<?xml version="1.0"\n<a/>', '<?xml version="1.0"?>\n<a/>'),
    example("Write '?>'", '<?xml version="1.0">\n<a/>', '<?xml version="1.0"?>\n<a/>'),
    example("Write '?>'", '<?xml version="1.0"?\n<a/>', '<?xml version="1.0"?>\n<a/>'),
  ],
  'misspelt-namespace': [
    example("Replace by 'urn:ietf:params:xml:ns:common-policy'", '<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" xmlns:cp="urn:ietf:params:xml:ns:common-polcy"/>', '<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" xmlns:cp="urn:ietf:params:xml:ns:common-policy"/>'),
    example("Replace by 'urn:3gpp:mcptt:user-profile:1.0'", "<up:mcptt-user-profile xmlns:up='urn:3gpp:mcptt&#58;user-profle:1.0'/>", "<up:mcptt-user-profile xmlns:up='urn:3gpp:mcptt:user-profile:1.0'/>"),
  ],
  'encoding': [example("Write 'UTF-8'", '<?xml version="1.0" encoding="latin1"?>\n<a/>', '<?xml version="1.0" encoding="UTF-8"?>\n<a/>')],
  'doctype': [example('Remove the document type declaration', '<!DOCTYPE a [\n<!ENTITY x "y">\n]>\n<a/>', '<a/>')],
  'text-outside-root': [example('Remove the text', '<a/>\ntext\nand more\n', '<a/>\n')],
  'schema-location': [
    alone("Remove 'xsi:schemaLocation'", LOCATED('urn:3gpp:mcptt:user-profile:1.0 profile.xsd'), UNLOCATED),
    alone("Remove 'xsi:noNamespaceSchemaLocation'", LOCATED('profile.xsd', 'noNamespaceSchemaLocation'), UNLOCATED),
    alone("Remove 'profile.xsd' from 'xsi:schemaLocation'", LOCATED('urn:a profile.xsd urn:b http://h/b.xsd'), LOCATED('urn:b http://h/b.xsd')),
    alone("Remove 'b.xsd' from 'xsi:schemaLocation'", LOCATED('urn:a http://h/a.xsd  urn:b  b.xsd'), LOCATED('urn:a http://h/a.xsd')),
  ],
  'unknown-root': [
    example("Rename to 'mcptt-user-profile'", '<mcptt-user-profil xmlns="urn:3gpp:mcptt:user-profile:1.0"></mcptt-user-profil>', '<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0"></mcptt-user-profile>'),
    example("Declare the namespace 'urn:3gpp:mcptt:user-profile:1.0'", '<mcptt-user-profile/>', '<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0"/>'),
    example("Declare the namespace 'urn:3gpp:mcptt:user-profile:1.0'", '<mcptt-user-profile xmlns="urn:x"/>', '<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0"/>'),
  ],
  'missing-attribute': [
    example(`Insert 'user-profile-index="3"'`, '<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" XUI-URI="a"><Status>true</Status></mcptt-user-profile>', '<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" XUI-URI="a" user-profile-index="3"><Status>true</Status></mcptt-user-profile>', 'mcptt-user-profile-3.xml'),
    example("Rename to 'XUI-URI'", '<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" xui-uri="a" user-profile-index="3"/>', '<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" XUI-URI="a" user-profile-index="3"/>'),
  ],
  'file-name-index': [example("Replace by '3'", '<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" XUI-URI="a" user-profile-index="0"><Status>true</Status></mcptt-user-profile>', '<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" XUI-URI="a" user-profile-index="3"><Status>true</Status></mcptt-user-profile>', 'user-profile-03.xml')],
};
