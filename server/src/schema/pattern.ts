/**
 * The pattern language of XML Schema (part 2, appendix F) as JavaScript regular expressions with the `v` flag, whose
 * nested classes and set difference are what the character classes of XML Schema need.
 */
const NAME_START = String.raw`_:A-Za-z\u{c0}-\u{d6}\u{d8}-\u{f6}\u{f8}-\u{2ff}\u{370}-\u{37d}\u{37f}-\u{1fff}\u{200c}-\u{200d}\u{2070}-\u{218f}\u{2c00}-\u{2fef}\u{3001}-\u{d7ff}\u{f900}-\u{fdcf}\u{fdf0}-\u{fffd}\u{10000}-\u{effff}`;
const NAME_MORE = String.raw`\-.0-9\u{b7}\u{300}-\u{36f}\u{203f}-\u{2040}`;

/** Character classes by their escape letter. */
const CLASS_ESCAPES: Readonly<Record<string, string>> = {
  i: `[${NAME_START}]`, I: `[^${NAME_START}]`,
  c: `[${NAME_START}${NAME_MORE}]`, C: `[^${NAME_START}${NAME_MORE}]`,
  d: String.raw`\p{Nd}`, D: String.raw`\P{Nd}`,
  w: String.raw`[^\p{P}\p{Z}\p{C}]`, W: String.raw`[\p{P}\p{Z}\p{C}]`,
  s: String.raw`[ \t\n\r]`, S: String.raw`[^ \t\n\r]`,
};
const CHARACTER_ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/**
 * The regular expression of a pattern facet; it matches whole values.
 * @throws Error with one line on what is wrong or not supported (blocks such as `\p{IsGreek}`)
 */
export function compilePattern(pattern: string): RegExp {
  const reader = new PatternReader(pattern);
  const source = reader.expression();
  try {
    return new RegExp(`^(?:${source})$`, 'v');
  } catch {
    throw new Error(`the pattern '${pattern}' cannot be read`);
  }
}

class PatternReader {
  private readonly characters: readonly string[];
  private at = 0;

  constructor(private readonly pattern: string) {
    this.characters = [...pattern];
  }

  expression(): string {
    let source = '';
    while (this.at < this.characters.length) {
      const character = this.characters[this.at++]!;
      if (character === '\\') source += this.escape();
      else if (character === '[') source += this.characterClass();
      else if (character === '.') source += String.raw`[^\n\r]`;
      else if (character === '(') source += '(?:';
      else if (')|?*+'.includes(character)) source += character;
      else if (character === '{') source += this.quantity();
      else source += literal(character);
    }
    return source;
  }

  private quantity(): string {
    const end = this.characters.indexOf('}', this.at);
    const inside = this.characters.slice(this.at, Math.max(end, this.at)).join('');
    if (!/^\d+(,\d*)?$/.test(inside)) this.fail(`'{' needs a number`);
    this.at = end + 1;
    return `{${inside}}`;
  }

  private escape(): string {
    const letter = this.characters[this.at++] ?? this.fail(`it ends in '\\'`);
    if (letter === 'p' || letter === 'P') return this.property(letter);
    const known = CLASS_ESCAPES[letter] ?? (CHARACTER_ESCAPES[letter] && literal(CHARACTER_ESCAPES[letter]));
    if (known !== undefined) return known;
    if (!'\\|.-^?*+{}()[]'.includes(letter)) this.fail(`'\\${letter}' is unknown`);
    return literal(letter);
  }

  private property(letter: string): string {
    const end = this.characters.indexOf('}', this.at);
    const name = this.characters.slice(this.at + 1, Math.max(end, this.at)).join('');
    if (this.characters[this.at] !== '{' || !/^(L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|Z[slp]?|S[mcko]?|C[cfon]?)$/.test(name)) {
      this.fail(`'\\${letter}{${name}}' is not supported`);
    }
    this.at = end + 1;
    return `\\${letter}{${name}}`;
  }

  /** After `[`, up to and with `]`; a class to take away (`-[…]`) stands last in it. */
  private characterClass(): string {
    const negated = this.characters[this.at] === '^';
    if (negated) this.at++;
    let members = '';
    for (let first = true; ; first = false) {
      const character = this.characters[this.at++] ?? this.fail(`'[' is not closed`);
      if (character === ']') {
        if (first) this.fail(`'[]' is empty`);
        return `[${negated ? '^' : ''}${members}]`;
      }
      if (character === '-' && this.characters[this.at] === '[') {
        this.at++;
        const without = this.characterClass();
        if (this.characters[this.at++] !== ']') this.fail(`'[' is not closed`);
        return `[[${negated ? '^' : ''}${members}]--${without}]`;
      }
      if (character === '[') this.fail(`'[' inside '[…]' needs a '\\'`);
      members += character === '\\' ? this.escape() : literal(character);
      if (this.characters[this.at] === '-' && !'[]'.includes(this.characters[this.at + 1] ?? ']')) {
        this.at++;
        const end = this.characters[this.at++]!;
        members += `-${end === '\\' ? this.escape() : literal(end)}`;
      }
    }
  }

  private fail(reason: string): never {
    throw new Error(`the pattern '${this.pattern}' cannot be used: ${reason}`);
  }
}

function literal(character: string): string {
  return /^[A-Za-z0-9]$/.test(character) ? character : `\\u{${character.codePointAt(0)!.toString(16)}}`;
}

/** A name of XML 1.0 (2.3), and the same without colons (Namespaces in XML 4). */
export const NAME = compilePattern(String.raw`\i\c*`);
export const NCNAME = compilePattern(String.raw`[\i-[:]][\c-[:]]*`);
export const NMTOKEN = compilePattern(String.raw`\c+`);
