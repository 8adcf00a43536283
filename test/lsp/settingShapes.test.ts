import assert from 'node:assert/strict';
import { readSettings } from '../../server/src/lsp/settingShapes';

/** What is said of the settings of the section `mcptt`. */
function told(section: unknown): readonly string[] {
  return readSettings(section).problems;
}

suite('settings of a wrong shape', () => {
  test('each is told in one line', () => {
    for (const [value, shown] of [['a.xsd', 'a.xsd'], [['a.xsd'], '["a.xsd"]'], [7, '7'], [true, 'true']] as const) {
      assert.deepEqual(told({ schemas: value }), [`mcptt.schemas: '${shown}' cannot be used; write it as { "namespace": "file.xsd" }`]);
      assert.deepEqual(told({ rules: value }), [`mcptt.rules: '${shown}' cannot be used; write it as { "rule": "severity" }`]);
      assert.deepEqual(told(value), [`mcptt: '${shown}' cannot be used; write it as { "schemas": …, "rules": … }`]);
    }
    assert.deepEqual(told({ cms: { root: 7, xui: ['sip:a@b'] }, switchLanguage: 'no', trace: 'off' }), [
      `mcptt.cms.root: '7' cannot be used; it takes a text in quotes`, `mcptt.cms.xui: '["sip:a@b"]' cannot be used; it takes a text in quotes`,
      `mcptt.switchLanguage: 'no' cannot be used; it takes true or false`,
    ]);
    for (const line of told({ schemas: `a\nb${'x'.repeat(1_000)}`, rules: { 'missing-index': { a: '\n' } } })) assert.match(line, /^.{1,200}$/);
  });

  test('nothing of what is not set, or set as it should be', () => {
    for (const section of [undefined, null, {}, { schemas: null, rules: null, cms: null, switchLanguage: null }, { schemas: {}, rules: { 'missing-index': 'off' }, cms: { root: '', xui: '', mediaType: 'a/b' }, switchLanguage: false, trace: { server: 'off' } }]) assert.deepEqual(told(section), []);
  });

  test('what can be used is used', () => {
    const { schemas, rules } = readSettings({ schemas: { 'urn:a': 'a.xsd', 'urn:b': 1 }, rules: ['off'], cms: 1 });
    assert.deepEqual([schemas, [...rules]], [{ 'urn:a': 'a.xsd' }, []]);
  });
});
