import assert from 'node:assert/strict';
import { hoverAt, profile, withActions } from './editor';

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

/** The facts that a hover tells, each `label: text`. */
function factsAt(marked: string): string[] {
  return [...hoverAt(marked)!.contents.matchAll(/^\*\*(.+?):\*\* (.*?) *$/gm)].map(([, label, text]) => `${label}: ${text}`);
}

suite('hover over what an element comes to', () => {
  const entries = (count: number): string => Array.from({ length: count }, (_, index) => `<entry index="${index}"/>`).join('');
  const onNetwork = (limit: string, list: string): string => profile(`<OnNetwork index="0">${limit}${list}</OnNetwork>`);

  test('the whole of a hover', () => {
    assert.equal(hoverAt(onNetwork('<Max$0AffiliationsN2>3</MaxAffiliationsN2>', `<ImplicitAffiliations>${entries(2)}</ImplicitAffiliations>`))?.contents, [
      '**MaxAffiliationsN2**',
      '',
      'How many groups the user may be affiliated to at the same time (N2), implicit affiliations included. The server refuses the next affiliation.',
      '',
      '**Type:** whole number, 0 or more  ',
      '**Unit:** groups  ',
      '**Absent:** OnNetwork should have one, as far as we recall.  ',
      '**In use:** 2 by ImplicitAffiliations  ',
      '**Source:** TS 24.484 8.3.2.1 · Rel-13',
    ].join('\n'));
  });

  test('implicit affiliations against their limit', () => {
    const told = (limit: string, count: number): string | undefined => factsAt(onNetwork(limit, `<Implicit$0Affiliations>${entries(count)}</ImplicitAffiliations>`)).find((each) => each.startsWith('Entries'));
    assert.equal(told('<MaxAffiliationsN2> 4 </MaxAffiliationsN2>', 2), 'Entries: 2 of the 4 that MaxAffiliationsN2 allows');
    assert.equal(told('<MaxAffiliationsN2>1</MaxAffiliationsN2>', 2), 'Entries: 2, but MaxAffiliationsN2 lets only 1 take effect');
    assert.equal(told('<MaxAffiliationsN2>many</MaxAffiliationsN2>', 2), 'Entries: 2');
    assert.equal(told('', 0), 'Entries: 0');
  });

  test('the length of a list', () => assert.ok(factsAt(onNetwork('', `<MCPTTGroup$0Info>${entries(3)}<anyExt/></MCPTTGroupInfo>`)).includes('Entries: 3')));

  test('the authorisations of a rule: numbers, and at the end tag names', () => {
    const given = '<allow-offnetwork> 1 </allow-offnetwork><allow-regroup>false</allow-regroup><anyExt><allow-adhoc-group-call>true</allow-adhoc-group-call></anyExt>';
    assert.deepEqual(factsAt(withActions(given).replace('<cp:act', '<cp:ac$0t')).filter((each) => each.startsWith('A') && !each.startsWith('Absent:')), [
      'Authorisations: 2 of 52 true, 1 set to false',
      'Absent authorisations: 49, all false; point at the end tag of cp:actions for the names',
    ]);
    const names = factsAt(withActions(given).replace('</cp:act', '</cp:ac$0t'));
    assert.ok(names.includes('True: allow-offnetwork, allow-adhoc-group-call') && names.includes('Set to false: allow-regroup'), names.join('\n'));
    assert.match(names.find((each) => each.startsWith('Absent, so'))!, /^Absent, so false: allow-presence-status, .*, allow-to-modify-adhoc-group-call-participants-info$/);
    assert.ok(factsAt(profile('<cp:ruleset><cp:ru$0le id="a"/></cp:ruleset>')).includes('Absent authorisations: 52, all false'));
  });

  test('to whom a rule applies, and when', () => {
    const reach = (conditions: string): string[] => factsAt(profile(`<cp:ruleset><cp:ru$0le id="r">${conditions}</cp:rule></cp:ruleset>`)).filter((each) => /^(Applies|While)/.test(each));
    const identity = (inside: string): string => `<cp:conditions><cp:identity>${inside}</cp:identity></cp:conditions>`;
    assert.deepEqual(reach(''), ['Applies to: everyone']);
    assert.deepEqual(reach('<cp:conditions/>'), ['Applies to: everyone']);
    assert.deepEqual(reach(identity('<one id="sip:a@b"/>')), ['Applies to: everyone, because nothing in it is a condition']);
    assert.deepEqual(reach(identity('<cp:one id="sip:a@b"/>')), ['Applies to: `sip:a@b`']);
    assert.deepEqual(reach(identity('<cp:one id="sip:a"/><cp:many domain="d"><cp:except id="sip:x@d"/><cp:except domain="e.d"/></cp:many>')), ['Applies to: `sip:a` and users of `d` except `sip:x@d` and users of `e.d`']);
    assert.deepEqual(reach(identity(`<cp:many/>${'<cp:one id="sip:a"/>'.repeat(6)}`)), ['Applies to: all users, `sip:a`, `sip:a`, `sip:a` and 3 more']);
    assert.deepEqual(reach('<cp:conditions><cp:sphere value="work"/><cp:validity><cp:from>2026</cp:from><cp:until>2027</cp:until><cp:from>2028</cp:from><cp:until>2029</cp:until></cp:validity></cp:conditions>'),
      ['Applies to: everyone', 'While: the situation is `work`, and it is between `2026` and `2027` or between `2028` and `2029`']);
  });

  test('a boolean written as a digit', () => assert.match(hoverAt(withActions('<allow-regroup>$01</allow-regroup>'))!.contents, /^\*\*1\*\* \(true\): The user may regroup/));

  test('what a document holds is no Markdown', () => {
    assert.match(hoverAt(profile('<cp:ruleset><cp:ru$0le id="r"><cp:conditions><cp:identity><cp:one id="`[x](command:y)` **"/></cp:identity></cp:conditions></cp:rule></cp:ruleset>'))!.contents, /`'\[x\]\(command:y\)' \*\*`/);
  });
});

