/** A small profile in which every rule has something to look at, and most have something to say. */
export const ruleDocument = `<!-- mcptt-disable duplicate-uri -->
<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" xmlns:cp="urn:ietf:params:xml:ns:common-policy" XUI-URI="sip:u@example.com" user-profile-index="1">
  <Status>true</Status>
  <!-- mcptt-disable-next-line missing-UserAlias missing-index no-such-rule -->
  <Common><MCPTTUserID><uri-entry>sip:u@<!-- c -->example.com</uri-entry></MCPTTUserID>
    <PrivateCall>
      <PrivateCallList><PrivateCallURI index="0"><uri-entry>sip:a@b</uri-entry></PrivateCallURI><PrivateCallProSeUser index="0"><DiscoveryGroupID>0001</DiscoveryGroupID><User-Info-ID>00<!-- c -->01</User-Info-ID></PrivateCallProSeUser></PrivateCallList>
      <EmergencyCall><MCPTTGroupInitiation><entry entry-info="LocallyDetermined" index="0"><uri-entry/></entry></MCPTTGroupInitiation></EmergencyCall>
    </PrivateCall>
    <MCPTT-group-call><EmergencyCall><MCPTTGroupInitiation/></EmergencyCall><Priority>1</Priority><Priority>2</Priority></MCPTT-group-call>
  </Common>
  <!-- mcptt-enable duplicate-uri -->
  <OnNetwork index="0">
    <MCPTTGroupInfo><entry index="0"><uri-entry>sip:g@1</uri-entry></entry><entry index="1"><uri-entry>sip:g@1</uri-entry></entry></MCPTTGroupInfo>
    <MaxAffiliationsN2>1</MaxAffiliationsN2>
    <ImplicitAffiliations><entry index="0"><uri-entry>sip:g@1</uri-entry></entry><entry index="1"><uri-entry>sip:g@2</uri-entry></entry></ImplicitAffiliations>
    <anyExt><GroupServerInfo/><OffNetworkGroupServerInfo/><Groups/></anyExt>
  </OnNetwork>
  <cp:ruleset>
    <cp:rule id="a"><cp:conditions><cp:identity><cp:one id="sip:a@b"/></cp:identity></cp:conditions><cp:actions><allow-regroup>true</allow-regroup><allow-regroup>true</allow-regroup><allow-offnetwork>true</allow-offnetwork><allow-emergency-group-call>true</allow-emergency-group-call></cp:actions></cp:rule>
    <cp:rule id="b"><cp:conditions><cp:identity><cp:one id="sip:a@b"/></cp:identity></cp:conditions><cp:actions><allow-regroup>false</allow-regroup><allow-private-call>true</allow-private-call><allow-privat-call>1</allow-privat-call></cp:actions></cp:rule>
  </cp:ruleset>
</mcptt-user-profile>`;
