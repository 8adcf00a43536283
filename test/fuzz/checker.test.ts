import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import type { Diagnostic } from '../../server/src/diagnostic';
import { withoutConsequencesOfErrors } from '../../server/src/features/diagnostics';
import { withoutConsequencesOfMisspelling } from '../../server/src/features/misspeltNamespaces';
import { bundledGrammar } from '../../server/src/profile/grammar';
import { checkRules } from '../../server/src/profile/rules';
import { validate } from '../../server/src/schema';
import { createLanguageService } from '../../server/src/service';
import { parse } from '../../server/src/syntax/parse';
import { syntaxDiagnostics } from '../../server/src/syntax/problems';
import { mutated, soup } from './mutation';
import { runs } from './runs';
import { ruleDocument } from './ruleDocument';

/** The one walk that an editor is served from says what the rooms say one after the other, each on a walk of its own. */
suite('one walk over the document', function () {
  this.timeout(0);
  const service = createLanguageService();
  const documents = ['samples/user-profile-0.xml', 'samples/as-printed/user-profile-0.xml', 'test/fixtures/complete-profile.xml'].map((path) => readFileSync(resolve(__dirname, '../..', path), 'utf8')).concat(ruleDocument);
  const isDeclared = (name: string): boolean => Object.hasOwn(bundledGrammar.globalElements, name);
  const told = (diagnostics: readonly Diagnostic[]): string[] => diagnostics.map(({ code, severity, start, end }) => `${start}-${end} ${severity} ${code}`).sort();

  test('finds what syntax, schema and rules find', () => {
    let found = 0;
    const property = fc.property(fc.oneof(mutated(documents), mutated(), soup), (text) => {
      const tree = parse(text);
      const rooms = told(withoutConsequencesOfMisspelling(withoutConsequencesOfErrors([...syntaxDiagnostics(tree), ...validate(tree, bundledGrammar), ...checkRules(tree, { isDeclared })], tree.text), tree, bundledGrammar, {}));
      assert.deepEqual(told(service.diagnose(tree)), rooms);
      found += rooms.length;
    });
    fc.assert(property, runs(400));
    assert.ok(found > 400, 'the documents have mistakes to find');
  });
});
