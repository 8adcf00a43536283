import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import type { Diagnostic } from '../../server/src/diagnostic';
import { bundledGrammar } from '../../server/src/profile/grammar';
import { occurrencesIn } from '../../server/src/profile/occurrences';
import { canonicalPath } from '../../server/src/profile/path';
import { childElements, type PlacedElement, rootElement } from '../../server/src/syntax/cursor';
import { parse } from '../../server/src/syntax/parse';
import { checkElement, compileSchema, declarationFor, scopeOf } from '../../server/src/schema';
import { createLanguageService, type LanguageService } from '../../server/src/service';
import { runs } from '../fuzz/runs';
import { applied, service } from './editor';

const read = (file: string): string => readFileSync(resolve(__dirname, '../..', file), 'utf8');
const COMPLETE = read('test/fixtures/complete-profile.xml');
const EXAMPLES = { sample: read('samples/user-profile-0.xml'), complete: COMPLETE };

/** A place of an example where completion is asked for, and what is typed there first. */
interface Place {
  readonly example: keyof typeof EXAMPLES;
  readonly offset: number;
  readonly typed: string;
}

/** Between two tags, in every start tag behind its name and its attributes, in every value. */
const PLACES: readonly Place[] = (['sample', 'complete'] as const).flatMap((example) => {
  const at = (pattern: RegExp, typed: string): Place[] => [...EXAMPLES[example].matchAll(pattern)].map(({ index, 0: found }) => ({ example, offset: index + found.length, typed }));
  return [
    ...at(/(?<=<mcptt-user-profile[^]*)>(?=\s*<)(?!\s*$)/g, '<'), ...at(/<[\w:-]+[^<>]*?(?=\/?>)/g, ' '),
    ...at(/="[^"]?/g, ''), ...at(/>[^<>\s](?=[^<>]*<\/)/g, ''), ...at(/<[\w:-]+(?: [^<>]*)?>(?=<\/)/g, ''),
  ];
});

/** What is wrong, beside what is only told. */
function wrong(found: readonly Diagnostic[]): Diagnostic[] {
  return found.filter(({ severity }) => severity === 'error' || severity === 'warning');
}

/** Takes what is offered at some places and finds nothing wrong there. @returns the kinds of what was offered */
function keepSound(language: LanguageService, places: readonly Place[], usual: number): ReadonlySet<string> {
  const kinds = new Set<string>();
  fc.assert(fc.property(fc.constantFrom(...places), ({ example, offset, typed }) => {
    const text = EXAMPLES[example];
    const before = text.slice(0, offset) + typed + text.slice(offset);
    const document = language.open(text);
    assert.deepEqual(wrong(document.diagnose()), []);
    for (const completion of language.complete(language.parse(before), offset + typed.length)) {
      kinds.add(completion.kind);
      const after = applied(before, completion);
      const end = after.length - before.length + completion.end;
      document.edit(0, document.text.length, after);
      // A value that another place refers to may be missed there; what is inserted must be right for the whole document.
      const found = wrong(document.diagnose()).filter((each) => typed !== '' || (each.start <= end && each.end >= completion.start));
      assert.deepEqual(found.map(({ code, start, end: to }) => `${code} '${after.slice(start, to)}'`), [], `${completion.label} at ${offset}: ${before.slice(offset - 60, offset)}|`);
    }
  }), runs(usual));
  return kinds;
}

suite('every completion', function () {
  this.timeout(120_000);

  test('at any place of the examples, taken as it is, adds no error and no warning there', () => {
    assert.ok(PLACES.length > 1_000, String(PLACES.length));
    const kinds = keepSound(service, PLACES, 400);
    assert.ok(['attribute', 'element', 'value'].every((kind) => kinds.has(kind)), [...kinds].join());
  });

  test('so do they with the reference schema', function () {
    const reference = resolve(__dirname, '../../../shared/reference/rel13');
    if (!existsSync(reference)) {
      console.warn('      SKIPPED: ../shared/reference/rel13 is not there, so completion was not tried with the reference schema');
      this.skip();
    }
    const document = (location: string): { location: string; text: string } => ({ location, text: readFileSync(join(reference, location.split('/').at(-1)!), 'utf8') });
    const language = createLanguageService({ grammar: compileSchema(document('mcptt-user-profile.xsd'), document) });
    assert.ok(keepSound(language, PLACES.filter(({ example }) => example === 'sample'), 200).has('element'));
  });

  test('says what it is', () => {
    fc.assert(fc.property(fc.constantFrom(...PLACES), ({ example, offset, typed }) => {
      const text = EXAMPLES[example];
      const before = text.slice(0, offset) + typed + text.slice(offset);
      for (const { label, kind, detail, topic } of service.complete(service.parse(before), offset + typed.length)) {
        assert.ok((topic && service.describe(topic)) ?? (kind !== 'element' && detail), `${kind} ${label} at ${offset}`);
      }
    }), runs(400));
  });
});

/** Every element that its parent cannot do without, by the schema or by TS 24.484 8.3.2.1. */
function requiredElements(text: string): PlacedElement[] {
  const waiting = [rootElement(parse(text))!];
  const found: PlacedElement[] = [];
  for (let parent = waiting.pop(); parent; parent = waiting.pop()) {
    const children = childElements(parent);
    waiting.push(...children);
    const path = canonicalPath(parent, text);
    for (const child of children) {
      const name = canonicalPath(child, text).at(-1);
      const alone = children.filter((each) => canonicalPath(each, text).at(-1) === name).length === 1;
      if ((alone && occurrencesIn(path).some((each) => each.child === name && each.required)) || isMissed(text, parent, child)) found.push(child);
    }
  }
  return found;
}

/** Whether the schema complains about the parent without the child. */
function isMissed(text: string, parent: PlacedElement, child: PlacedElement): boolean {
  const without = text.slice(0, child.start) + text.slice(child.start + child.node.length);
  const same = elementAt(without, parent.start);
  const scope = same.parent ? scopeOf(same.parent, without) : scopeOf(same, without);
  return checkElement(same.node, same.start, without, scope, declarationFor(same, without, bundledGrammar), bundledGrammar).diagnostics.length > 0;
}

function elementAt(text: string, start: number): PlacedElement {
  let element = rootElement(parse(text))!;
  while (element.start !== start) element = childElements(element).find((each) => each.start <= start && start < each.start + each.node.length)!;
  return element;
}

suite('where an element is missing', function () {
  this.timeout(60_000);
  const required = requiredElements(COMPLETE);

  test('the complete profile has dozens that may be missed', () => assert.ok(required.length > 50, String(required.length)));

  test('completion offers it first', () => {
    for (const { node, start } of required) {
      for (const typed of ['<', '']) {
        const text = COMPLETE.slice(0, start) + typed + COMPLETE.slice(start + node.length);
        const [first] = service.complete(service.parse(text), start + typed.length);
        assert.equal(first?.label, node.name, `${node.name} at ${start}, '${typed}' typed`);
      }
    }
  });
});
