import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import manifest from '../../package.json';
import { readConnection } from '../../client/src/connection/readConnection';
import { PROFILE_MEDIA_TYPE } from '../../xcap/src/mediaTypes';

const { contributes, capabilities } = manifest;
const source = (file: string): string => readFileSync(new URL(`../../client/src/vscode/${file}`, import.meta.url), 'utf8');

/** The globs in use here hold only `*` and ranges. */
const matches = (file: string): boolean => (contributes.languages[0]?.filenamePatterns ?? [])
  .some((glob) => new RegExp(`^${glob.replace(/\./g, '\\.').replace(/\*/g, '.*')}$`).test(file));

suite('what package.json contributes', () => {
  test('file names: every index of a profile (0 to 255), no other number', () => {
    for (const prefix of ['mcptt-user-profile-', 'user-profile-']) {
      for (let index = 0; index < 300; index += 1) assert.equal(matches(`${prefix}${index}.xml`), index <= 255, `${prefix}${index}.xml`);
      for (const other of ['', '00', '07', '-1', 'x', '1x']) assert.equal(matches(`${prefix}${other}.xml`), false, `${prefix}${other}.xml`);
    }
    assert.equal(matches('shift-a.mcptt-user-profile.xml'), true);
    assert.equal(matches('a21-user-profile-0.xml'), false);
  });

  test('every command of the manifest is registered, and no other', () => {
    const registered = [...source('activate.ts').matchAll(/register\('(mcptt\.\w+)'/g)].map(([, command]) => command);
    assert.deepEqual(registered, contributes.commands.map(({ command }) => command));
  });

  test('the provider of sessions is the one of the code', () => {
    assert.match(source('authenticationProvider.ts'), new RegExp(`authenticationId = '${contributes.authentication[0]?.id}'`));
  });

  test('the settings of a connection are those that are read, and no others', () => {
    const { properties } = contributes.configuration.properties['mcptt.connections'].additionalProperties;
    const places: [unknown, object][] = [[{ root: 'https://cms.example.com', x: 1 }, properties], [{ root: 'https://cms.example.com', tls: { x: 1 } }, properties.tls.properties],
      [{ root: 'https://cms.example.com', signIn: { issuer: 'https://i.example.com', clientId: 'c', x: 1 } }, properties.signIn.properties]];
    for (const [value, described] of places) {
      assert.throws(() => readConnection('a', value, { setting: 'mcptt.connections', mayRunPrograms: true }), (error: Error) => {
        const known = /what is known here is (.*)\.$/.exec(error.message)?.[1]?.split(', ') ?? [];
        assert.deepEqual(known.sort(), Object.keys(described).sort());
        return true;
      });
    }
  });

  test('the language of the manifest is the one of the code', () => {
    assert.match(source('languageSwitch.ts'), new RegExp(`languageId = '${contributes.languages[0]?.id}'`));
  });

  test('no setting that names a CMS or a file is taken from an untrusted workspace', () => {
    const restricted = Object.keys(contributes.configuration.properties).filter((name) => /^mcptt\.(cms\.|connections?$|schemas$)/.test(name));
    assert.deepEqual(capabilities.untrustedWorkspaces.restrictedConfigurations, restricted);
  });

  test('the media type is the registered one', () => {
    assert.equal(contributes.configuration.properties['mcptt.cms.mediaType'].default, PROFILE_MEDIA_TYPE);
  });
});
