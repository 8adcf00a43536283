import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { rulesPage, withRuleSetting } from '../../scripts/ruleTexts';
import { rules } from '../../server/src/profile/rules';

const NEWS = 'node --import tsx scripts/describe-rules.ts brings it up to date';

suite('What is made from the table of rules', () => {
  test('docs/rules.md is up to date', () => assert.ok(readFileSync('docs/rules.md', 'utf8') === rulesPage(), NEWS));

  test('the setting mcptt.rules is up to date, and has every code', () => {
    const manifest = readFileSync('package.json', 'utf8');
    assert.ok(manifest === withRuleSetting(manifest), NEWS);
    const { contributes } = JSON.parse(manifest) as { contributes: { configuration: { properties: Record<string, { properties?: object; scope?: string }> } } };
    const setting = contributes.configuration.properties['mcptt.rules'];
    assert.deepEqual(Object.keys(setting?.properties ?? {}), rules.map(({ code }) => code));
    assert.equal(setting?.scope, 'resource');
  });

  test('a manifest without the setting is told, not left as it is', () => assert.throws(() => withRuleSetting('{}'), /no setting "mcptt.rules"/));
});
