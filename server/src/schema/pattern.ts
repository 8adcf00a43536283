import { CharacterTest } from './characterTest';
import { type Pattern, readPattern } from './patternSyntax';

/**
 * Patterns of XML Schema, matched in time that grows with the value and the pattern but never exponentially. They are
 * written by others than the documents, so that neither can be trusted; JavaScript's engine goes through all ways in which
 * `(a*)*b` may match, which no translation can help in general. All that the language has (no captures, no look-around,
 * no back references) is a set of states that are followed at once; sets that were seen are remembered with where each
 * character leads, so that usual patterns cost one look-up a character.
 */
export interface CompiledPattern {
  /** Whether the whole value matches. */
  readonly test: (value: string) => boolean;
}

/** What is done at a place of the program: read one character, go on at several places, or be done. */
type Instruction =
  | { readonly kind: 'character'; readonly test: CharacterTest; readonly next: number }
  | { readonly kind: 'fork'; to: readonly number[] }
  | { readonly kind: 'done' };

/** The places where a match may stand. */
interface StateSet {
  /** Those that read a character. */
  readonly readers: readonly number[];
  readonly done: boolean;
  readonly next: Map<number, StateSet>;
}

const MOST_INSTRUCTIONS = 200_000;
const MOST_REMEMBERED = 20_000;

/**
 * @throws Error with one line on what is wrong
 */
export function compilePattern(pattern: string): CompiledPattern {
  const program = new Program(pattern);
  return { test: (value) => program.matches(value) };
}

class Program {
  private readonly instructions: Instruction[] = [{ kind: 'done' }];
  private readonly tests = new Map<string, CharacterTest>();
  private readonly sets = new Map<string, StateSet>();
  private readonly entry: number;
  private readonly visited: Int32Array;
  private round = 0;
  private remembered = 0;

  constructor(private readonly pattern: string) {
    this.entry = this.compile(readPattern(pattern), 0);
    this.visited = new Int32Array(this.instructions.length);
  }

  matches(value: string): boolean {
    let set = this.reach([this.entry]);
    for (const character of value) {
      set = this.after(set, character.codePointAt(0)!);
      if (set.readers.length === 0 && !set.done) return false;
    }
    return set.done;
  }

  /** The place where a part begins that goes on at `next`. */
  private compile(pattern: Pattern, next: number): number {
    if (pattern.kind === 'character') return this.emit({ kind: 'character', test: this.testFor(pattern.source), next });
    if (pattern.kind === 'repeat') return this.compileRepeat(pattern, next);
    if (pattern.kind === 'choice') return this.emit({ kind: 'fork', to: pattern.parts.map((part) => this.compile(part, next)) });
    return pattern.parts.reduceRight((after, part) => this.compile(part, after), next);
  }

  private compileRepeat({ part, min, max }: Extract<Pattern, { kind: 'repeat' }>, next: number): number {
    let entry = next;
    if (max === Infinity) {
      const fork: Instruction = { kind: 'fork', to: [] };
      entry = this.emit(fork);
      fork.to = [this.compile(part, entry), next];
    } else {
      for (let optional = min; optional < max; optional++) entry = this.emit({ kind: 'fork', to: [this.compile(part, entry), next] });
    }
    for (let required = 0; required < min; required++) {
      const before = this.instructions.length;
      entry = this.compile(part, entry);
      // A part of nothing at all is no longer for being repeated.
      if (this.instructions.length === before) break;
    }
    return entry;
  }

  private emit(instruction: Instruction): number {
    if (this.instructions.length >= MOST_INSTRUCTIONS) throw new Error(`the pattern '${this.pattern}' is too large when its repetitions are written out`);
    return this.instructions.push(instruction) - 1;
  }

  private testFor(source: string): CharacterTest {
    const test = this.tests.get(source) ?? new CharacterTest(source);
    this.tests.set(source, test);
    return test;
  }

  private after(set: StateSet, code: number): StateSet {
    const known = set.next.get(code);
    if (known) return known;
    const targets: number[] = [];
    for (const reader of set.readers) {
      const instruction = this.instructions[reader]!;
      if (instruction.kind === 'character' && instruction.test.takes(code)) targets.push(instruction.next);
    }
    const reached = this.reach(targets);
    if (++this.remembered > MOST_REMEMBERED) {
      for (const each of this.sets.values()) each.next.clear();
      this.sets.clear();
      this.remembered = 0;
    } else {
      set.next.set(code, reached);
    }
    return reached;
  }

  /** The set of places that are reached from some without reading. */
  private reach(from: readonly number[]): StateSet {
    const round = ++this.round;
    const pending = [...from];
    const readers: number[] = [];
    let done = false;
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      if (this.visited[at] === round) continue;
      this.visited[at] = round;
      const instruction = this.instructions[at]!;
      if (instruction.kind === 'done') done = true;
      else if (instruction.kind === 'character') readers.push(at);
      else pending.push(...instruction.to);
    }
    const key = `${done} ${readers.sort((a, b) => a - b).join()}`;
    const known = this.sets.get(key);
    if (known) return known;
    const set: StateSet = { readers, done, next: new Map() };
    this.sets.set(key, set);
    return set;
  }
}
