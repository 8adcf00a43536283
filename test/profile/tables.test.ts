import assert from 'node:assert/strict';
import { authorisation, authorisations } from '../../server/src/profile/authorisations';
import { entryInfoChoices } from '../../server/src/profile/entryInfo';
import { extension, extensionsFor } from '../../server/src/profile/extensions';
import { canonicalAttributeName, canonicalElementName, expandedElementName } from '../../server/src/profile/namespaces';
import { attributesRequiredOn, occurrenceOf, requiredChildren } from '../../server/src/profile/occurrences';
import { canonicalPath, endsWith, SuffixTable } from '../../server/src/profile/path';
import { childElements, rootElement } from '../../server/src/syntax/cursor';
import { parse } from '../../server/src/syntax/parse';

const path = (text: string): string[] => text.split('/');

suite('Canonical names', () => {
  const elements: readonly [expanded: string, canonical: string][] = [
    ['{urn:3gpp:mcptt:user-profile:1.0}UserAlias', 'UserAlias'], ['{urn:ietf:params:xml:ns:common-policy}rule', 'cp:rule'],
    ['{urn:vendor}UserAlias', '{urn:vendor}UserAlias'], ['UserAlias', '{}UserAlias'],
  ];
  for (const [expanded, canonical] of elements) {
    test(`element ${expanded} is ${canonical}, and back`, () => {
      assert.equal(canonicalElementName(expanded), canonical);
      assert.equal(expandedElementName(canonical), expanded);
    });
  }

  test('attributes', () => {
    assert.equal(canonicalAttributeName('index'), 'index');
    assert.equal(canonicalAttributeName('{http://www.w3.org/XML/1998/namespace}lang'), 'xml:lang');
    assert.equal(canonicalAttributeName('{urn:3gpp:mcptt:user-profile:1.0}index'), '{urn:3gpp:mcptt:user-profile:1.0}index');
  });

  test('the path of an element, whatever its prefixes', () => {
    const text = '<p:Common xmlns:p="urn:3gpp:mcptt:user-profile:1.0"><rule xmlns="urn:ietf:params:xml:ns:common-policy"><q:x/></rule></p:Common>';
    const rule = childElements(rootElement(parse(text))!)[0]!;
    assert.deepEqual(canonicalPath(childElements(rule)[0]!, text), ['Common', 'cp:rule', '']);
  });
});

suite('Suffix tables', () => {
  test('the longest ending wins, and only whole names count', () => {
    const table = new SuffixTable([['c', 'short'], ['b/c', 'long'], ['c@x', 'attribute']]);
    assert.deepEqual([path('a/b/c'), path('b/c'), path('a/c'), path('xb/c'), path('a/xc'), []].map((each) => table.find(each)), ['long', 'long', 'short', 'short', undefined, undefined]);
    assert.equal(table.find(path('a/b/c'), '@x'), 'attribute');
    assert.ok(endsWith(path('a/b/c'), 'b/c') && !endsWith(path('a/bb/c'), 'b/c') && !endsWith(path('c'), 'b/c'));
  });

  test('the same ending twice is refused', () => assert.throws(() => new SuffixTable([['a', 1], ['a', 2]]), /'a' is in the table twice/));
});

suite('Authorisations', () => {
  test('items 1 to 37 are in order, the later ones in anyExt, no name twice', () => {
    const items = authorisations.map(({ item }) => item);
    assert.deepEqual(items.slice(0, 37), Array.from({ length: 37 }, (_each, at) => String(at + 1)));
    assert.deepEqual(items.slice(37), [...'ABCDEFGHIJKLRS', 'AA']);
    assert.deepEqual([...new Set(authorisations.map(({ name }) => name))].length, 52);
    for (const { item, belongsIn } of authorisations) assert.equal(belongsIn, /\d/.test(item) ? 'cp:actions' : 'cp:actions/anyExt');
  });

  test('the tables that the specification is known to number so', () => {
    const stated = authorisations.filter(({ tableSure }) => tableSure === 'stated').map(({ name, table }) => `${table} ${name}`);
    assert.deepEqual(stated, [
      '7 allow-private-call', '14 allow-cancel-group-emergency', '17 allow-cancel-imminent-peril', '19 allow-cancel-emergency-alert', '27 allow-private-call-to-any-user',
      '46 allow-takeover-functional-alias-other-user', '48 allow-to-receive-private-call-from-any-user', '49 allow-to-receive-non-acknowledged-users-information',
    ]);
    assert.equal(authorisation('allow-offnetwork')?.item, '20');
    assert.equal(authorisation('allow-everything'), undefined);
  });
});

suite('Occurrences', () => {
  test('what is required of the document element and of Common, in schema order', () => {
    assert.deepEqual(requiredChildren(path('mcptt-user-profile')).map(({ child }) => child), ['Status', 'Common']);
    assert.deepEqual(requiredChildren(path('mcptt-user-profile/Common')).map(({ child }) => child),
      ['UserAlias', 'MCPTTUserID', 'PrivateCall', 'MCPTT-group-call', 'MissionCriticalOrganization']);
  });

  test('the kind of emergency call depends on where it is', () => {
    assert.deepEqual(requiredChildren(path('Common/PrivateCall/EmergencyCall')).map(({ child }) => child), ['MCPTTPrivateRecipient']);
    assert.deepEqual(requiredChildren(path('Common/MCPTT-group-call/EmergencyCall')).map(({ child }) => child), ['MCPTTGroupInitiation']);
  });

  test('one child', () => {
    assert.deepEqual(occurrenceOf(path('mcptt-user-profile/Common/UserAlias'), 'alias-entry'),
      { parent: 'UserAlias', child: 'alias-entry', required: true, single: false, clause: 'TS 24.484 8.3.2.1', sure: 'stated' });
    assert.equal(occurrenceOf(path('mcptt-user-profile/OnNetwork'), 'MaxAffiliationsN2')?.sure, 'recalled');
    assert.equal(occurrenceOf(path('mcptt-user-profile'), 'cp:ruleset')?.single, true);
    assert.equal(occurrenceOf(path('mcptt-user-profile'), 'Unknown'), undefined);
    assert.equal(occurrenceOf(path('MCPTTGroupInfo'), 'entry'), undefined);
  });

  test('attributes', () => {
    for (const element of ['Common', 'OnNetwork', 'OffNetwork', 'OnNetwork/MCPTTGroupInfo/entry', 'MCPTTPrivateRecipient/ProSeUserID-entry']) {
      assert.deepEqual(attributesRequiredOn(path(element)).map(({ attribute }) => attribute), ['index'], element);
    }
    assert.deepEqual(attributesRequiredOn(path('Common/MCPTTUserID')), []);
  });
});

suite('Extensions', () => {
  const names = (place: string): string[] => extensionsFor(path(place)).map(({ element }) => element);

  test('what an anyExt may hold', () => {
    assert.deepEqual(names('mcptt-user-profile/OnNetwork/anyExt'), ['RemoteGroupSelectionURIList', 'GroupServerInfo', 'FunctionalAliasList']);
    assert.deepEqual(names('mcptt-user-profile/OffNetwork/anyExt'), ['OffNetworkGroupServerInfo']);
    assert.deepEqual(names('OnNetwork/MCPTTGroupInfo/entry/anyExt'), ['RelativePresentationPriority']);
    assert.deepEqual(names('PrivateCall/PrivateCallList/PrivateCallURI/anyExt'), ['PrivateCallKMSURI']);
    assert.deepEqual(names('mcptt-user-profile/anyExt'), []);
    assert.equal(names('cp:rule/cp:actions').length, 37);
    assert.equal(names('cp:rule/cp:actions/anyExt').length, 15);
  });

  test('one element', () => {
    assert.deepEqual(extension('GroupServerInfo')?.belongsIn, ['OnNetwork/anyExt']);
    assert.equal(extension('MCPTTGroupInfo'), undefined);
  });
});

suite('Entry info', () => {
  test('which values fit where', () => {
    assert.deepEqual(entryInfoChoices(path('EmergencyCall/MCPTTGroupInitiation/entry')), ['DedicatedGroup', 'UseCurrentlySelectedGroup']);
    assert.deepEqual(entryInfoChoices(path('OnNetwork/PrivateEmergencyAlert/entry')), ['UsePreConfigured', 'LocallyDetermined']);
    assert.equal(entryInfoChoices(path('MCPTT-group-call/EmergencyAlert/entry'))?.length, 4);
    assert.equal(entryInfoChoices(path('OnNetwork/MCPTTGroupInfo/entry')), undefined);
  });
});
