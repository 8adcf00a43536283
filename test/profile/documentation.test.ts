import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { documentationText } from '../../server/src/features/documentationText';
import { authorisations } from '../../server/src/profile/authorisations';
import { attributeDocumentation, documentedKeys, elementDocumentation, valueDocumentation, type Documentation } from '../../server/src/profile/documentation';
import { extensions } from '../../server/src/profile/extensions';
import { bundledGrammar } from '../../server/src/profile/grammar';
import { endsWith } from '../../server/src/profile/path';
import { grammarPlaces } from './grammarWalk';

const path = (text: string): string[] => text.split('/');
const places = grammarPlaces(bundledGrammar);
/** What only later releases have: it stands in no schema of ours. */
const later = extensions.filter(({ element }) => !places.some((place) => place.path.at(-1) === element))
  .flatMap(({ element, belongsIn }) => belongsIn.map((place) => [...path(place), element]));

suite('Documentation', () => {
  test('every element of the schema and every extension', () => {
    const gaps = [...places.map((place) => place.path), ...later].filter((each) => elementDocumentation(each) === undefined);
    assert.deepEqual(gaps.map((each) => each.join('/')), []);
  });

  test('every attribute of every element', () => {
    const gaps = places.flatMap((place) => [...place.attributes.keys()].filter((name) => attributeDocumentation(place.path, name) === undefined)
      .map((name) => `${place.path.join('/')}@${name}`));
    assert.deepEqual(gaps, []);
  });

  test('every enumeration value and both values of every boolean', () => {
    const gaps = places.flatMap((place) => [
      ...place.values.filter((value) => valueDocumentation(place.path, undefined, value) === undefined).map((value) => `${place.path.join('/')}=${value}`),
      ...[...place.attributes].flatMap(([name, values]) => values.filter((value) => valueDocumentation(place.path, name, value) === undefined)
        .map((value) => `${place.path.join('/')}@${name}=${value}`)),
    ]);
    assert.deepEqual(gaps, []);
  });

  test('every entry is about a place that exists', () => {
    const all = [...places.map((place) => place.path), ...later, ...extensions.flatMap(({ belongsIn }) => belongsIn.map(path))];
    const strays = documentedKeys().filter((key) => {
      const [, element = '', attribute] = /^([^@=]*)(?:@([^=]*))?/.exec(key)!;
      if (element === '') return !/^xml:|^xsi:/.test(attribute ?? '') && !places.some((place) => place.attributes.has(attribute ?? ''));
      if (attribute !== undefined) return !places.some((place) => endsWith(place.path, element) && place.attributes.has(attribute));
      return !all.some((each) => endsWith(each, element));
    });
    assert.deepEqual(strays, []);
  });

  test('whole sentences, a clause, and nothing twice', () => {
    const byMeaning = new Map<string, string>();
    for (const key of documentedKeys()) {
      const { meaning, clause } = documented(key);
      assert.match(meaning, /^[A-Z1-9].*[.]$/, key);
      assert.match(clause, /^(TS 24\.484|RFC 4745|XML|xml:id) [\w ,.()]*\d/, key);
      assert.doesNotMatch(meaning, /undefined|\$\{| {2}/, key);
      if (!/=|ID-entry@|^RemoteGroup/.test(key)) assert.equal(byMeaning.get(meaning), undefined, `${key} says the same as ${byMeaning.get(meaning)}`);
      byMeaning.set(meaning, key);
    }
  });

  test('what is only recalled says so', () => {
    for (const { name, sure } of authorisations) assert.equal(elementDocumentation(['cp:actions', name])?.sure, sure);
    const doubts = documentedKeys().map((key) => [key, documentationText(documented(key)).split('as far as we recall').length - 1] as const).filter(([, times]) => times > 0);
    assert.deepEqual(doubts.filter(([, times]) => times > 1), []);
    assert.deepEqual(doubts.map(([key]) => key), [
      'DiscoveryGroupID', 'PrivateCallKMSURI', 'IncomingPrivateCallList', 'MaxAffiliationsN2', 'MaxSimultaneousTransmissionsN7', 'RelativePresentationPriority',
      'OffNetwork/User-Info-ID', 'OffNetworkGroupServerInfo',
      ...['allow-query-functional-alias-other-user', 'allow-location-info-when-talking'].flatMap((name) => [name, `${name}=true`, `${name}=false`]),
    ]);
  });
});

/** What the team knows of the document; it lies beside the repository. */
const KNOWLEDGE = resolve(__dirname, '../../../shared/domain/profile.md');

suite('Documentation of what is known', () => {
  test('every element, attribute, value and authorisation that the knowledge names', function () {
    if (!existsSync(KNOWLEDGE)) {
      console.warn(`      skipped: ${KNOWLEDGE} is not there`);
      this.skip();
    }
    const documentedNames = new Set(documentedKeys().flatMap((key) => key.split(/[/@=]/)));
    const known = readFileSync(KNOWLEDGE, 'utf8').split('## The printed example')[0]!;
    const names = new Set([...known.matchAll(/`((?:cp:)?[A-Za-z][\w-]*)(?:\/[\w/-]+)?`/g)].map((match) => match[1]!));
    const gaps = [...names].filter((name) => !documentedNames.has(name) && !documentedNames.has(`cp:${name}`) && !NO_NAMES.has(name));
    assert.deepEqual(gaps, []);
    assert.ok(names.size > 120, String(names.size));
  });
});

/** What stands between the same marks there and is no name of the document: prefixes, an application, examples of values. */
const NO_NAMES: ReadonlySet<string> = new Set(['cp', 'dispatch']);

suite('Documentation by place', () => {
  const meaning = (text: string): string | undefined => elementDocumentation(path(text))?.meaning;

  test('the same name means another thing at another place', () => {
    for (const [one, other] of [
      ['Common/PrivateCall/EmergencyCall', 'Common/MCPTT-group-call/EmergencyCall'],
      ['mcptt-user-profile/OnNetwork/MCPTTGroupInfo', 'mcptt-user-profile/OffNetwork/MCPTTGroupInfo'],
      ['PrivateCallList/anyExt/PrivateCallKMSURI', 'PrivateCallList/anyExt/PrivateCallKMSURI/PrivateCallKMSURI'],
      ['MCPTTUserID/uri-entry', 'KMS-URI/entry/uri-entry'],
      ['OffNetwork/User-Info-ID', 'PrivateCallProSeUser/User-Info-ID'],
      ['EmergencyCall/MCPTTPrivateRecipient/entry', 'EmergencyCall/MCPTTGroupInitiation/entry'],
    ] as const) assert.notEqual(meaning(one), meaning(other));
  });

  test('an unknown name has none, at any depth', () => {
    assert.equal(elementDocumentation(['Unknown']), undefined);
    assert.equal(elementDocumentation([]), undefined);
    assert.equal(elementDocumentation(['{urn:vendor}Common']), undefined);
    assert.equal(attributeDocumentation(['Common'], 'unknown'), undefined);
    assert.equal(valueDocumentation(['Common'], 'index', '0'), undefined);
    assert.equal(elementDocumentation([...Array<string>(100_000).fill('x'), 'Status'])?.sure, 'stated');
  });

  test('booleans in both spellings, and a value of the other family', () => {
    const status = path('mcptt-user-profile/Status');
    assert.equal(valueDocumentation(status, undefined, '1'), valueDocumentation(status, undefined, 'true'));
    assert.match(valueDocumentation(path('cp:actions/allow-offnetwork'), undefined, 'false')?.meaning ?? '', /not authorised/);
    assert.match(valueDocumentation(path('MCPTTPrivateRecipient/entry'), 'entry-info', 'DedicatedGroup')?.meaning ?? '', /does not fit here/);
    assert.match(valueDocumentation(path('MCPTTGroupInitiation/entry'), 'entry-info', 'DedicatedGroup')?.meaning ?? '', /^Always the group/);
  });

  test('an authorisation tells its default, its place and its table', () => {
    assert.deepEqual(elementDocumentation(path('cp:actions/allow-cancel-emergency-alert')), {
      meaning: 'Whether the user may cancel an emergency alert.', range: 'true or false', absent: 'false', belongsIn: 'cp:actions',
      clause: 'TS 24.484 table 8.3.2.7-19', release: 'Rel-13', sure: 'schema',
    } satisfies Documentation);
  });
});

function documented(key: string): Documentation {
  const [, element = '', attribute, value] = /^([^@=]*)(?:@([^=]*))?(?:=(.*))?$/.exec(key)!;
  const at = element === '' ? [] : path(element);
  const found = value !== undefined ? valueDocumentation(at, attribute, value)
    : attribute !== undefined ? attributeDocumentation(at, attribute) : elementDocumentation(at);
  assert.ok(found, key);
  return found;
}
