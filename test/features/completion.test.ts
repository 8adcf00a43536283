import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { accept, apply, complete, completionsAt, errorsOf, profile, service } from './editor';

const OPEN = '<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" xmlns:cp="urn:ietf:params:xml:ns:common-policy" XUI-URI="sip:a@b" user-profile-index="0">';
const sample = readFileSync(resolve(__dirname, '../../samples/user-profile-0.xml'), 'utf8');

suite('completion of elements', () => {
  test('inside Common: exactly its children, what it lacks first', () => complete(profile('<Common index="0"><$0</Common>'), `
    UserAlias required
    MCPTTUserID required
    PrivateCall required
    MCPTT-group-call required
    MissionCriticalOrganization required
    ParticipantType
    anyExt`));

  test('what is there already and may be there once is left out', () => complete(profile('<Common index="0"><UserAlias><alias-entry index="0">A</alias-entry></UserAlias><$0</Common>'), `
    MCPTTUserID required
    PrivateCall required
    MCPTT-group-call required
    MissionCriticalOrganization required
    ParticipantType
    anyExt`));

  test('an emergency call is of the kind of its parent', () => {
    complete(profile('<Common index="0"><PrivateCall><PrivateCallList/><EmergencyCall><$0</EmergencyCall></PrivateCall></Common>'), `
      MCPTTPrivateRecipient required
      anyExt`);
    complete(profile('<Common index="0"><MCPTT-group-call><EmergencyCall><$0</EmergencyCall></MCPTT-group-call></Common>'), `
      MCPTTGroupInitiation required
      anyExt`);
  });

  test('what is there once is offered where its own name is retyped', () => complete(profile('<Common index="0"><ParticipantType/><User$0Alias/></Common>'), `
    UserAlias required
    MCPTTUserID required
    PrivateCall required
    MCPTT-group-call required
    MissionCriticalOrganization required
    anyExt`));

  test('an element that cannot stand alone comes with what has to follow it', () => {
    const validity = (content: string): string => profile(`<cp:ruleset><cp:rule id="r"><cp:conditions><cp:validity>${content}</cp:validity></cp:conditions></cp:rule></cp:ruleset>`);
    const pair = '<cp:from>2026-01-01T00:00:00Z</cp:from><cp:until>2027-01-01T00:00:00Z</cp:until>';
    for (const [before, behind] of [[pair, ''], ['', pair], [pair, pair]] as const) {
      accept(validity(`${before}<$0${behind}`), 'cp:from', validity(`${before}<cp:from>2030-01-01T00:00:00Z</cp:from>\n<cp:until>2030-12-31T23:59:59Z</cp:until>${behind}`));
    }
    accept(validity('<$0<cp:until>2027-01-01T00:00:00Z</cp:until>'), 'cp:from', validity('<cp:from>2030-01-01T00:00:00Z</cp:from><cp:until>2027-01-01T00:00:00Z</cp:until>'));
  });

  test('at the root: parts of the profile, and the rules in their own namespace', () => complete(profile('<$0'), `
    Status required
    Common required
    Name
    ProfileName
    Pre-selected-indication
    OffNetwork
    OnNetwork
    anyExt
    cp:ruleset`));

  test('a sequence offers only what may come next', () => {
    complete(profile('<Common index="0"><MCPTTUserID><$0</MCPTTUserID></Common>'), 'uri-entry required');
    complete(profile('<Common index="0"><MCPTTUserID><uri-entry>sip:a@b</uri-entry><$0</MCPTTUserID></Common>'), `
      display-name
      anyExt`);
    complete(profile('<Common index="0"><MCPTTUserID><uri-entry>sip:a@b</uri-entry><$0<display-name>A</display-name></MCPTTUserID></Common>'), '');
  });

  test('an anyExt offers what belongs there', () => complete(profile('<OnNetwork index="0"><anyExt><$0</anyExt></OnNetwork>'), `
    RemoteGroupSelectionURIList
    GroupServerInfo
    FunctionalAliasList`));

  test('without its <, with a name begun, in a tag that is whole', () => {
    accept(profile('<Common index="0"><MCPTTUserID>$0</MCPTTUserID></Common>'), 'uri-entry', profile('<Common index="0"><MCPTTUserID><uri-entry>sip:user@example.com</uri-entry></MCPTTUserID></Common>'));
    accept(profile('<Common index="0"><MCPTTUserID>uri$0</MCPTTUserID></Common>'), 'uri-entry', profile('<Common index="0"><MCPTTUserID><uri-entry>sip:user@example.com</uri-entry></MCPTTUserID></Common>'));
    accept(profile('<Common index="0"><MCPTTUserID><uri$0</MCPTTUserID></Common>'), 'uri-entry', profile('<Common index="0"><MCPTTUserID><uri-entry>sip:user@example.com</uri-entry></MCPTTUserID></Common>'));
    accept(profile('<Common index="0"><MCPTTUserID><$0></MCPTTUserID></Common>'), 'uri-entry', profile('<Common index="0"><MCPTTUserID><uri-entry>sip:user@example.com</uri-entry></MCPTTUserID></Common>'));
    accept(profile('<Common index="0"><MCPTTUserID><uri$0>sip:a@b</uri></MCPTTUserID></Common>'), 'uri-entry', profile('<Common index="0"><MCPTTUserID><uri-entry>sip:a@b</uri-entry></MCPTTUserID></Common>'));
  });

  test('an element comes with what it needs, and nothing in it is wrong', () => {
    const filled = apply(sample.replace(/<Common[\s\S]*<\/Common>/, '<Common index="0"><$0</Common>'), 'PrivateCall');
    assert.match(filled, /<PrivateCallList>[\s\S]*<uri-entry>sip:user@example.com<\/uri-entry>[\s\S]*<MCPTTPrivateRecipient>[\s\S]*<ProSeUserID-entry index="0">/);
    assert.deepEqual(errorsOf(filled), []);
  });

  test('rules where the namespace is not declared yet bring it along', () => {
    const text = apply('<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" XUI-URI="sip:a@b" user-profile-index="0"><Status>true</Status><$0</mcptt-user-profile>', 'cp:ruleset');
    assert.match(text, /<cp:ruleset xmlns:cp="urn:ietf:params:xml:ns:common-policy">/);
    assert.deepEqual(errorsOf(text), []);
  });

  test('a document that binds prefixes gets names with them', () => complete(
    '<p:mcptt-user-profile xmlns:p="urn:3gpp:mcptt:user-profile:1.0" XUI-URI="sip:a@b" user-profile-index="0"><p:UserAlias/><p:Common index="0"><p:UserAlias><$0</p:UserAlias></p:Common></p:mcptt-user-profile>', `
    p:alias-entry required
    p:anyExt`));

  test('nothing inside comments, CDATA sections and behind the root', () => {
    complete(profile('<!-- <$0 -->'), '');
    complete(profile('<Name><![CDATA[<$0]]></Name>'), '');
    complete(`${profile('<Status>true</Status>')}<$0`, '');
  });
});

suite('completion of attributes and values', () => {
  test('attributes that are not there yet, those that are needed first', () => {
    complete(profile('<Common index="0"><UserAlias><alias-entry $0>A</alias-entry></UserAlias></Common>'), `
      xml:lang
      index`);
    complete(profile('<OnNetwork $0></OnNetwork>'), 'index required');
    complete(profile('<OnNetwork index="0" $0></OnNetwork>'), '');
    complete('<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" $0></mcptt-user-profile>', `
      XUI-URI required
      user-profile-index required
      xmlns:cp
      xmlns:xsi`);
  });

  test('an attribute comes with quotes; a name in front of a value is only replaced', () => {
    accept(profile('<OnNetwork $0/>'), 'index', profile('<OnNetwork index="0"/>'));
    accept(profile('<OnNetwork in$0="5"/>'), 'index', profile('<OnNetwork index="5"/>'));
  });

  test('the entry-info values of the family that fits', () => {
    complete(profile('<OnNetwork index="0"><PrivateEmergencyAlert><entry entry-info="$0" index="0"/></PrivateEmergencyAlert></OnNetwork>'), `
      UsePreConfigured
      LocallyDetermined`);
    accept(profile('<OnNetwork index="0"><PrivateEmergencyAlert><entry entry-info="Use$0X" index="0"/></PrivateEmergencyAlert></OnNetwork>'), 'LocallyDetermined',
      profile('<OnNetwork index="0"><PrivateEmergencyAlert><entry entry-info="LocallyDetermined" index="0"/></PrivateEmergencyAlert></OnNetwork>'));
  });

  test('the text of a boolean', () => {
    complete(profile('<Status>$0</Status>'), `
      true
      false`);
    accept(profile('<Status> t$0 </Status>'), 'false', profile('<Status> false </Status>'));
  });
});

suite('completion of end tags and of an empty document', () => {
  test('an end tag closes what is open', () => {
    accept(profile('<Common index="0"><UserAlias></$0'), 'UserAlias', `${OPEN}<Common index="0"><UserAlias></UserAlias></mcptt-user-profile>`);
    accept(profile('<Status>true</Sta$0>'), 'Status', profile('<Status>true</Status>'));
    accept(profile('<Status>true</Sta$0 >'), 'Status', profile('<Status>true</Status >'));
  });

  test('an empty document gets its declaration and a profile without errors', () => {
    for (const marked of ['$0', '\n  $0\n']) {
      complete(marked, 'mcptt-user-profile required');
      assert.deepEqual(errorsOf(apply(marked, 'mcptt-user-profile').trim()), []);
    }
    assert.deepEqual(errorsOf(apply('<$0', 'mcptt-user-profile')), []);
    assert.deepEqual(errorsOf(apply('<?xml version="1.0"?>\n<mcptt$0', 'mcptt-user-profile')), []);
  });

  test('every completion says what it is', () => {
    for (const { label, topic } of completionsAt(profile('<Common index="0"><$0</Common>'))) assert.ok(topic && service.describe(topic), label);
  });
});
