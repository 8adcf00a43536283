import assert from 'node:assert/strict';
import fc from 'fast-check';
import { contradiction, holds, type Needs, type Operation, type Version } from './checker';

/** A history as lines: `|-----|` is an operation from call to return, `|--` one that never returned; then what it is. */
function history(text: string): Operation[] {
  return text.split('\n').filter((line) => line.includes('|')).map((line) => {
    const at = line.search(/[a-z]/);
    const [bar, what] = [line.slice(0, at), line.slice(at)];
    const call = bar.indexOf('|');
    const end = bar.indexOf('|', call + 1);
    return { call, ...(end > 0 && { return: end }), ...meaning(what), what };
  });
}

function meaning(what: string): Pick<Operation, 'needs' | 'leaves'> {
  const [verb, version, , condition] = what.split(' ');
  const needs: Needs = condition === undefined ? { kind: 'any' } : { kind: 'is', version: condition === 'none' ? undefined : condition };
  if (verb === 'read') return { needs: { kind: 'is', version: version === 'none' ? undefined : version } };
  if (verb === 'refused') return { needs: { kind: 'is not', version } };
  return { needs, leaves: { version: version === 'none' ? undefined : version } };
}

const right: Record<string, string> = {
  'one after the other': `
    |-|                write a
       |-|             read a
          |-|          write b if a
             |-|       read b`,
  'what overlaps may be in either order': `
    |------|           write a
    |------|           write b
             |-|       read a`,
  'a read may see a write that has not returned yet': `
    |-----------|      write a
      |-|              read none
          |-|          read a`,
  'what got no answer may have happened, late': `
    |                  write a
      |-|              read none
          |-|          read a`,
  'or never': `
    |                  write a
      |-|              write b if none
          |-|          read b`,
  'two that got no answer may have happened in the order that is needed': `
    |                  write a
    |                  write b if a
      |-|              read none
          |-|          read b`,
  'a refusal tells that another version was there': `
    |-|                write a
       |-------|       write b
       |-------|       refused a`,
};

const wrong: Record<string, string> = {
  'a read of what is replaced already': `
    |-|                write a
       |-|             write b
          |-|          read a`,
  'a read that goes back behind another': `
    |-----------|      write a
      |-|              read a
          |-|          read none`,
  'a write that is lost': `
    |-|                write a
       |-|             read none`,
  'two who both replaced the same version': `
    |-|                write a
       |----|          write b if a
       |----|          write c if a`,
  'two who both created': `
    |----|             write a if none
    |----|             write b if none`,
  'a version that nobody wrote': `
    |-|                write a
       |-|             read x`,
  'a refusal where the expected version was there all the time': `
    |-|                write a
       |-|             refused a`,
  'what got no answer, done before it was called': `
    |-|                read a
         |             write a`,
  'what got no answer, done twice': `
    |                  write a
      |-|              read a
          |-|          write b
              |-|      read a`,
  'a removal that comes back': `
    |-|                write a
       |-|             write none if a
          |-|          read a`,
};

suite('the checker of histories', () => {
  for (const [name, text] of Object.entries(right)) test(`takes: ${name}`, () => assert.equal(contradiction(history(text), undefined), undefined));
  for (const [name, text] of Object.entries(wrong)) test(`refuses: ${name}`, () => assert.ok(contradiction(history(text), undefined)));

  test('tells where it came to an end', () => {
    const stuck = contradiction(history(wrong['a write that is lost'] ?? ''), undefined);
    assert.deepEqual(stuck?.map(({ what }) => what), ['read none']);
  });

  test('gives the verdict of trying every order', () => {
    const version = fc.constantFrom(undefined, 'a', 'b');
    const needs: fc.Arbitrary<Needs> = fc.oneof(
      fc.constantFrom<Needs>({ kind: 'any' }, { kind: 'some' }),
      fc.record({ kind: fc.constantFrom('is' as const, 'is not' as const), version }),
    );
    const operation = fc.record({ start: fc.nat(9), length: fc.option(fc.nat(6)), needs, leaves: fc.option(fc.record({ version })) });
    const verdicts = { good: 0, bad: 0 };
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 6 }), version, (specs, initial) => {
        const operations = specs.map(({ start, length, needs: what, leaves }, index): Operation => ({
          // Moments of one clock are never the same twice.
          call: start * 20 + index,
          ...(length !== null && { return: (start + length) * 20 + 10 + index }),
          needs: what,
          ...(leaves && { leaves }),
          what: '',
        }));
        const good = someOrder(operations, initial);
        verdicts[good ? 'good' : 'bad'] += 1;
        assert.equal(contradiction(operations, initial) === undefined, good);
      }),
      { numRuns: 3000 },
    );
    assert.ok(verdicts.good > 300 && verdicts.bad > 300, JSON.stringify(verdicts));
  });
});

/** Tries every order, without any thought. */
function someOrder(left: readonly Operation[], version: Version): boolean {
  if (left.every((operation) => operation.return === undefined)) return true;
  const earliest = Math.min(...left.map((operation) => operation.return ?? Infinity));
  return left.some((operation) => operation.call < earliest && holds(operation.needs, version) && someOrder(left.filter((other) => other !== operation), operation.leaves ? operation.leaves.version : version));
}
