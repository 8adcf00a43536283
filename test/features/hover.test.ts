import assert from 'node:assert/strict';
import { hoverAt } from './editor';

const profile = (content: string): string => `<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" xmlns:cp="urn:ietf:params:xml:ns:common-policy" XUI-URI="sip:a@b" user-profile-index="0">${content}</mcptt-user-profile>`;

suite('hover', () => {
  test('an element: what it means, its type, its clause; on both its tags', () => {
    for (const content of ['<OnNetwork index="0"><Max$0AffiliationsN2>3</MaxAffiliationsN2></OnNetwork>', '<OnNetwork index="0"><MaxAffiliationsN2>3</MaxAffi$0liationsN2></OnNetwork>']) {
      const hover = hoverAt(profile(content));
      assert.equal(hover?.about, 'MaxAffiliationsN2');
      assert.match(hover.contents, /affiliated/);
      assert.match(hover.contents, /\*\*Type:\*\* whole number, 0 or more/);
      assert.match(hover.contents, /TS 24\.484 8\.3\.2/);
    }
  });

  test('a place decides what an element means', () => {
    const under = (parent: string): string | undefined => hoverAt(profile(`<Common index="0"><${parent}><Emergency$0Call></EmergencyCall></${parent}></Common>`))?.contents;
    assert.ok(under('PrivateCall'));
    assert.notEqual(under('PrivateCall'), under('MCPTT-group-call'));
  });

  test('an attribute, and its value', () => {
    assert.match(hoverAt(profile('<OnNetwork ind$0ex="0"/>'))!.contents, /OnNetwork/);
    const value = hoverAt(profile('<OnNetwork index="0"><PrivateEmergencyAlert><entry entry-info="Locally$0Determined"/></PrivateEmergencyAlert></OnNetwork>'));
    assert.equal(value?.about, 'LocallyDetermined');
    assert.match(value.contents, /chooses/);
  });

  test('a text value, white space around it left out', () => {
    const hover = hoverAt(profile('<cp:ruleset><cp:rule id="r"><cp:actions><allow-private-call> fal$0se </allow-private-call></cp:actions></cp:rule></cp:ruleset>'));
    assert.equal(hover?.about, 'false');
    assert.match(hover.contents, /private calls/);
  });

  test('nothing where nothing is known', () => {
    for (const content of ['<vendor xmlns="urn:x">$0text</vendor>', '<ven$0dor xmlns="urn:x"/>', '<!-- Com$0mon -->', '$0 ', '<Status$0 >true</Status>', '<MissionCriticalOrganization>x</Com$0mon>']) assert.equal(hoverAt(profile(content)), undefined, content);
    assert.equal(hoverAt('$0'), undefined);
  });
});
