import { classEscape, literal, propertyClass } from './characterClasses';

/** A regular expression of XML Schema (part 2, appendix F). */
export type Pattern =
  /** One character of a class, in JavaScript's notation with the `v` flag. */
  | { readonly kind: 'character'; readonly source: string }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'repeat'; readonly part: Pattern; readonly min: number; readonly max: number };

const DEEPEST = 200;
const HIGHEST = 1_000_000_000;
const CHARACTER_ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/**
 * Reads a pattern.
 * @throws Error with one line on what is wrong
 */
export function readPattern(pattern: string): Pattern {
  return new PatternReader(pattern).whole();
}

class PatternReader {
  private readonly characters: readonly string[];
  private at = 0;
  private depth = 0;

  constructor(private readonly pattern: string) {
    this.characters = [...pattern];
  }

  whole(): Pattern {
    const pattern = this.choice();
    return this.at < this.characters.length ? this.fail(`')' closes nothing`) : pattern;
  }

  private choice(): Pattern {
    if (++this.depth > DEEPEST) this.fail(`more than ${DEEPEST} parentheses inside each other`);
    const parts = [this.sequence()];
    while (this.characters[this.at] === '|') {
      this.at++;
      parts.push(this.sequence());
    }
    this.depth--;
    return parts.length === 1 ? parts[0]! : { kind: 'choice', parts };
  }

  private sequence(): Pattern {
    const parts: Pattern[] = [];
    for (let next = this.characters[this.at]; next !== undefined && next !== '|' && next !== ')'; next = this.characters[this.at]) {
      parts.push(this.quantified(this.atom()));
    }
    return parts.length === 1 ? parts[0]! : { kind: 'sequence', parts };
  }

  private atom(): Pattern {
    const character = this.characters[this.at++]!;
    if (character === '\\') return { kind: 'character', source: this.escape() };
    if (character === '[') return { kind: 'character', source: this.characterClass() };
    if (character === '.') return { kind: 'character', source: String.raw`[^\n\r]` };
    if (character === '(') {
      const inside = this.choice();
      if (this.characters[this.at++] !== ')') this.fail(`'(' is not closed`);
      return inside;
    }
    if ('?*+{}]'.includes(character)) this.fail(`'${character}' at this place needs a '\\' before it`);
    return { kind: 'character', source: literal(character) };
  }

  private quantified(part: Pattern): Pattern {
    const sign = this.characters[this.at];
    if (sign === undefined || !'?*+{'.includes(sign)) return part;
    this.at++;
    if (sign !== '{') return { kind: 'repeat', part, min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : Infinity };
    const end = this.characters.indexOf('}', this.at);
    const written = /^(\d+)(,(\d*))?$/.exec(this.characters.slice(this.at, Math.max(end, this.at)).join('')) ?? this.fail(`'{' needs a number, as in {3}, {2,} or {1,5}`);
    this.at = end + 1;
    const min = Math.min(Number(written[1]), HIGHEST);
    const max = written[2] === undefined ? min : written[3] === '' ? Infinity : Math.min(Number(written[3]), HIGHEST);
    return min <= max ? { kind: 'repeat', part, min, max } : this.fail(`'{${written[0]}}' begins with the larger number`);
  }

  private escape(): string {
    const letter = this.characters[this.at++] ?? this.fail(`it ends in '\\'`);
    if (letter === 'p' || letter === 'P') return this.property(letter);
    const known = classEscape(letter) ?? (Object.hasOwn(CHARACTER_ESCAPES, letter) ? literal(CHARACTER_ESCAPES[letter]!) : undefined);
    if (known !== undefined) return known;
    if (!'\\|.-^?*+{}()[]'.includes(letter)) this.fail(`'\\${letter}' is unknown`);
    return literal(letter);
  }

  private property(letter: 'p' | 'P'): string {
    const end = this.characters.indexOf('}', this.at);
    const name = this.characters.slice(this.at + 1, Math.max(end, this.at)).join('');
    const found = this.characters[this.at] === '{' ? propertyClass(letter, name) : undefined;
    this.at = end + 1;
    return found ?? this.fail(`'\\${letter}{${name}}' is unknown`);
  }

  /** After `[`, up to and with `]`; a class to take away (`-[…]`) stands last in it. */
  private characterClass(): string {
    if (++this.depth > DEEPEST) this.fail(`more than ${DEEPEST} classes inside each other`);
    const negated = this.characters[this.at] === '^';
    if (negated) this.at++;
    let members = '';
    for (let first = true; ; first = false) {
      const character = this.characters[this.at++] ?? this.fail(`'[' is not closed`);
      if (character === ']') {
        if (first) this.fail(`'[]' is empty`);
        this.depth--;
        return `[${negated ? '^' : ''}${members}]`;
      }
      if (character === '-' && this.characters[this.at] === '[' && !first) {
        this.at++;
        const without = this.characterClass();
        if (this.characters[this.at++] !== ']') this.fail(`'[' is not closed`);
        this.depth--;
        return `[[${negated ? '^' : ''}${members}]--${without}]`;
      }
      if (character === '[') this.fail(`'[' inside '[…]' needs a '\\'`);
      members += this.member(character);
    }
  }

  /** One character or class, or a range of characters. */
  private member(character: string): string {
    const from = character === '\\' ? this.escape() : literal(character);
    if (this.characters[this.at] !== '-' || '[]'.includes(this.characters[this.at + 1] ?? ']')) return from;
    this.at++;
    const end = this.characters[this.at++]!;
    const to = end === '\\' ? this.escape() : literal(end);
    if (codeOf(from) === undefined || codeOf(to) === undefined || codeOf(from)! > codeOf(to)!) this.fail(`'${character}-${end}' is no range of characters`);
    return `${from}-${to}`;
  }

  private fail(reason: string): never {
    throw new Error(`the pattern '${this.pattern}' cannot be used: ${reason}`);
  }
}

/** The code point of a class of one character. */
function codeOf(source: string): number | undefined {
  if (source.length === 1) return source.codePointAt(0);
  const code = /^\\u\{([0-9a-f]+)\}$/.exec(source)?.[1];
  return code === undefined ? undefined : parseInt(code, 16);
}
