/** Why a schema cannot be used: it is broken, or it needs something that is not supported. */
export class SchemaError extends Error {
  /**
   * @param message one line: what is wrong
   * @param location the schema document, as `resolve` or the caller named it
   * @param offset in that document's text, UTF-16 code units
   */
  constructor(message: string, readonly location: string, readonly offset: number) {
    super(message);
    this.name = 'SchemaError';
  }
}
