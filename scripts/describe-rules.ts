// Brings docs/rules.md and the setting `mcptt.rules` of package.json up to date with the table of rules: `node --import tsx scripts/describe-rules.ts`.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rulesPage, withRuleSetting } from './ruleTexts';

const repository = join(import.meta.dirname, '..');
const manifest = join(repository, 'package.json');
writeFileSync(join(repository, 'docs/rules.md'), rulesPage());
writeFileSync(manifest, withRuleSetting(readFileSync(manifest, 'utf8')));
