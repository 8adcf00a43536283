const ASCII = 128;

/** Whether a character is of a class; for ASCII it is found out once. */
export class CharacterTest {
  private readonly expression: RegExp;
  private readonly known = new Int8Array(ASCII);

  /** @param source the class, in JavaScript's notation with the `v` flag */
  constructor(source: string) {
    this.expression = new RegExp(`^${source}$`, 'v');
  }

  takes(code: number): boolean {
    if (code >= ASCII) return this.expression.test(String.fromCodePoint(code));
    if (this.known[code] === 0) this.known[code] = this.expression.test(String.fromCodePoint(code)) ? 1 : -1;
    return this.known[code] === 1;
  }
}
