import assert from 'node:assert/strict';
import { accept, apply, complete, completionsAt, profile } from './editor';

const groups = (content: string): string => profile(`<OnNetwork index="0"><MCPTTGroupInfo>${content}</MCPTTGroupInfo></OnNetwork>`);
const entry = (index: string, uri: string, name = ''): string => `<entry index="${index}"><uri-entry>${uri}</uri-entry>${name === '' ? '' : `<display-name>${name}</display-name>`}</entry>`;

suite('completion in lists', () => {
  test('a new element gets the next number', () => {
    accept(groups(`${entry('0', 'sip:a@g')}<$0${entry('7', 'sip:b@g')}`), 'entry', groups(`${entry('0', 'sip:a@g')}<entry index="8">\n\t<uri-entry>sip:group@example.com</uri-entry>\n</entry>${entry('7', 'sip:b@g')}`));
    accept(profile('<Common index="0"><UserAlias><alias-entry index="0">A</alias-entry><$0</UserAlias></Common>'), 'alias-entry',
      profile('<Common index="0"><UserAlias><alias-entry index="0">A</alias-entry><alias-entry index="1">Alias</alias-entry></UserAlias></Common>'));
  });

  test('each kind is numbered on its own', () => {
    const list = '<Common index="0"><PrivateCall><PrivateCallList><PrivateCallURI index="4"><uri-entry>sip:a@b</uri-entry></PrivateCallURI><$0</PrivateCallList></PrivateCall></Common>';
    assert.match(apply(profile(list), 'PrivateCallURI'), /<PrivateCallURI index="5">/);
    assert.match(apply(profile(list), 'PrivateCallProSeUser'), /<PrivateCallProSeUser index="0">/);
  });

  test('numbers that are none, or senseless, are passed over', () => {
    assert.match(apply(groups(`${entry('', 'sip:a@g')}${entry('first', 'sip:b@g')}${entry('99999999999999', 'sip:c@g')}<$0`), 'entry'), /<entry index="0">\n/);
    assert.match(apply(groups('<entry index="3"/><entry index=" 5 "/><$0'), 'entry'), /<entry index="6">/);
  });

  test('the attribute and its value do so as well, their own element not counted', () => {
    accept(groups('<entry index="0"/><entry $0/>'), 'index', groups('<entry index="0"/><entry index="1"/>'));
    complete(groups('<entry index="0"/><entry index="$0"/>'), '1');
    complete(groups('<entry index="0"/><entry index="4$0"/>'), '1');
    accept(profile('<OnNetwork $0/>'), 'index', profile('<OnNetwork index="0"/>'));
  });

  test('a list of thousands is not read as a whole, and has its next number all the same', () => {
    const many = Array.from({ length: 5_000 }, (_, index) => `<entry index="${index}"/>`);
    for (const at of [0, 2_500, 5_000]) assert.match(apply(groups([...many.slice(0, at), '<$0', ...many.slice(at)].join('\n')), 'entry'), /<entry index="5000">/);
  });

  test('a rule gets an id that is not taken', () => {
    assert.match(apply(profile('<cp:ruleset><cp:rule id="rule1"/><cp:rule id="mine"/><$0</cp:ruleset>'), 'cp:rule'), /<cp:rule id="rule2">/);
    complete(profile('<cp:ruleset><cp:rule id="rule1"/><cp:rule id="$0"/></cp:ruleset>'), 'rule2');
  });
});

suite('completion of URIs', () => {
  const known = `<Common index="0"><MCPTTUserID><uri-entry>sip:me@u</uri-entry></MCPTTUserID><PrivateCall><PrivateCallList><PrivateCallURI><uri-entry>sip:ann@u</uri-entry><display-name>Ann &amp; Co</display-name></PrivateCallURI></PrivateCallList></PrivateCall></Common>
    <OnNetwork index="0"><MCPTTGroupInfo>${entry('0', 'sip:red@g', 'Red')}${entry('1', 'sip:blue@g?a&amp;b')}</MCPTTGroupInfo>`;

  test('users where users stand', () => {
    complete(profile(`${known}<PrivateEmergencyAlert><entry index="0"><uri-entry>$0</uri-entry></entry></PrivateEmergencyAlert></OnNetwork>`), `
      sip:a@b
      sip:me@u
      sip:ann@u`);
    complete(profile(`${known}</OnNetwork><cp:ruleset><cp:rule id="r"><cp:conditions><cp:identity><cp:one id="sip:me@u"/><cp:one id="$0"/></cp:identity></cp:conditions></cp:rule></cp:ruleset>`), `
      sip:a@b
      sip:ann@u`);
    assert.deepEqual(completionsAt(profile(`${known}<PrivateEmergencyAlert><entry index="0"><uri-entry>$0</uri-entry></entry></PrivateEmergencyAlert></OnNetwork>`)).map(({ detail }) => detail), ['user', 'user', 'Ann & Co']);
  });

  test('groups where groups stand, as XML writes them', () => {
    const at = `<MCPTT-group-call><EmergencyCall><MCPTTGroupInitiation><entry index="0"><uri-entry>sip:$0</uri-entry></entry></MCPTTGroupInitiation></EmergencyCall></MCPTT-group-call>`;
    complete(profile(`<Common index="0">${at}</Common>${known}</OnNetwork>`), `
      sip:red@g
      sip:blue@g?a&b`);
    assert.match(apply(profile(`<Common index="0">${at}</Common>${known}</OnNetwork>`), 'sip:blue@g?a&b'), /<uri-entry>sip:blue@g\?a&amp;b<\/uri-entry><\/entry><\/MCPTTGroupInitiation>/);
  });

  test('both where both are in use', () => complete(profile(`<Common index="0"><MCPTT-group-call><EmergencyAlert><entry index="0"><uri-entry>$0</uri-entry></entry></EmergencyAlert></MCPTT-group-call></Common>${known}</OnNetwork>`), `
    sip:a@b
    sip:me@u
    sip:ann@u
    sip:red@g
    sip:blue@g?a&b`));

  test('implicit affiliations are chosen from the groups of the user, those that are there already left out', () => {
    const affiliated = (content: string): string => profile(`${known}<ImplicitAffiliations>${content}</ImplicitAffiliations></OnNetwork><OffNetwork index="0"><MCPTTGroupInfo>${entry('0', 'sip:direct@g')}</MCPTTGroupInfo></OffNetwork>`);
    complete(affiliated(`${entry('0', 'sip:red@g')}<entry index="1"><uri-entry>$0</uri-entry></entry>`), 'sip:blue@g?a&b');
    assert.equal(completionsAt(affiliated('<$0'))[0]?.insert, 'entry index="${1:0}">\n\t<uri-entry>${2|sip:red@g,sip:blue@g?a&amp;b|}</uri-entry>\n</entry>$0');
  });

  test('a list of its own has nothing to choose from; servers are not users', () => {
    complete(groups(`${entry('0', 'sip:a@g')}${entry('1', '$0')}`), '');
    complete(profile(`${known}<anyExt><GroupServerInfo><GMS-Serv-Id><entry index="0"><uri-entry>$0</uri-entry></entry></GMS-Serv-Id></GroupServerInfo></anyExt></OnNetwork>`), '');
  });

  test('what stands behind a long list is found as well', () => {
    const calls = Array.from({ length: 3_000 }, (_, index) => `<PrivateCallURI><uri-entry>sip:${index}@u</uri-entry></PrivateCallURI>`).join('');
    complete(profile(`<Common index="0"><PrivateCall><PrivateCallList>${calls}</PrivateCallList></PrivateCall><MCPTT-group-call><EmergencyCall><MCPTTGroupInitiation><entry index="0"><uri-entry>$0</uri-entry></entry></MCPTTGroupInitiation></EmergencyCall></MCPTT-group-call></Common>
      <OnNetwork index="0"><MCPTTGroupInfo>${entry('0', 'sip:red@g')}</MCPTTGroupInfo></OnNetwork>`), 'sip:red@g');
  });

  test('values that are no URIs, or too long, are left out', () => {
    const hostile = [' ', 'two words', 'x'.repeat(300)].map((uri) => `<PrivateCallURI><uri-entry>${uri}</uri-entry></PrivateCallURI>`).join('');
    complete(profile(`<Common index="0"><MCPTTUserID><uri-entry>$0</uri-entry></MCPTTUserID><PrivateCall><PrivateCallList>${hostile}</PrivateCallList></PrivateCall></Common>`), 'sip:a@b');
  });
});
