import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import type { Diagnostic } from '../../server/src/diagnostic';
import { checkRules } from '../../server/src/profile/rules';
import { parse } from '../../server/src/syntax/parse';
import { assertRule, assertRules } from './annotated';

const NAMESPACES = 'xmlns="urn:3gpp:mcptt:user-profile:1.0" xmlns:cp="urn:ietf:params:xml:ns:common-policy"';

suite('Rules', () => {
  test('a message has the clause on its second line', () => {
    const [diagnostic] = checkRules(parse(`<cp:identity ${NAMESPACES}><one id="sip:a@b"/></cp:identity>`));
    assert.equal(diagnostic?.message.split('\n')[1], 'RFC 4745 7');
  });

  test('an empty document and a document without a root have nothing to say', () => {
    for (const text of ['', ' ', '<!-- -->', '\u0000\uffff']) assert.deepEqual(checkRules(parse(text)), []);
  });

  test('the samples: nothing in the valid one, the prefix in the one as printed', () => {
    const options = { fileName: 'user-profile-0.xml' };
    const text = (name: string): string => readFileSync(`samples/${name}`, 'utf8');
    assert.deepEqual(checkRules(parse(text('user-profile-0.xml')), options), []);
    const printed = text('as-printed/user-profile-0.xml');
    assert.deepEqual(checkRules(parse(printed), options).map(({ code, start, end }) => [code, printed.slice(start, end), printed.slice(start - 1, end + 3)]),
      [['rule-condition-namespace', 'one', '<one id']]);
  });

  test('the reference example has no finding', function () {
    const example = '../shared/examples/a21-user-profile-0.xml';
    if (!existsSync(example)) {
      console.log(`SKIPPED: ${example} is not here`);
      this.skip();
    }
    assert.deepEqual(checkRules(parse(readFileSync(example, 'utf8')), { fileName: 'user-profile-0.xml' }), []);
  });

  test('100 000 nested elements are walked, and the innermost is checked', () => {
    const depth = 100_000;
    const text = `<r ${NAMESPACES}>${'<x>'.repeat(depth)}<cp:identity><one/></cp:identity>${'</x>'.repeat(depth)}</r>`;
    assert.deepEqual(checkRules(parse(text)).map(({ code }) => code), ['rule-condition-namespace']);
  });

  test('an element with syntax trouble is left to the parser', () => {
    assertRules(`<MCPTTGroupInfo ${NAMESPACES}>
  <entry index="0"/>
  <entryindex="0"/>
  <up:entry index="0"/>
  <entry index=/>
  <entry index/>
  <
</MCPTTGroupInfo>`);
  });
});

suite('Rule: a condition of a rule without the common-policy prefix', () => {
  test('unprefixed, in the namespace of the profile', () => {
    assertRule('rule-condition-namespace', `<cp:rule id="r" ${NAMESPACES}>
  <cp:conditions>
    <cp:identity>
      <one id="sip:user2@example.com"/>
       ^^^ warning rule-condition-namespace: 'one' is not in the common-policy namespace, so the condition is ignored and the rule applies to everyone; write 'cp:one'
      <cp:many><except id="sip:a@b"/></cp:many>
                ^^^^^^ warning rule-condition-namespace: 'except' is not in the common-policy namespace, so the condition is ignored and the rule applies to those it should leave out; write 'cp:except'
    </cp:identity>
    <sphere value="work"></sphere>
     ^^^^^^ warning rule-condition-namespace: 'sphere' is not in the common-policy namespace, so the condition is ignored and the rule applies in every situation; write 'cp:sphere'
  </cp:conditions>
</cp:rule>`);
  });

  test('once for what is nested in it, and where it has to go', () => {
    assertRule('rule-condition-namespace', `<cp:conditions ${NAMESPACES}>
  <identity><one id="sip:a@b"/></identity>
   ^^^^^^^^ warning rule-condition-namespace: 'identity' is not in the common-policy namespace, so the condition is ignored and the rule applies to everyone; write 'cp:identity'
  <many/>
   ^^^^ warning rule-condition-namespace: 'many' is not in the common-policy namespace, so the condition is ignored and the rule applies to everyone; write 'cp:many' inside 'cp:identity'
</cp:conditions>`);
  });

  test('the prefix that is bound in the document', () => {
    assertRule('rule-condition-namespace', `<policy:identity xmlns:policy="urn:ietf:params:xml:ns:common-policy">
  <one id="sip:a@b"/>
   ^^^ warning rule-condition-namespace: 'one' is not in the common-policy namespace, so the condition is ignored and the rule applies to everyone; write 'policy:one'
</policy:identity>`);
    assertRule('rule-condition-namespace', `<identity xmlns="urn:ietf:params:xml:ns:common-policy" xmlns:up="urn:3gpp:mcptt:user-profile:1.0">
  <up:one id="sip:a@b"/>
   ^^^^^^ warning rule-condition-namespace: 'up:one' is not in the common-policy namespace, so the condition is ignored and the rule applies to everyone; write 'one'
  <one xmlns="" id="sip:a@b"/>
   ^^^ warning rule-condition-namespace: 'one' is not in the common-policy namespace, so the condition is ignored and the rule applies to everyone; write 'one xmlns="urn:ietf:params:xml:ns:common-policy"'
</identity>`);
  });

  test('silent for real conditions, for those of vendors, and outside of conditions', () => {
    assertRule('rule-condition-namespace', `<r ${NAMESPACES} xmlns:v="urn:vendor"><cp:identity><cp:one id="a"/><v:one/></cp:identity><cp:actions><one/></cp:actions><one/></r>`);
    assertRule('rule-condition-namespace', '<conditions xmlns="urn:ietf:params:xml:ns:common-policy"><identity><one id="sip:a@b"/></identity></conditions>');
  });
});

suite('Rule: two elements of one list with the same index', () => {
  test('the second and every later one, at the value', () => {
    assertRule('duplicate-index', `<MCPTTGroupInfo ${NAMESPACES}>
  <entry index="0"/>
  <entry index="1"/>
  <entry entry-info="DedicatedGroup" index=" 0 "/>
                                            ^^^ warning duplicate-index: index 0 is already used by another 'entry' of this list; give this one a number of its own
  <entry index='0'/>
                ^ warning duplicate-index: index 0 is already used by another 'entry' of this list; give this one a number of its own
</MCPTTGroupInfo>`);
  });

  test('kinds are numbered apart, lists too, foreign elements and missing numbers do not count', () => {
    assertRule('duplicate-index', `<PrivateCallList ${NAMESPACES} xmlns:v="urn:vendor">
  <PrivateCallURI index="0"/><PrivateCallProSeUser index="0"/><v:PrivateCallURI index="0"/>
  <PrivateCallURI/><PrivateCallURI/><PrivateCallURI index=""/><PrivateCallURI index=""/>
  <anyExt><PrivateCallURI index="0"/></anyExt>
</PrivateCallList>`);
  });
});

suite('Rule: an extension in another place than its own', () => {
  test('in another anyExt', () => {
    assertRule('misplaced-extension', `<mcptt-user-profile ${NAMESPACES}>
  <anyExt>
    <GroupServerInfo/>
     ^^^^^^^^^^^^^^^ warning misplaced-extension: 'GroupServerInfo' has no effect here, because it belongs in 'OnNetwork/anyExt'; move it there
    <PrivateCallKMSURI><PrivateCallKMSURI/></PrivateCallKMSURI>
     ^^^^^^^^^^^^^^^^^ information misplaced-extension: 'PrivateCallKMSURI' belongs in 'PrivateCallList/anyExt' or 'PrivateCallURI/anyExt' as far as we recall; check your release of the specification
  </anyExt>
  <cp:actions>
    <allow-request-first-to-answer-call>true</allow-request-first-to-answer-call>
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning misplaced-extension: 'allow-request-first-to-answer-call' has no effect here, because it belongs in 'cp:actions/anyExt'; move it there
  </cp:actions>
</mcptt-user-profile>`);
  });

  test('silent in its own place, for unknown and foreign elements, and where the schema speaks', () => {
    assertRule('misplaced-extension', `<mcptt-user-profile ${NAMESPACES} xmlns:v="urn:vendor">
  <anyExt><Unknown/><v:GroupServerInfo/><v:box><GroupServerInfo/></v:box></anyExt>
  <OnNetwork>
    <GroupServerInfo/>
    <MCPTTGroupInfo><entry><anyExt><RelativePresentationPriority>1</RelativePresentationPriority></anyExt></entry></MCPTTGroupInfo>
    <anyExt><GroupServerInfo/><RemoteGroupSelectionURIList/><FunctionalAliasList/></anyExt>
  </OnNetwork>
  <PrivateCallList><anyExt><PrivateCallKMSURI><PrivateCallKMSURI/></PrivateCallKMSURI></anyExt></PrivateCallList>
  <cp:actions><allow-private-call>true</allow-private-call><anyExt><allow-adhoc-group-call>true</allow-adhoc-group-call></anyExt></cp:actions>
  <cp:rule><actions><anyExt><allow-adhoc-group-call>true</allow-adhoc-group-call></anyExt></actions></cp:rule>
</mcptt-user-profile>`);
  });
});

suite('Rule: entry-info of the wrong kind', () => {
  test('a user where a group is called, a group where a user is called', () => {
    assertRule('entry-info-family', `<Common ${NAMESPACES}>
  <MCPTTGroupInitiation><entry entry-info="LocallyDetermined"/></MCPTTGroupInitiation>
                                           ^^^^^^^^^^^^^^^^^ warning entry-info-family: 'LocallyDetermined' chooses a user, but this entry is about a group; write 'DedicatedGroup' or 'UseCurrentlySelectedGroup'
  <MCPTTPrivateRecipient><entry entry-info="DedicatedGroup"/></MCPTTPrivateRecipient>
                                            ^^^^^^^^^^^^^^ warning entry-info-family: 'DedicatedGroup' chooses a group, but this entry is about a user; write 'UsePreConfigured' or 'LocallyDetermined'
  <PrivateEmergencyAlert><entry entry-info="UseCurrentlySelectedGroup"/></PrivateEmergencyAlert>
                                            ^^^^^^^^^^^^^^^^^^^^^^^^^ warning entry-info-family: 'UseCurrentlySelectedGroup' chooses a group, but this entry is about a user; write 'UsePreConfigured' or 'LocallyDetermined'
</Common>`);
  });

  test('silent for the right kind, for either kind in an alert, and for what is no value at all', () => {
    assertRule('entry-info-family', `<Common ${NAMESPACES}>
  <MCPTTGroupInitiation><entry entry-info="DedicatedGroup"/><entry entry-info="Nonsense"/><entry/></MCPTTGroupInitiation>
  <MCPTTPrivateRecipient><entry entry-info="LocallyDetermined"/></MCPTTPrivateRecipient>
  <EmergencyAlert><entry entry-info="UsePreConfigured"/><entry entry-info="DedicatedGroup"/></EmergencyAlert>
  <MCPTTGroupInfo><entry entry-info="DedicatedGroup"/></MCPTTGroupInfo>
</Common>`);
  });
});

suite('Rule: the number in the file name', () => {
  const document = (index: string): string => `<mcptt-user-profile ${NAMESPACES} user-profile-index="${index}"/>`;

  const ofRule = (found: Diagnostic[]): Diagnostic[] => found.filter(({ code }) => code === 'file-name-index');

  test('another one than user-profile-index', () => {
    for (const fileName of ['mcptt-user-profile-3.xml', 'user-profile-3.xml', 'User-Profile-03.XML']) {
      const [diagnostic, ...others] = ofRule(checkRules(parse(document('12')), { fileName }));
      assert.deepEqual(others, []);
      assert.equal(diagnostic?.code, 'file-name-index');
      assert.equal(document('12').slice(diagnostic.start, diagnostic.end), '12');
    }
    assertRule('file-name-index', `<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0"
  user-profile-index="1"/>
                      ^ warning file-name-index: user-profile-index is 1, but the file name says 0; make them the same`, { fileName: 'user-profile-0.xml' });
  });

  test('silent for the same number, for no number, for a value that is none, without a file name', () => {
    for (const [index, fileName] of [
      ['3', 'user-profile-3.xml'], ['003', 'user-profile-3.xml'], ['1', 'profile.xml'], ['1', 'my-user-profile-3.xml'], ['', 'user-profile-3.xml'],
      ['x', 'user-profile-3.xml'],
    ] as const) assert.deepEqual(ofRule(checkRules(parse(document(index)), { fileName })), []);
    assert.deepEqual(ofRule(checkRules(parse(document('1')))), []);
  });
});
