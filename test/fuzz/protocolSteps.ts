import fc from 'fast-check';
import type { Position } from '../../server/src/syntax/lineIndex';
import { PIECES } from './mutation';

/** A place in a text: a share of its length, so that it shrinks well; or lines and characters, mostly outside of it. */
export type Place = { readonly share: number } | Position;

/** What goes, in characters, and what comes, at a place. */
export interface Change {
  readonly at: Place;
  readonly taken: number;
  readonly given: string;
}

export type Question = 'completion' | 'hover' | 'diagnostics' | 'codeActions' | 'fixAll';

/** What an editor, or a broken one, may do to a server. */
export type Step =
  | { readonly kind: 'change'; readonly changes: readonly Change[] }
  | { readonly kind: 'whole'; readonly text: string }
  | { readonly kind: 'element'; readonly which: number; readonly action: 'delete' | 'duplicate' | 'wrap' | 'unwrap' | 'rename' }
  | { readonly kind: 'ask'; readonly question: Question; readonly at: Place; readonly cancelled: boolean; readonly unknown: boolean }
  | { readonly kind: 'fix'; readonly which: number }
  | { readonly kind: 'undo' }
  | { readonly kind: 'reopen' }
  | { readonly kind: 'wait' };

const PROFILE_PIECES = [
  '<entry index="1"><uri-entry>sip:x@y</uri-entry></entry>', '<uri-entry>', '</uri-entry>', '</Common>', '<cp:one id="sip:q@r"/>', '<one id="s"/>', '<allow-regroup>true</allow-regroup>', '<anyExt>', '</anyExt>', 'true',
  ' index="0"', 'mcptt-user-profile', '\r\n', '\r', '\n\r', '\u2028', '\ud83d\ude00', '\udc00\ud800',
];

const share = fc.nat(1_000_000).map((part) => ({ share: part / 1_000_001 }));
const outside = fc.record({ line: fc.oneof(fc.nat(400), fc.constantFrom(0, 2 ** 31 - 1)), character: fc.oneof(fc.nat(200), fc.constantFrom(0, 2 ** 31 - 1)) });
const place: fc.Arbitrary<Place> = fc.oneof({ weight: 9, arbitrary: share }, { weight: 1, arbitrary: outside });
const given = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom<string>(...PIECES) }, { weight: 5, arbitrary: fc.constantFrom(...PROFILE_PIECES) }, { weight: 2, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) }, { weight: 1, arbitrary: fc.array(fc.constantFrom<string>(...PIECES), { maxLength: 8 }).map((pieces) => pieces.join('')) },
);
const taken = fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 4, arbitrary: fc.nat(8) }, { weight: 1, arbitrary: fc.nat(500) });
const change = fc.record({ at: place, taken, given });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 10, arbitrary: fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => ({ kind: 'change', changes }) as const) },
  { weight: 1, arbitrary: fc.array(given, { maxLength: 10 }).map((pieces) => ({ kind: 'whole', text: pieces.join('') }) as const) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('element' as const), which: fc.nat(10_000), action: fc.constantFrom('delete', 'duplicate', 'wrap', 'unwrap', 'rename') }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('ask' as const), question: fc.constantFrom('completion', 'hover', 'diagnostics', 'codeActions', 'codeActions', 'fixAll'), at: place, cancelled: fc.boolean(), unknown: fc.integer({ min: 0, max: 9 }).map((digit) => digit === 0) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('fix' as const), which: fc.nat(10_000) }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'undo' } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: 'reopen' } as const) },
  { weight: 4, arbitrary: fc.constant({ kind: 'wait' } as const) },
);

/** A visit to one document. */
export const steps: fc.Arbitrary<Step[]> = fc.array(step, { minLength: 1, maxLength: 40, size: 'max' });
