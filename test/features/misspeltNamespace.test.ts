import assert from 'node:assert/strict';
import { createLanguageService, type RuleSeverities } from '../../server/src/service';
import { diagnose, withoutCarets } from './diagnose';
import { fix } from './editor';

suite('a misspelt namespace', () => {
  test('is told once, at the value: the rules that nobody recognizes are no second mistake', () => {
    diagnose(`<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" XUI-URI="sip:a@b" user-profile-index="0"
  xmlns:cp="urn:ietf:params:xml:ns:common-polcy">
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning misspelt-namespace: 'urn:ietf:params:xml:ns:common-polcy' is not a namespace this document knows; did you mean 'urn:ietf:params:xml:ns:common-policy'?
  <Status>true</Status>
  <cp:ruleset><cp:rule><cp:identity/></cp:rule></cp:ruleset>
  <Common index="0"/>
   ^^^^^^ warning missing-UserAlias: 'Common' has no 'UserAlias'; add one
   ^^^^^^ warning missing-MCPTTUserID: 'Common' has no 'MCPTTUserID'; add one
   ^^^^^^ warning missing-PrivateCall: 'Common' has no 'PrivateCall'; add one
   ^^^^^^ warning missing-MCPTT-group-call: 'Common' has no 'MCPTT-group-call'; add one
   ^^^^^^ warning missing-MissionCriticalOrganization: 'Common' has no 'MissionCriticalOrganization'; add one
</mcptt-user-profile>`);
  });

  test('is an error where the schema refuses what is in it', () => {
    diagnose(`<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profle:1.0">
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error misspelt-namespace: 'urn:3gpp:mcptt:user-profle:1.0' is not a namespace this document knows; did you mean 'urn:3gpp:mcptt:user-profile:1.0'?
  <Common/>
</mcptt-user-profile>`);
  });

  const inside = `<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" xmlns:cp="urn:ietf:params:xml:ns:common-policy" XUI-URI="sip:a@b" user-profile-index="0"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema_instance">
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error misspelt-namespace: 'http://www.w3.org/2001/XMLSchema_instan…' is not a namespace this document knows; did you mean 'http://www.w3.org/2001/XMLSchema-instance'?
  <up:Status xmlns:up="urn:3gpp:mcptt:userprofile:1.0">true</up:Status>
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning misspelt-namespace: 'urn:3gpp:mcptt:userprofile:1.0' is not a namespace this document knows; did you mean 'urn:3gpp:mcptt:user-profile:1.0'?
  <Common xmlns="urn:3gpp:mcptt:User-profile:1.0"/>
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning misspelt-namespace: 'urn:3gpp:mcptt:User-profile:1.0' is not a namespace this document knows; did you mean 'urn:3gpp:mcptt:user-profile:1.0'?
  <Name xsi:nil="false">A</Name>
  <OnNetwork index="0"><MCPTTGroupInfo/><MaxAffiliationsN2>1</MaxAffiliationsN2><MaxSimultaneousTransmissionsN7>1</MaxSimultaneousTransmissionsN7>
    <PrivateEmergencyAlert><entry index="0"><up:uri-entry xmlns:up="urn:3gpp:mcpt:user-profile:1.0">sip:a@b</up:uri-entry><display-name>A</display-name></entry></PrivateEmergencyAlert>
                                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error misspelt-namespace: 'urn:3gpp:mcpt:user-profile:1.0' is not a namespace this document knows; did you mean 'urn:3gpp:mcptt:user-profile:1.0'?
  </OnNetwork>
  <cp:ruleset><cp:rule id="r" xmlns:cp="urn:ietf:param:xml:ns:common-policy"/></cp:ruleset>
                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error misspelt-namespace: 'urn:ietf:param:xml:ns:common-policy' is not a namespace this document knows; did you mean 'urn:ietf:params:xml:ns:common-policy'?
</mcptt-user-profile>`;

  test('anywhere: elements and attributes in it are not wrong, and what it hides is not missing', () => diagnose(inside));

  test('that nobody wants to hear of leaves its consequences to be told', () => {
    const service = createLanguageService();
    const told = (text: string, severities: RuleSeverities): string[] => service.diagnose(service.parse(text), { severities }).map(({ code, start, end }) => `${code} ${text.slice(start, end)}`);
    assert.deepEqual(told(withoutCarets(inside), new Map([['misspelt-namespace', 'off']])), [
      'missing-Status mcptt-user-profile', 'missing-Common mcptt-user-profile', 'unexpected-attribute xsi:nil', 'missing-element up:uri-entry', 'unexpected-element display-name', 'unexpected-element cp:rule',
    ]);
    const commented = '<!-- mcptt-disable-next-line misspelt-namespace -->\n<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profil:1.0"/>';
    assert.deepEqual(told(commented, new Map()), ['unknown-root mcptt-user-profile']);
  });

  test('told as less than it is, it is an error all the same where the schema refuses it', () => {
    const service = createLanguageService();
    const text = '<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profle:1.0"/>';
    assert.deepEqual(service.diagnose(service.parse(text), { severities: new Map([['misspelt-namespace', 'hint']]) }).map(({ severity, code }) => `${severity} ${code}`), ['error misspelt-namespace']);
  });

  test('comes and goes as it is typed', () => {
    const good = withoutCarets(inside).replace('XMLSchema_', 'XMLSchema-').replaceAll(/urn:3gpp:mcptt?:[Uu]ser-?profile/g, 'urn:3gpp:mcptt:user-profile').replace('param:', 'params:');
    const document = createLanguageService().open(good);
    const codes = (): string[] => document.diagnose().map(({ code }) => code).filter((code) => !code.startsWith('missing-'));
    assert.deepEqual(codes(), ['unexpected-attribute'], 'a name cannot be nil');
    const at = good.indexOf('-instance') + 1;
    document.edit(at, at + 1, '');
    assert.deepEqual(codes(), ['misspelt-namespace']);
    document.edit(at, at, 'i');
    assert.deepEqual(codes(), ['unexpected-attribute']);
  });

  test('is mended at its value, with the prefix on many elements', () => {
    fix("Replace by 'urn:ietf:params:xml:ns:common-policy'", '<cp:ruleset xmlns:cp="urn:ietf:params:xml:ns:common-polcy"><cp:rule id="a"/><cp:rule id="b"/></cp:ruleset>',
      '<cp:ruleset xmlns:cp="urn:ietf:params:xml:ns:common-policy"><cp:rule id="a"/><cp:rule id="b"/></cp:ruleset>');
  });
});
