import type { TextEdit } from '../../service';
import type { DocumentText } from '../../syntax/documentText';

/** A stretch of the first text that is still there, or new text. */
type Piece = { readonly start: number; readonly end: number } | { readonly insert: string };

/** A text in several rounds of edits, told in the end as edits of the first text. */
export class Revision {
  private pieces: readonly Piece[];

  constructor(private readonly first: DocumentText) {
    this.pieces = [{ start: 0, end: first.length }];
  }

  get text(): string {
    return this.pieces.map((piece) => ('insert' in piece ? piece.insert : this.first.slice(piece.start, piece.end))).join('');
  }

  /** @param edits of the present text, in order; none touches another */
  apply(edits: readonly TextEdit[]): void {
    const next: Piece[] = [];
    const pending = [...this.pieces];
    let index = 0;
    let at = 0;
    const pass = (until: number, keep: boolean): void => {
      while (at < until && index < pending.length) {
        const piece = pending[index]!;
        const length = lengthOf(piece);
        const taken = Math.min(length, until - at);
        if (keep) next.push(cut(piece, 0, taken));
        if (taken === length) index++;
        else pending[index] = cut(piece, taken, length);
        at += taken;
      }
    };
    for (const { start, end, insert } of edits) {
      pass(start, true);
      pass(end, false);
      if (insert !== '') next.push({ insert });
    }
    pass(Infinity, true);
    this.pieces = next;
  }

  /** What changed, as edits of the first text, in order. */
  edits(): TextEdit[] {
    const edits: TextEdit[] = [];
    let at = 0;
    let insert = '';
    for (const piece of [...this.pieces, { start: this.first.length, end: this.first.length }]) {
      if ('insert' in piece) {
        insert += piece.insert;
        continue;
      }
      if (insert !== '' || piece.start > at) edits.push({ start: at, end: piece.start, insert });
      at = piece.end;
      insert = '';
    }
    return edits;
  }
}

function lengthOf(piece: Piece): number {
  return 'insert' in piece ? piece.insert.length : piece.end - piece.start;
}

function cut(piece: Piece, from: number, to: number): Piece {
  return 'insert' in piece ? { insert: piece.insert.slice(from, to) } : { start: piece.start + from, end: piece.start + to };
}
