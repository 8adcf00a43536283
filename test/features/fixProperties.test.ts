import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { createLanguageService } from '../../server/src/service';
import { mutated } from '../fuzz/mutation';
import { runs } from '../fuzz/runs';
import { edited, fixesOf } from './editor';
import { holdToPromise } from './fixCheck';
import { elementsOf, withSlips } from './slips';

const service = createLanguageService();
const complete = readFileSync(resolve(__dirname, '../fixtures/complete-profile.xml'), 'utf8');
const documents = [complete, ...['samples/user-profile-0.xml', 'samples/as-printed/user-profile-0.xml'].map((path) => readFileSync(resolve(__dirname, '../..', path), 'utf8'))];

suite('every fix', function () {
  this.timeout(0);

  for (const [name, texts, cases, tangled] of [['slips of an author', withSlips(documents), 300, false], ['random edits', mutated(documents), 200, true], ['random edits of any XML', mutated(), 300, true]] as const) {
    test(`keeps its promise: ${name}`, () => {
      let tried = 0;
      fc.assert(fc.property(texts, (text) => {
        const found = service.diagnose(service.parse(text));
        const offered = fixesOf(text);
        const obvious = offered.filter(({ preferred }) => preferred).map(({ diagnostic }) => diagnostic);
        assert.equal(new Set(obvious).size, obvious.length, 'no diagnostic has two obvious fixes');
        // Many like ones say no more than a few.
        for (const fix of offered.slice(0, 12)) {
          holdToPromise(text, found, fix, { tangled });
          tried++;
        }
      }), runs(cases));
      assert.ok(tried > cases / 2, `only ${tried} fixes were offered`);
    });
  }
});

suite('a required element', function () {
  this.timeout(0);

  test('that is deleted brings one diagnostic, and its fix brings a valid document back', () => {
    assert.deepEqual(service.diagnose(service.parse(complete)), []);
    let required = 0;
    const second = new Set<string>();
    for (const { node, start } of elementsOf(complete).slice(1)) {
      for (const ending of ['\n', '\r\n']) {
        const text = (complete.slice(0, start) + complete.slice(start + node.length)).replaceAll('\n', ending);
        const found = service.diagnose(service.parse(text));
        if (!found.some(({ code }) => code.startsWith('missing-'))) continue;
        required++;
        assert.equal(found.length, 1, `without ${node.name} at ${start}: ${found.map(({ code, message }) => `${code} ${message}`).join('; ')}`);
        const [fix] = fixesOf(text);
        assert.ok(fix?.preferred, `${node.name} has an obvious fix`);
        const mended = edited(text, fix.edits);
        // A list of groups that comes back empty lacks those that are joined at once, and a new group to join is in no list; that has its own fix.
        const whole = edited(mended, service.fixAll(service.parse(mended), ['implicit-affiliation-not-in-group-list']));
        if (whole !== mended) second.add(fix.title);
        assert.deepEqual(service.diagnose(service.parse(whole)), [], fix.title);
        assert.equal(mended.replaceAll('\r\n', '\n').includes('\r'), false, 'line ends are the file\'s');
      }
    }
    assert.deepEqual([...second], ["Insert 'MCPTTGroupInfo'", "Insert 'uri-entry'"]);
    assert.ok(required > 40, `only ${required} elements are required`);
  });
});

suite('everything of one code', function () {
  this.timeout(0);

  test('is mended at once, and a second time there is nothing to do', () => {
    let tried = 0;
    fc.assert(fc.property(withSlips(documents), (text) => {
      for (const code of new Set(fixesOf(text).filter(({ preferred }) => preferred).map(({ diagnostic }) => diagnostic.code))) {
        const once = edited(text, service.fixAll(service.parse(text), [code]));
        const left = fixesOf(once).filter(({ diagnostic, preferred }) => diagnostic.code === code && preferred);
        assert.deepEqual(left.map(({ title }) => title), [], code);
        assert.deepEqual(service.fixAll(service.parse(once), [code]), []);
        assert.deepEqual(service.open(text).fixAll([code]), service.fixAll(service.parse(text), [code]));
        tried++;
      }
    }), runs(150));
    assert.ok(tried > 75, `only ${tried} codes were tried`);
  });

  test('what is safe leaves a valid document alone, and every text the same when it is done twice', () => {
    for (const text of documents.slice(0, 2)) assert.deepEqual(service.fixAll(service.parse(text), 'safe'), []);
    fc.assert(fc.property(mutated(documents), (text) => {
      const once = edited(text, service.fixAll(service.parse(text), 'safe'));
      assert.deepEqual(service.fixAll(service.parse(once), 'safe'), []);
    }), runs(150));
  });
});
