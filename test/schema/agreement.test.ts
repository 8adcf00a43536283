import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { bundledGrammar } from '../../server/src/profile/grammar';
import { validate } from '../../server/src/schema';
import { parse } from '../../server/src/syntax/parse';
import { isAccepted } from './accepted';
import { openSchemaOracle } from './schemaOracle';
import { variantsOf } from './variants';

const project = join(import.meta.dirname, '../..');
const shared = join(project, '../shared');
const SCHEMAS = ['mcptt-user-profile.xsd', 'common-policy.xsd', 'xml.xsd'];

function schemasIn(folder: string): Record<string, string> {
  return Object.fromEntries(SCHEMAS.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** Valid documents that use nothing that came after a release. */
function examples(lastRelease: number): string[] {
  const own = readFileSync(join(project, 'test/fixtures/complete-profile.xml'), 'utf8');
  const printed = join(shared, 'examples/a21-user-profile-0.xml');
  const withoutLater = own.replace(/<FunctionalAliasList>[^]*?<\/FunctionalAliasList>/, '').replace(/<allow-(?:takeover|to-|adhoc)[^]*?<\/allow-[^>]*>/g, '');
  return [withoutLater, ...(lastRelease > 14 ? [own] : []), ...(existsSync(printed) ? [readFileSync(printed, 'utf8')] : [])];
}

async function agree(folder: string, documents: readonly string[], variants: number, seed: number): Promise<void> {
  const judge = await openSchemaOracle(SCHEMAS[0]!, schemasIn(folder));
  const count = { valid: 0, invalid: 0, accepted: 0 };
  const property = fc.property(variantsOf(documents), ({ text }) => {
    const tree = parse(text);
    const ours = validate(tree, bundledGrammar);
    const theirs = judge(text);
    if (isAccepted(text) && (ours.length === 0) !== (theirs === undefined)) {
      count.accepted++;
      return;
    }
    count[theirs === undefined ? 'valid' : 'invalid']++;
    assert.equal(ours.length === 0, theirs === undefined, `libxml2: ${theirs ?? 'valid'}\nours: ${ours.map(({ code, message }) => `${code}: ${message}`).join('; ') || 'valid'}`);
    for (const { start, end } of ours) assert.ok(start < end && end <= text.length, `a range outside the text: ${start}..${end}`);
  });
  fc.assert(property, { numRuns: variants, seed });
  console.log(`      seed ${seed}: ${count.valid} valid, ${count.invalid} not valid, ${count.accepted} accepted differences`);
  assert.ok(count.valid > variants / 20 && count.invalid > variants / 20, 'the variants are nearly all of one kind');
}

suite('agreement with libxml2', function () {
  this.timeout(120_000);
  const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000_000);

  test('the examples are valid', async () => {
    const judge = await openSchemaOracle(SCHEMAS[0]!, schemasIn(join(project, 'server/src/profile/schema')));
    for (const text of examples(18)) {
      assert.deepEqual(validate(parse(text), bundledGrammar), []);
      assert.equal(judge(text), undefined);
    }
  });

  test('on variants, by the bundled schema', () => agree(join(project, 'server/src/profile/schema'), examples(18), 600, seed));

  test('on variants, by the reference schema', async function () {
    const reference = join(shared, 'reference/rel13');
    if (!existsSync(reference)) {
      console.warn('      SKIPPED: ../shared/reference/rel13 is not there, so nothing was compared with the reference schema');
      this.skip();
    }
    await agree(reference, examples(14), 600, seed);
  });
});
