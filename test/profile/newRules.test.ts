import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { checkRules } from '../../server/src/profile/rules';
import { createLanguageService } from '../../server/src/service';
import { parse } from '../../server/src/syntax/parse';
import { assertRule, assertRules } from './annotated';

const NAMESPACES = 'xmlns="urn:3gpp:mcptt:user-profile:1.0" xmlns:cp="urn:ietf:params:xml:ns:common-policy"';
const sample = readFileSync('samples/user-profile-0.xml', 'utf8');
const diagnose = (text: string): string[] => {
  const service = createLanguageService();
  return service.diagnose(service.parse(text), { fileName: 'user-profile-0.xml' }).map(({ code, severity, start, end }) => `${severity} ${code} ${text.slice(start, end)}`);
};

suite('Rules: what shall be there, and what may be there once', () => {
  test('missing: at the name of what lacks it; twice: at the second one', () => {
    assertRules(`<MCPTT-group-call ${NAMESPACES}>
 ^^^^^^^^^^^^^^^^ warning missing-EmergencyCall: 'MCPTT-group-call' has no 'EmergencyCall'; add one
 ^^^^^^^^^^^^^^^^ warning missing-EmergencyAlert: 'MCPTT-group-call' has no 'EmergencyAlert'; add one
  <MaxSimultaneousCallsN6>1</MaxSimultaneousCallsN6>
  <ImminentPerilCall/>
  <Priority>1</Priority>
  <Priority>1</Priority>
   ^^^^^^^^ warning duplicate-Priority: 'Priority' stands twice in 'MCPTT-group-call', which may have one; remove one of the two
</MCPTT-group-call>`);
  });

  test('what is only recalled is information, and says so', () => {
    assertRules(`<OffNetwork index="0" ${NAMESPACES}>
 ^^^^^^^^^^ information missing-User-Info-ID: 'OffNetwork' should have a 'User-Info-ID' as far as we recall; check your release of the specification
  <MCPTTGroupInfo/>
</OffNetwork>`);
  });

  test('the first of two is related', () => {
    const text = `<mcptt-user-profile ${NAMESPACES}><Status/><Common/><Status/></mcptt-user-profile>`;
    const twice = checkRules(parse(text)).find(({ code }) => code === 'duplicate-Status');
    assert.deepEqual(twice?.related, [{ start: text.indexOf('Status'), end: text.indexOf('Status') + 6, message: 'it stands here first' }]);
  });

  test('a near miss is what is meant, and told once, by the schema', () => {
    assertRules(`<mcptt-user-profile ${NAMESPACES}>
  <Statsu>true</Statsu>
   ^^^^^^ warning missing-Status: 'mcptt-user-profile' has no 'Status'; did you mean it by 'Statsu'?
  <Comon/>
   ^^^^^ warning missing-Common: 'mcptt-user-profile' has no 'Common'; did you mean it by 'Comon'?
</mcptt-user-profile>`);
    assert.deepEqual(diagnose(sample.replace(/(<\/?)Status>/g, '$1Statsu>')), ['error unexpected-element Statsu']);
    assert.deepEqual(diagnose(sample.replace(/(<\/?)MaxAffiliationsN2>/g, '$1MaxAffiliationN2>')), ['error unexpected-element MaxAffiliationN2']);
  });

  test('nothing follows from a broken tag, a missing end tag, or an element of another vendor', () => {
    for (const broken of ['<Statusx="1">true</Status>', '<p:Status>true</p:Status>', '<Status>true', '</x>', '<a b="']) {
      assertRule('missing-Status', `<mcptt-user-profile ${NAMESPACES}>${broken}</mcptt-user-profile>`);
    }
    assertRule('missing-Status', `<mcptt-user-profile ${NAMESPACES} xmlns:v="urn:v"><v:Status/>
 ^^^^^^^^^^^^^^^^^^ warning missing-Status: 'mcptt-user-profile' has no 'Status'; add one
</mcptt-user-profile>`);
    assertRule('missing-Status', `<mcptt-user-profile ${NAMESPACES}>`);
  });

  test('what the schema reports is not said again', () => {
    const calls = /<PrivateCall>[^]*?<\/PrivateCall>/.exec(sample)![0];
    assert.deepEqual(diagnose(sample.replace(calls, '<PrivateCall></PrivateCall>')), ['error missing-element PrivateCall']);
    assert.deepEqual(diagnose(sample.replace(/<User-Info-ID>.*?</, '<User-Info-ID>xyz<')), ['error invalid-value xyz']);
    const call = /<EmergencyCall>\s*<MCPTTPrivateRecipient>[^]*?<\/EmergencyCall>/.exec(sample)![0];
    assert.deepEqual(diagnose(sample.replace(call, call + call)), ['error unexpected-element EmergencyCall']);
  });

  test('without any one child that it shall have, the sample has that one finding', () => {
    for (const [element, told] of [
      ['Status', 'warning missing-Status mcptt-user-profile'], ['Common', 'warning missing-Common mcptt-user-profile'], ['MCPTTUserID', 'warning missing-MCPTTUserID Common'],
      ['PrivateCall', 'warning missing-PrivateCall Common'], ['MCPTT-group-call', 'warning missing-MCPTT-group-call Common'], ['ImminentPerilCall', 'warning missing-ImminentPerilCall MCPTT-group-call'],
      ['EmergencyAlert', 'warning missing-EmergencyAlert MCPTT-group-call'], ['MCPTTPrivateRecipient', 'warning missing-MCPTTPrivateRecipient EmergencyCall'],
      ['MaxAffiliationsN2', 'information missing-MaxAffiliationsN2 OnNetwork'], ['PrivateEmergencyAlert', 'warning missing-PrivateEmergencyAlert OnNetwork'],
    ] as const) assert.deepEqual(diagnose(sample.replace(new RegExp(`<${element}>[^]*?</${element}>|<${element} [^]*?</${element}>`), '')), [told], element);
  });
});

suite('Rules about one element', () => {
  test('missing-index: not where the tag is broken; a near miss is named', () => {
    assertRules(`<MCPTTGroupInfo ${NAMESPACES}>
  <entry indx="0"/>
         ^^^^ warning missing-index: 'entry' has no index; did you mean 'index' instead of 'indx'?
  <entry index=0/><entry index/><entry "0"/>
  <alias-entry/>
</MCPTTGroupInfo>`);
    assertRule('missing-index', `<OnNetwork ${NAMESPACES}>
 ^^^^^^^^^ warning missing-index: 'OnNetwork' has no index; add index="0"
</OnNetwork>`);
  });

  test('emergency-call-kind: told instead of what is missing', () => {
    assertRules(`<PrivateCall ${NAMESPACES}><EmergencyCall>
  <MCPTTGroupInitiation/>
   ^^^^^^^^^^^^^^^^^^^^ warning emergency-call-kind: 'MCPTTGroupInitiation' is not for the emergency call of 'PrivateCall'; write 'MCPTTPrivateRecipient' instead
</EmergencyCall></PrivateCall>`);
  });

  test('unknown-extension: a near miss, another one; not one of a vendor or of a loaded schema', () => {
    const actions = `<cp:actions ${NAMESPACES} xmlns:v="urn:v">
  <allow-privat-call>true</allow-privat-call>
   ^^^^^^^^^^^^^^^^^ information unknown-extension: 'allow-privat-call' is not known in 'cp:actions' here and may have no effect; did you mean 'allow-private-call'?
  <v:allow-all>true</v:allow-all>
  <anyExt><allow-everything/></anyExt>
           ^^^^^^^^^^^^^^^^ information unknown-extension: 'allow-everything' is not known in 'anyExt' here and may have no effect; load your release's schema to check it
</cp:actions>`;
    assertRules(actions);
    assert.deepEqual(checkRules(parse(actions.replace(/^ *\^.*$/gm, '')), { isDeclared: (name) => name.endsWith('}allow-everything') }).map(({ code }) => code), ['unknown-extension']);
  });

  test('duplicate-authorisation: in the actions, and in their anyExt', () => {
    assertRules(`<cp:actions ${NAMESPACES}>
  <allow-regroup>true</allow-regroup><allow-regroup>true</allow-regroup>
                                      ^^^^^^^^^^^^^ warning duplicate-authorisation: 'allow-regroup' stands twice in this rule; remove one of the two
  <anyExt><allow-adhoc-group-call/><allow-adhoc-group-call/></anyExt>
                                    ^^^^^^^^^^^^^^^^^^^^^^ warning duplicate-authorisation: 'allow-adhoc-group-call' stands twice in this rule; remove one of the two
</cp:actions>`);
  });

  test('lengths of identifiers: at the value, at the name where there is none; what is no hex is the schema\'s affair', () => {
    assertRules(`<PrivateCallProSeUser ${NAMESPACES}>
  <User-Info-ID> 0001 </User-Info-ID>
                 ^^^^ warning user-info-id-length: 'User-Info-ID' is 2 octets long; write 6 octets, which are 12 hex digits
  <User-Info-ID/>
   ^^^^^^^^^^^^ warning user-info-id-length: 'User-Info-ID' is empty; write 6 octets, which are 12 hex digits
  <User-Info-ID>00000000000</User-Info-ID><User-Info-ID>xx</User-Info-ID><User-Info-ID>0000<!-- c -->0000<![CDATA[00AF]]></User-Info-ID>
  <DiscoveryGroupID>01</DiscoveryGroupID>
                    ^^ information discovery-group-id-length: 'DiscoveryGroupID' is 1 octet long, but should be 3 octets as far as we recall; check it, 3 octets are 6 hex digits
</PrivateCallProSeUser>`);
  });

  test('the text of an element that the schema knows nothing of is looked at again when it is edited', () => {
    const text = sample.replace('</OffNetwork>', '<v:box xmlns:v="urn:v"><User-Info-ID>000000<!-- in two parts, and so long that the verdict on the element is worth remembering: nobody looks at a short one twice -->000000</User-Info-ID></v:box></OffNetwork>');
    const document = createLanguageService().open(text);
    assert.deepEqual(document.diagnose(), []);
    const at = text.indexOf('<!-- in two');
    document.edit(at, at, '00');
    assert.deepEqual(document.diagnose().map(({ code }) => code), ['user-info-id-length']);
    document.edit(at, at + 2, '');
    assert.deepEqual(document.diagnose(), []);
  });

  test('mcptt-id-scheme: of the user alone', () => {
    for (const uri of ['sip:a@b', 'SIPS:a@b', 'tel:+1', '\n sip:a@b\r\n']) assertRules(`<MCPTTUserID ${NAMESPACES}><uri-entry>${uri}</uri-entry></MCPTTUserID>`);
    assertRules(`<MCPTTUserID ${NAMESPACES}>
  <uri-entry>mailto:ü@b</uri-entry>
             ^^^^^^^^^^ warning mcptt-id-scheme: 'mailto:ü@b' is no MCPTT ID; write a URI that begins with sip:, sips: or tel:
  <uri-entry> </uri-entry>
   ^^^^^^^^^ warning mcptt-id-scheme: the MCPTT ID is empty; write a URI that begins with sip:, sips: or tel:
</MCPTTUserID>`);
    assertRules(`<KMS-URI ${NAMESPACES}><entry index="0"><uri-entry>https://kms.example.com</uri-entry></entry></KMS-URI>`);
  });

  test('misspelt-attribute: where the right one is not', () => {
    assertRules(`<MCPTTUserID ${NAMESPACES} xmlns:v="urn:v" entryInfo="DedicatedGroup">
${' '.repeat(`<MCPTTUserID ${NAMESPACES} xmlns:v="urn:v" `.length)}^^^^^^^^^ information misspelt-attribute: 'MCPTTUserID' has no attribute 'entryInfo' that means anything; did you mean 'entry-info'?
  <uri-entry>sip:a@b</uri-entry>
</MCPTTUserID>`);
    assertRules(`<KMS-URI ${NAMESPACES} entryinfo="">
  <entry index="0" entry_info=""/><entry entryinfo index="3"/>
                   ^^^^^^^^^^ information misspelt-attribute: 'entry' has no attribute 'entry_info' that means anything; did you mean 'entry-info'?
  <entry entry-info="x" entryinfo="x" index="1"/><entry index="2" info="x" v="y"/>
</KMS-URI>`);
  });

  test('misspelt-namespace: at the value, for slips only; a family, another release and a vendor have namespaces of their own', () => {
    assertRule('misspelt-namespace', `<up:mcptt-user-profile xmlns:up="urn:3gpp:mcptt:user-profle:1.0"
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning misspelt-namespace: 'urn:3gpp:mcptt:user-profle:1.0' is not a namespace this document knows; did you mean 'urn:3gpp:mcptt:user-profile:1.0'?
  xmlns="urn:ietf:params:xml:ns:Common_Policy" xmlns:p=""
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning misspelt-namespace: 'urn:ietf:params:xml:ns:Common_Policy' is not a namespace this document knows; did you mean 'urn:ietf:params:xml:ns:common-policy'?
  xmlns:a="urn:3gpp:mcdata:user-profile:1.0" xmlns:b="urn:3gpp:mcvideo:user-profile:1.0" xmlns:c="urn:3gpp:mcptt:user-profile:1.1" xmlns:d="urn:3gpp2:mcptt:user-profile:1.0"
  xmlns:e="urn:example:vendor:1.0" xmlns:f="http://www.w3.org/2001/XMLSchema" xmlnss="urn:3gpp:mcptt:user-profle:1.0"/>`);
    assertRule('misspelt-namespace', '<x xmlns="urn:3gpp:mcptt:user-profle:1.0" y=1/>');
    const vendor = (xmlns: string): string[] => checkRules(parse(`<v:x xmlns:v="${xmlns}"/>`), { knownNamespaces: ['urn:acme:fleet', 'urn:acme:fleets'] }).map(({ message }) => message.split("'")[3]!);
    assert.deepEqual([vendor('urn:acme:fleet'), vendor('urn:acme:fleets'), vendor('urn:acme:flet'), vendor('urn:acme:freight')], [[], [], ['urn:acme:fleet'], []], 'of a loaded schema');
  });

  test('schema-location: files beside the document only; silent where nobody can tell', () => {
    const asked: string[] = [];
    const fileExists = (path: string): boolean => path === 'there.xsd' || !asked.push(path);
    const text = `<p:mcptt-user-profile xmlns:p="urn:3gpp:mcptt:user-profile:1.0" xmlns:x="http://www.w3.org/2001/XMLSchema-instance" x:noNamespaceSchemaLocation="no.xsd"
  x:schemaLocation="urn:a  gone%20away.xsd urn:b there.xsd u http://h/x.xsd u //host/x u \\\\host\\x u /etc/x u file:///x u C:\\x u ../up.xsd urn:odd"/>`;
    assertRule('schema-location', `${text.split('\n')[0]}
${' '.repeat(text.indexOf('no.xsd'))}^^^^^^ information schema-location: there is no file 'no.xsd' beside this document; correct the path, or remove it: the document is checked without it
${text.split('\n')[1]}
${' '.repeat(text.split('\n')[1]!.indexOf('gone'))}^^^^^^^^^^^^^^^ information schema-location: there is no file 'gone away.xsd' beside this document; correct the path, or remove it: the document is checked without it
${' '.repeat(text.split('\n')[1]!.indexOf('../up'))}^^^^^^^^^ information schema-location: there is no file '../up.xsd' beside this document; correct the path, or remove it: the document is checked without it`, { fileExists });
    assert.deepEqual(asked, ['no.xsd', 'gone away.xsd', '../up.xsd']);
    assertRule('schema-location', text);
  });
});

suite('Rules about lists and the whole document', () => {
  const network = (inside: string): string => `<r ${NAMESPACES}><OnNetwork>${inside}</OnNetwork></r>`;
  const entries = (...uris: string[]): string => uris.map((uri) => `<entry index="${uri}"><uri-entry>sip:${uri}</uri-entry></entry>`).join('');

  test('duplicate-uri: at the second one; nothing twice is nothing', () => {
    assertRules(`<PrivateCallList ${NAMESPACES}>
  <PrivateCallURI><uri-entry>sip:a@b</uri-entry></PrivateCallURI><v:PrivateCallURI xmlns:v="urn:v"><uri-entry>sip:a@b</uri-entry></v:PrivateCallURI>
  <PrivateCallURI><uri-entry>
     sip:a@b</uri-entry></PrivateCallURI><PrivateCallURI><uri-entry/></PrivateCallURI><PrivateCallURI><uri-entry/></PrivateCallURI>
     ^^^^^^^ information duplicate-uri: 'sip:a@b' is already in this list; remove this 'PrivateCallURI'
</PrivateCallList>`);
  });

  test('implicit affiliations: in the list, and within the limit', () => {
    const code = 'implicit-affiliation-not-in-group-list';
    assertRule(code, `<r ${NAMESPACES}><OnNetwork><MCPTTGroupInfo>${entries('a', 'b')}</MCPTTGroupInfo><ImplicitAffiliations>
  <entry index="0"><uri-entry>sip:b</uri-entry></entry><entry index="1"><uri-entry>sip:c</uri-entry></entry>
                                                                                   ^^^^^ warning ${code}: 'sip:c' is not in 'MCPTTGroupInfo'; add it there, or remove it here
</ImplicitAffiliations></OnNetwork></r>`);
    const told = (inside: string): string[] => checkRules(parse(network(inside))).map((each) => each.code).filter((each) => each.startsWith('implicit'));
    const affiliations = `<ImplicitAffiliations>${entries('a', 'b')}</ImplicitAffiliations>`;
    assert.deepEqual(told(`<MCPTTGroupInfo/>${affiliations}`), [code, code]);
    assert.deepEqual(told(affiliations), [], 'the list is missing: that is told');
    for (const unread of ['<entryindex="1"><uri-entry>sip:b</uri-entry></entry>', '<entry index="1"><uri-entry>sip:b', '<entry index="1"/>']) assert.deepEqual(told(`<MCPTTGroupInfo>${entries('a')}${unread}</MCPTTGroupInfo>${affiliations}`), [], unread);
    const limited = (most: string): string[] => told(`<MCPTTGroupInfo>${entries('a', 'b')}</MCPTTGroupInfo><MaxAffiliationsN2>${most}</MaxAffiliationsN2>${affiliations}`);
    for (const most of ['2', '3', '', 'many', '99999999999999999999']) assert.deepEqual(limited(most), [], most);
    for (const most of ['1', '0', ' +1 ']) assert.deepEqual(limited(most), ['implicit-affiliations-exceed-n2'], most);
  });

  test('an affiliation is related to the list, too many of them to the limit', () => {
    const text = network(`<MCPTTGroupInfo/><MaxAffiliationsN2>0</MaxAffiliationsN2><ImplicitAffiliations>${entries('a')}</ImplicitAffiliations>`);
    const related = checkRules(parse(text)).filter(({ code }) => code.startsWith('implicit')).flatMap(({ related = [] }) => related.map(({ start, end, message }) => `${text.slice(start, end)}: ${message}`));
    assert.deepEqual(related, ['0: the limit is here', 'MCPTTGroupInfo: the group is missing in this list']);
  });

  const rule = (conditions: string, value: string): string => `<cp:rule>${conditions}<cp:actions><allow-regroup>${value}</allow-regroup></cp:actions></cp:rule>`;
  const identity = (...ids: string[]): string => `<cp:conditions><cp:identity>${ids.map((id) => `<cp:one id="${id}"/>`).join(' ')}</cp:identity></cp:conditions>`;

  test('contradicting-authorisation: the same conditions, in whatever order; not others, not twice in one rule', () => {
    const told = (...rules: string[]): number => checkRules(parse(`<r ${NAMESPACES}><cp:ruleset>${rules.join('\n')}</cp:ruleset></r>`)).filter(({ code }) => code === 'contradicting-authorisation').length;
    assert.equal(told(rule(identity('a', 'b'), 'true'), rule(identity('b', 'a'), '0')), 1);
    assert.equal(told(rule('', '1'), rule('', ' false ')), 1);
    assert.equal(told(rule(identity('a'), 'true'), rule(identity('a'), '1'), rule(identity('b'), 'false'), rule('', 'maybe')), 0);
    assert.equal(told(rule('<cp:conditions><cp:identity><cp:one id="a"></cp:identity></cp:conditions>', 'true'), rule(identity('a'), 'false')), 0);
    const broken = '<cp:conditions><cp:identity><cp:oneid="a"/></cp:identity></cp:conditions>';
    assert.equal(told(rule(broken, 'true'), rule(broken, 'false')), 0);
    assert.equal(told('<cp:rule><cp:actions><allow-regroup>true</allow-regroup><allow-regroup>false</allow-regroup></cp:actions></cp:rule>'), 0);
    assertRule('contradicting-authorisation', `<r ${NAMESPACES}><cp:ruleset>
  <cp:rule><cp:actions><allow-regroup>true</allow-regroup></cp:actions></cp:rule>
  <cp:rule><cp:actions><allow-regroup>false</allow-regroup></cp:actions></cp:rule>
                                      ^^^^^ warning contradicting-authorisation: 'allow-regroup' is false here and true in another rule with the same conditions; keep one of the two
</cp:ruleset></r>`);
  });

  test('authorised-without-target: each of them, and what makes up for it', () => {
    const told = (profile: string, ...allowed: string[]): string[] => checkRules(parse(`<r ${NAMESPACES}>${profile}<cp:ruleset><cp:rule><cp:actions>${allowed.map((name) => `<${name}>true</${name}>`).join('')}</cp:actions></cp:rule></cp:ruleset></r>`))
      .filter(({ code }) => code === 'authorised-without-target').map(({ message }) => message.split("'")[1]!);
    const group = (call: string, inside: string): string => `<Common><MCPTT-group-call><${call}><MCPTTGroupInitiation>${inside}</MCPTTGroupInitiation></${call}></MCPTT-group-call></Common>`;
    const alert = (info: string, uri: string): string => `<entry entry-info="${info}"><uri-entry>${uri}</uri-entry></entry>`;
    for (const [call, name] of [['EmergencyCall', 'allow-emergency-group-call'], ['ImminentPerilCall', 'allow-imminent-peril-call']] as const) {
      assert.deepEqual(told(group(call, ''), name), [name]);
      assert.deepEqual(told(group(call, alert('DedicatedGroup', ' ')), name), [name]);
      for (const inside of [alert('DedicatedGroup', 'sip:a'), alert('UseCurrentlySelectedGroup', ''), '<entryindex="0">']) assert.deepEqual(told(group(call, inside), name), [], inside);
    }
    const privately = (entry: string): string => `<Common><PrivateCall><EmergencyCall><MCPTTPrivateRecipient>${entry}</MCPTTPrivateRecipient></EmergencyCall></PrivateCall></Common>`;
    assert.deepEqual(told(privately(alert('UsePreConfigured', '')), 'allow-emergency-private-call'), ['allow-emergency-private-call']);
    for (const inside of ['', alert('LocallyDetermined', ''), alert('UsePreConfigured', 'sip:a')]) assert.deepEqual(told(privately(inside), 'allow-emergency-private-call'), [], inside);
    const alerts = (one: string, other: string): string => `<Common><MCPTT-group-call><EmergencyAlert>${one}</EmergencyAlert></MCPTT-group-call></Common><OnNetwork><PrivateEmergencyAlert>${other}</PrivateEmergencyAlert></OnNetwork>`;
    const [nobody, somebody] = [alert('UsePreConfigured', ''), alert('UsePreConfigured', 'tel:1')];
    assert.deepEqual(told(alerts(nobody, nobody), 'allow-activate-emergency-alert'), ['allow-activate-emergency-alert']);
    for (const [one, other] of [[nobody, somebody], [somebody, nobody]] as const) assert.deepEqual(told(alerts(one, other), 'allow-activate-emergency-alert'), []);
    const list = (inside: string): string => `<Common><PrivateCall><PrivateCallList>${inside}</PrivateCallList></PrivateCall></Common>`;
    assert.deepEqual(told(list('<anyExt/>'), 'allow-private-call'), ['allow-private-call']);
    assert.deepEqual(told(list('<anyExt/>'), 'allow-private-call', 'allow-private-call-to-any-user'), []);
    for (const inside of ['', '<PrivateCallProSeUser/>', '<PrivateCallURI><uri-entry>sip:a</uri-entry></PrivateCallURI>']) assert.deepEqual(told(list(inside), 'allow-private-call'), [], inside);
    assert.deepEqual(told('', 'allow-offnetwork', 'allow-regroup', 'allow-private-call', 'allow-emergency-group-call'), ['allow-offnetwork']);
    assert.deepEqual(told('<OffNetwork/>', 'allow-offnetwork'), []);
  });
});
