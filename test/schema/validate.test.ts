import assert from 'node:assert/strict';
import { bundledGrammar } from '../../server/src/profile/grammar';
import { validate } from '../../server/src/schema';
import { parse } from '../../server/src/syntax/parse';
import { assertInProfile, assertVerdict } from './diagnose';

suite('schema: the document element', () => {
  test('a mistyped one is named', () => assertVerdict(`
<mcptt-user-profil xmlns="urn:3gpp:mcptt:user-profile:1.0"/>
 ^^^^^^^^^^^^^^^^^ unknown-root: a document cannot begin with 'mcptt-user-profil'; did you mean 'mcptt-user-profile'?`));

  test('one of another kind', () => assertVerdict(`
<html><body/></html>
 ^^^^ unknown-root: a document cannot begin with 'html'; expected 'mcptt-user-profile'`));

  test('without its namespace nothing else is said', () => assertVerdict(`
<mcptt-user-profile><Foo/></mcptt-user-profile>
 ^^^^^^^^^^^^^^^^^^ unknown-root: 'mcptt-user-profile' is in the wrong namespace; expected 'urn:3gpp:mcptt:user-profile:1.0'`));

  test('names of JavaScript mean nothing', () => assertVerdict(`
<constructor constructor="1"/>
 ^^^^^^^^^^^ unknown-root: a document cannot begin with 'constructor'; expected 'mcptt-user-profile'`));

  test('nothing at all is not the schema\'s business', () => {
    for (const text of ['', ' ', '<', '<!-- -->', 'text']) assert.deepEqual(validate(parse(text), bundledGrammar), []);
  });
});

suite('schema: elements', () => {
  test('an unknown one', () => assertInProfile(`
<Common><Foo/></Common>
         ^^^ unexpected-element: 'Foo' is not allowed in 'Common'; expected 'UserAlias', 'MCPTTUserID', 'PrivateCall', 'MCPTT-group-call', 'MissionCriticalOrganization', 'ParticipantType' or 1 other
`));

  test('a mistyped one is taken for what it is meant to be, so that nothing is missing', () => assertInProfile(`
<Common><MCPTTUserID><uri-entri>sip:%</uri-entri></MCPTTUserID></Common>
                      ^^^^^^^^^ unexpected-element: 'uri-entri' is not allowed in 'MCPTTUserID'; did you mean 'uri-entry'?
                                ^^^^^ invalid-value: 'sip:%' is not a URI
<OnNetwork><MaxAfiliationsN2>2</MaxAfiliationsN2></OnNetwork>
            ^^^^^^^^^^^^^^^^ unexpected-element: 'MaxAfiliationsN2' is not allowed in 'OnNetwork'; did you mean 'MaxAffiliationsN2'?
`));

  test('one that stands where another is missing', () => assertInProfile(`
<Common><MCPTTUserID><entry/></MCPTTUserID></Common>
                      ^^^^^ unexpected-element: 'entry' is not allowed in 'MCPTTUserID'; expected 'uri-entry'
`));

  test('one too many', () => assertInProfile(`
<Common><MCPTTUserID><uri-entry>a</uri-entry><uri-entry>b</uri-entry></MCPTTUserID></Common>
                                              ^^^^^^^^^ unexpected-element: 'uri-entry' is not allowed here; expected 'display-name' or 'anyExt'
`));

  test('two in the wrong order are one mistake', () => assertInProfile(`
<Common><MCPTTUserID><display-name>A</display-name><uri-entry>sip:a@b</uri-entry></MCPTTUserID></Common>
                      ^^^^^^^^^^^^ unexpected-element: 'display-name' must come after 'uri-entry'
`));

  test('a missing one, where something stands after it', () => assertInProfile(`
<Common><MCPTTUserID><display-name>A</display-name></MCPTTUserID></Common>
                      ^^^^^^^^^^^^ missing-element: 'uri-entry' is missing before 'display-name'
<OnNetwork><anyExt><GroupServerInfo><KMS-URI/></GroupServerInfo></anyExt></OnNetwork>
                                     ^^^^^^^ missing-element: 'GMS-Serv-Id' and 'IDMS-token-endpoint' are missing before 'KMS-URI'
`));

  test('a missing one at the end', () => assertInProfile(`
<Common><PrivateCall></PrivateCall></Common>
         ^^^^^^^^^^^ missing-element: 'PrivateCall' lacks 'PrivateCallList'
<Common><MCPTTUserID/></Common>
         ^^^^^^^^^^^ missing-element: 'MCPTTUserID' lacks 'uri-entry'
<OnNetwork><anyExt><GroupServerInfo/></anyExt></OnNetwork>
                    ^^^^^^^^^^^^^^^ missing-element: 'GroupServerInfo' lacks 'GMS-Serv-Id', 'IDMS-token-endpoint' and 'KMS-URI'
`));

  test('one of several is missing', () => assertInProfile(`
<cp:ruleset><cp:rule id="a"><cp:conditions><cp:identity/></cp:conditions></cp:rule></cp:ruleset>
                                            ^^^^^^^^^^^ missing-element: 'identity' lacks 'one' or 'many'
`));

  test('one in the wrong namespace, without what follows from it', () => assertInProfile(`
<Status xmlns="">maybe</Status>
 ^^^^^^ unexpected-element: 'Status' is in the wrong namespace; expected 'urn:3gpp:mcptt:user-profile:1.0'
`));

  test('one inside a value', () => assertInProfile(`
<Status><b/>maybe</Status>
         ^ unexpected-element: 'b' is not allowed in 'Status', which holds only a value
<Pre-selected-indication><b/></Pre-selected-indication>
                          ^ unexpected-element: 'b' is not allowed in 'Pre-selected-indication', which must be empty
`));

  test('several mistakes are several, in the order of the document', () => assertInProfile(`
<cp:ruleset><cp:rule><cp:conditions><cp:identity/></cp:conditions></cp:rule></cp:ruleset>
             ^^^^^^^ missing-attribute: 'rule' lacks the attribute 'id'
                                     ^^^^^^^^^^^ missing-element: 'identity' lacks 'one' or 'many'
<Common><PrivateCall><EmergencyCall><MCPTTPrivateRecipient/></EmergencyCall></PrivateCall></Common>
                      ^^^^^^^^^^^^^ missing-element: 'PrivateCallList' is missing before 'EmergencyCall'
                                     ^^^^^^^^^^^^^^^^^^^^^ missing-element: 'MCPTTPrivateRecipient' lacks 'entry' and 'ProSeUserID-entry'
`));
});

suite('schema: one cause, one diagnostic', () => {
  test('a word left out, or put in, where something must stand: taken for what it is meant to be', () => assertInProfile(`
<Common><PrivateCall><PrivateList index="0"><Foo/></PrivateList><EmergencyCall/></PrivateCall></Common>
                      ^^^^^^^^^^^ unexpected-element: 'PrivateList' is not allowed in 'PrivateCall'; did you mean 'PrivateCallList'?
                                             ^^^ unexpected-element: 'Foo' is not allowed in 'PrivateList'; expected 'PrivateCallURI', 'PrivateCallProSeUser' or 'anyExt'
<Common><PrivateCall><ThePrivateCallList><anyExt/></ThePrivateCallList></PrivateCall></Common>
                      ^^^^^^^^^^^^^^^^^^ unexpected-element: 'ThePrivateCallList' is not allowed in 'PrivateCall'; did you mean 'PrivateCallList'?
<Common><PrivateCall><List><anyExt/></List></PrivateCall></Common>
                      ^^^^ unexpected-element: 'List' is not allowed in 'PrivateCall'; expected 'PrivateCallList'
`));

  test('something else where one thing must stand: that it is missing before the next is not told as well', () => assertInProfile(`
<Common><PrivateCall><Contacts/><EmergencyCall/></PrivateCall></Common>
                      ^^^^^^^^ unexpected-element: 'Contacts' is not allowed in 'PrivateCall'; expected 'PrivateCallList'
<OnNetwork><anyExt><GroupServerInfo><Foo/><KMS-URI/></GroupServerInfo></anyExt></OnNetwork>
                                     ^^^ unexpected-element: 'Foo' is not allowed in 'GroupServerInfo'; expected 'GMS-Serv-Id'
                                           ^^^^^^^ missing-element: 'GMS-Serv-Id' and 'IDMS-token-endpoint' are missing before 'KMS-URI'
`));

  test('a near miss of what comes later, and comes once, is something else', () => assertInProfile(`
<Common><PrivateCall><PrivateCalList><anyExt/></PrivateCalList><PrivateCallList><anyExt/></PrivateCallList></PrivateCall></Common>
                      ^^^^^^^^^^^^^^ unexpected-element: 'PrivateCalList' is not allowed in 'PrivateCall'; expected 'PrivateCallList'
<OnNetwork><MCPTTGroupInfo><enty index="0"><uri-entry>a</uri-entry></enty><entry index="1"><uri-entry>b</uri-entry></entry></MCPTTGroupInfo></OnNetwork>
                            ^^^^ unexpected-element: 'enty' is not allowed in 'MCPTTGroupInfo'; did you mean 'entry'?
`));
});

suite('schema: extensions', () => {
  test('what is known is checked at any depth, what is not known is left alone', () => assertInProfile(`
<OnNetwork><anyExt><v:x a="1">text<RelativePresentationPriority>256</RelativePresentationPriority></v:x><Unknown a="b"><entry/></Unknown></anyExt></OnNetwork>
                                                                ^^^ invalid-value: '256' is not a whole number from 0 to 255
<OnNetwork><anyExt><FunctionalAliasList><item/></FunctionalAliasList></anyExt></OnNetwork>
                                         ^^^^ unexpected-element: 'item' is not allowed in 'FunctionalAliasList'; expected 'entry' or 'anyExt'
`));

  test('xml:lang is known on foreign elements as well', () => assertInProfile(`
<v:note xml:lang="en_GB" other="1"/>
                  ^^^^^ invalid-value: 'en_GB' is not a language tag such as en or en-GB, or empty
`));

  test('anyExt takes no attributes, but for those about the schema', () => assertInProfile(`
<anyExt index="0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b" xsi:other=""/>
        ^^^^^ unexpected-attribute: attribute 'index' is not allowed in 'anyExt'
                                                                                                 ^^^^^^^^^ unexpected-attribute: attribute 'xsi:other' is not allowed in 'anyExt'
`));
});

suite('schema: attributes', () => {
  test('missing, mistyped and wrong ones', () => assertVerdict(`
<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" XUI-URI="::" user-profile-index="256" any="thing"/>
                                                                     ^^ invalid-value: '::' is not a URI
                                                                                             ^^^ invalid-value: '256' is not a whole number from 0 to 255`));

  test('an empty value has no characters: its name stands for it', () => assertVerdict(`
<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" user-profile-index=""/>
 ^^^^^^^^^^^^^^^^^^ missing-attribute: 'mcptt-user-profile' lacks the attribute 'XUI-URI'
                                                            ^^^^^^^^^^^^^^^^^^ invalid-value: a value is missing; expected a whole number from 0 to 255`));

  test('one that is missing is looked for among those that a wildcard lets stand', () => assertVerdict(`
<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" xui-uri="a" edition="3" user-profile-index="0"/>
                                                            ^^^^^^^ missing-attribute: 'mcptt-user-profile' lacks the attribute 'XUI-URI'; did you mean it instead of 'xui-uri'?`));

  test('a mistyped one is not missing as well', () => assertInProfile(`
<Name lang="en">A</Name>
      ^^^^ unexpected-attribute: attribute 'lang' is not allowed in 'Name'; did you mean 'xml:lang'?
<cp:ruleset><cp:rule idd="b"/><cp:rule ident="b"/></cp:ruleset>
                     ^^^ unexpected-attribute: attribute 'idd' is not allowed in 'rule'; did you mean 'id'?
                               ^^^^^^^ missing-attribute: 'rule' lacks the attribute 'id'
                                       ^^^^^ unexpected-attribute: attribute 'ident' is not allowed in 'rule'; expected 'id'
`));

  test('a value of a list names the near one', () => assertInProfile(`
<Common><MCPTTUserID entry-info="Dedicatedgroup"><uri-entry>a</uri-entry></MCPTTUserID></Common>
                                 ^^^^^^^^^^^^^^ invalid-value: 'Dedicatedgroup' is not one of 'UseCurrentlySelectedGroup', 'DedicatedGroup', 'UsePreConfigured' or 'LocallyDetermined'; did you mean 'DedicatedGroup'?
`));

  test('identifiers are unique in the document', () => assertInProfile(`
<cp:ruleset><cp:rule id="a"/><cp:rule id=" a"/><cp:rule id="1"/></cp:ruleset>
                                           ^ duplicate-id: 'a' is used twice; an identifier must be unique in the document
                                                            ^ invalid-value: '1' is not an identifier (a letter or _, then letters, digits, ., - or _)
<v:x><cp:ruleset><cp:rule id="a"/></cp:ruleset></v:x>
                              ^ duplicate-id: 'a' is used twice; an identifier must be unique in the document
`));
});

suite('schema: text', () => {
  test('values: the trimmed text, or the name where there is none', () => assertInProfile(`
<Status> maybe </Status><Status/><Status> </Status><Status><!-- --></Status>
         ^^^^^ invalid-value: 'maybe' is not true or false
                         ^^^^^^ invalid-value: a value is missing; expected true or false
                                  ^^^^^^ invalid-value: a value is missing; expected true or false
                                                    ^^^^^^ invalid-value: a value is missing; expected true or false
`));

  test('comments and CDATA inside a value', () => assertInProfile(`
<Status>tr<!-- a --><?b?>ue</Status><Status><![CDATA[true]]></Status><Status>no <![CDATA[way]]></Status>
                                                                             ^^^^^^^^^^^^^^^^^^ invalid-value: 'no way' is not true or false
`));

  test('text among elements: white space may stand, a CDATA section may not even be blank', () => assertInProfile(`
<Common>  some text  <UserAlias/> &#32; <!-- fine --> <![CDATA[ ]]></Common>
          ^^^^^^^^^ unexpected-text: text is not allowed in 'Common', only elements
                                                      ^^^^^^^^^^^^^ unexpected-text: text is not allowed in 'Common', only elements
`));

  test('an empty type takes no character', () => assertInProfile(`
<Pre-selected-indication> </Pre-selected-indication><Pre-selected-indication><!-- --></Pre-selected-indication>
                         ^ unexpected-text: 'Pre-selected-indication' must be empty, without even a space
`));

  test('Windows line ends and characters beyond the basic plane', () => assertVerdict(`␍
<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" XUI-URI="sip:ø" user-profile-index="0">␍
  <Name>𝒳</Name><Status>␍
    𝒳␍
    ^^ invalid-value: '𝒳' is not true or false
  </Status>␍
</mcptt-user-profile>␍`));
});

suite('schema: broken syntax has been reported already', () => {
  const silent: Readonly<Record<string, string>> = {
    'a name run into an attribute': '<Common><UserAlias><alias-entryindex="0">A</alias-entry></UserAlias></Common>',
    'an attribute without quotes': '<Common><UserAlias><alias-entry index=0>A</alias-entry></UserAlias></Common>',
    'an element that swallows its neighbours': '<Common><UserAlias><MCPTTUserID/></Common>',
    'a required child that is not closed': '<Common><PrivateCall><PrivateCallList></PrivateCall></Common>',
    'a tag that is being typed': '<Common><</Common>',
    'a name that is being typed': '<Common><Us</Common>',
    'a required child that is being typed': '<Common><PrivateCall><Priv</PrivateCall></Common>',
    'a value that never ends': '<Status>tr',
    'a prefix that is not bound': '<x:Status>q</x:Status>',
    'an entity that is not declared': '<Status>&foo;</Status><v:a xml:lang="&foo;"/>',
    'a bare < in text': '<Common>a < b</Common>',
  };
  for (const [name, body] of Object.entries(silent)) test(name, () => assertInProfile(body));
});

suite('schema: size', function () {
  this.timeout(60_000);

  test('100 000 nested elements do not overflow', () => {
    const depth = 100_000;
    const text = `<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" XUI-URI="a" user-profile-index="0"><anyExt>${'<a>'.repeat(depth)}<Status/>${'</a>'.repeat(depth)}</anyExt></mcptt-user-profile>`;
    assert.deepEqual(validate(parse(text), bundledGrammar), []);
  });

  test('the cost grows with the document, not faster, mistakes included', () => {
    const time = (entries: number): number => {
      const tree = parse(`<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" XUI-URI="a" user-profile-index="0"><OnNetwork><MCPTTGroupInfo>${'<entry><display-name/><uri-entry>%</uri-entry><nothing/></entry>'.repeat(entries)}</MCPTTGroupInfo></OnNetwork></mcptt-user-profile>`);
      let least = Infinity;
      for (let run = 0; run < 5; run++) {
        const before = performance.now();
        assert.equal(validate(tree, bundledGrammar).length, 3 * entries);
        least = Math.min(least, performance.now() - before);
      }
      return least;
    };
    time(500);
    const [small, large] = [time(1_000), time(16_000)];
    assert.ok(large < small * 16 * 5, `16 times the document took ${(large / small).toFixed(1)} times as long`);
  });
});
