/**
 * A valid profile of about a number of characters, as generators write them: many private call targets and groups.
 * @param size in UTF-16 code units; the answer is at least as long, and longer by less than two entries
 */
export function profileOfSize(size: number): string {
  const calls: string[] = [];
  const groups: string[] = [];
  let length = HEAD.length + MIDDLE.length + TAIL.length;
  for (let index = 0; length < size; index++) {
    const call = `        <PrivateCallURI index="${index}">\n          <uri-entry>sip:user${index}@example.com</uri-entry>\n          <display-name xml:lang="en-GB">User ${index}</display-name>\n        </PrivateCallURI>\n`;
    const group = `      <entry index="${index}">\n        <uri-entry>sip:group${index}@example.com</uri-entry>\n        <display-name xml:lang="en-GB">Group ${index}</display-name>\n      </entry>\n`;
    calls.push(call);
    groups.push(group);
    length += call.length + group.length;
  }
  return HEAD + (calls.join('') || '        <PrivateCallURI index="0"><uri-entry>sip:user0@example.com</uri-entry></PrivateCallURI>\n') + MIDDLE + groups.join('') + TAIL;
}

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" xmlns:cp="urn:ietf:params:xml:ns:common-policy" XUI-URI="sip:user1@example.com" user-profile-index="0">
  <Name xml:lang="en-GB">Day shift</Name>
  <Status>true</Status>
  <Common index="0">
    <UserAlias>
      <alias-entry index="0">Officer 12345</alias-entry>
    </UserAlias>
    <MCPTTUserID index="0">
      <uri-entry>sip:user1@example.com</uri-entry>
    </MCPTTUserID>
    <PrivateCall>
      <PrivateCallList index="0">
`;

const MIDDLE = `      </PrivateCallList>
      <EmergencyCall>
        <MCPTTPrivateRecipient>
          <entry entry-info="UsePreConfigured" index="0">
            <uri-entry>sip:dispatch@example.com</uri-entry>
          </entry>
          <ProSeUserID-entry index="0">
            <User-Info-ID>000000000001</User-Info-ID>
          </ProSeUserID-entry>
        </MCPTTPrivateRecipient>
      </EmergencyCall>
    </PrivateCall>
    <MCPTT-group-call>
      <MaxSimultaneousCallsN6>2</MaxSimultaneousCallsN6>
      <EmergencyCall>
        <MCPTTGroupInitiation>
          <entry entry-info="DedicatedGroup" index="0">
            <uri-entry>sip:emergency@example.com</uri-entry>
          </entry>
        </MCPTTGroupInitiation>
      </EmergencyCall>
      <ImminentPerilCall>
        <MCPTTGroupInitiation>
          <entry entry-info="DedicatedGroup" index="0">
            <uri-entry>sip:emergency@example.com</uri-entry>
          </entry>
        </MCPTTGroupInitiation>
      </ImminentPerilCall>
      <EmergencyAlert>
        <entry entry-info="UsePreConfigured" index="0">
          <uri-entry>sip:dispatch@example.com</uri-entry>
        </entry>
      </EmergencyAlert>
      <Priority>5</Priority>
    </MCPTT-group-call>
    <MissionCriticalOrganization>Gotham PD</MissionCriticalOrganization>
  </Common>
  <OnNetwork index="0">
    <MCPTTGroupInfo index="0">
`;

const TAIL = `    </MCPTTGroupInfo>
    <MaxAffiliationsN2>3</MaxAffiliationsN2>
    <MaxSimultaneousTransmissionsN7>1</MaxSimultaneousTransmissionsN7>
    <PrivateEmergencyAlert>
      <entry entry-info="UsePreConfigured" index="0">
        <uri-entry>sip:dispatch@example.com</uri-entry>
      </entry>
    </PrivateEmergencyAlert>
  </OnNetwork>
  <cp:ruleset>
    <cp:rule id="rule1">
      <cp:conditions>
        <cp:identity>
          <cp:one id="sip:user1@example.com"/>
        </cp:identity>
      </cp:conditions>
      <cp:actions>
        <allow-private-call>true</allow-private-call>
        <allow-emergency-group-call>true</allow-emergency-group-call>
      </cp:actions>
    </cp:rule>
  </cp:ruleset>
</mcptt-user-profile>
`;
