import { LineIndex, type Position } from '../../server/src/syntax/lineIndex';
import { profileOfSize } from './documents';

/** Something that is typed at a place and taken back again, over and over. */
export interface Typing {
  readonly at: Position;
  readonly insert: string;
  /** True where the document has one mistake more while it stands there. */
  readonly breaks: boolean;
}

/** A document, and what is done to it. */
export interface Scenario {
  readonly name: string;
  readonly text: string;
  readonly typing: readonly Typing[];
  /** Where `<` is typed and completion asked for. */
  readonly completeAt: readonly Position[];
}

const MEGABYTE = 1_000_000;
/** Where in a document a person edits, as shares of it. */
const SHARES = [0.125, 0.375, 0.625, 0.875];

/** Valid profiles as generators write them. */
export const SIZES: Readonly<Record<string, () => Scenario>> = {
  '10 kB': () => entries('10 kB', profileOfSize(10_000)),
  '100 kB': () => entries('100 kB', profileOfSize(100_000)),
  '1 MB': () => entries('1 MB', profileOfSize(MEGABYTE)),
  '10 MB': () => entries('10 MB', profileOfSize(10 * MEGABYTE)),
};

/** Documents of about a megabyte that hurt. */
export const HOSTILE: Readonly<Record<string, () => Scenario>> = {
  'one line': () => entries('one line', profileOfSize(MEGABYTE).replaceAll('\n', ' ')),
  '100 000 siblings': () => siblings('100 000 siblings', 100_000),
  '1 MB attribute': () => hugeAttribute('1 MB attribute'),
  '3 000 errors': () => entries('3 000 errors', withErrors(3_000)),
  'deep nesting': () => nested('deep nesting', 58_000),
  "'</' typed": () => endTagTyped("'</' typed"),
};

/** A character in a name that a person types, and one that makes a value wrong, in entries all over the document. */
function entries(name: string, text: string): Scenario {
  const lines = new LineIndex(text);
  const typing = SHARES.flatMap((share) => [
    { at: lines.positionAt(behind(text, '<uri-entry>sip:', share)), insert: 'x', breaks: false },
    { at: lines.positionAt(behind(text, 'xml:lang="en', share)), insert: '!', breaks: true },
  ]);
  return { name, text, typing, completeAt: SHARES.map((share) => lines.positionAt(behind(text, '</uri-entry>', share))) };
}

function siblings(name: string, count: number): Scenario {
  const text = profileOfSize(0).replace('<cp:one id="sip:user1@example.com"/>', '<cp:one id="sip:"/>'.repeat(count));
  const lines = new LineIndex(text);
  const typing = SHARES.flatMap((share) => [{ insert: 'x', breaks: false }, { insert: '<', breaks: true }].map((each) => ({ ...each, at: lines.positionAt(behind(text, '<cp:one id="sip:', share)) })));
  return { name, text, typing, completeAt: SHARES.map((share) => lines.positionAt(behind(text, '<cp:one id="sip:"/>', share))) };
}

function hugeAttribute(name: string): Scenario {
  const text = profileOfSize(0).replace('XUI-URI="sip:', `XUI-URI="sip:${'x'.repeat(MEGABYTE)}`);
  const lines = new LineIndex(text);
  const at = lines.positionAt(Math.floor(text.length / 2));
  return { name, text, typing: [{ at, insert: 'x', breaks: false }, { at, insert: '<', breaks: true }], completeAt: [lines.positionAt(behind(text, '</UserAlias>', 0))] };
}

/** Every value that says a language is wrong, from the first on. */
function withErrors(count: number): string {
  let left = count;
  return profileOfSize(MEGABYTE).replace(/xml:lang="en-GB"/g, (attribute) => (left-- > 0 ? 'xml:lang="en GB"' : attribute));
}

function nested(name: string, depth: number): Scenario {
  const text = profileOfSize(0).replace('  </Common>', `  <anyExt>${'<anyExt>'.repeat(depth)}${'</anyExt>'.repeat(depth)}</anyExt></Common>`);
  const lines = new LineIndex(text);
  const at = lines.positionAt(text.indexOf('</anyExt>'));
  return { name, text, typing: [{ at, insert: ' ', breaks: false }, { at, insert: '&', breaks: true }], completeAt: [at] };
}

function endTagTyped(name: string): Scenario {
  const text = profileOfSize(MEGABYTE);
  const lines = new LineIndex(text);
  const places = [0.5, 0.25].map((share) => lines.positionAt(behind(text, '</uri-entry>', share)));
  return { name, text, typing: places.map((at) => ({ at, insert: '</', breaks: true })), completeAt: places };
}

/** The place behind the first occurrence of a string from a share of the text on, or behind its last one. */
function behind(text: string, searched: string, share: number): number {
  const found = text.indexOf(searched, Math.floor(text.length * share));
  return (found < 0 ? text.lastIndexOf(searched) : found) + searched.length;
}
