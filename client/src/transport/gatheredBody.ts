/**
 * The body of an answer as it comes in. It is copied into one growing buffer: a server may send it in pieces of one byte,
 * and a list of pieces would take a hundred times their bytes.
 */
export class GatheredBody {
  private bytes = new Uint8Array(16 * 1024);
  private length = 0;

  /** @param limit largest body, in bytes */
  constructor(private readonly limit: number) {}

  /** Adds a piece; false where the body would get too large, and then it is not added. */
  add(piece: Uint8Array): boolean {
    const length = this.length + piece.length;
    if (length > this.limit) return false;
    if (length > this.bytes.length) {
      const larger = new Uint8Array(Math.max(length, 2 * this.bytes.length));
      larger.set(this.bytes.subarray(0, this.length));
      this.bytes = larger;
    }
    this.bytes.set(piece, this.length);
    this.length = length;
    return true;
  }

  /** What has come so far. */
  whole(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }
}
