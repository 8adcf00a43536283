import type { DocumentText } from '../../syntax/documentText';

/** A comment that switches rules off or on again. Offsets count from wherever its user says. */
export interface RuleSwitch {
  readonly kind: 'disable-next-line' | 'disable' | 'enable';
  readonly codes: readonly string[];
  /** Where the comment begins and ends. */
  readonly start: number;
  readonly end: number;
}

/** Places of a text, `to` not included; later ones neither begin nor end earlier. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Tells which findings comments have switched off. @param switches in document order */
export class SwitchedOff {
  private readonly lines = new Map<string, Stretch[]>();
  private readonly stretches = new Map<string, Stretch[]>();

  constructor(switches: readonly RuleSwitch[], text: DocumentText) {
    const open = new Map<string, number>();
    const ends = new LineEnds(text);
    const nextEnds = new LineEnds(text);
    for (const { kind, codes, start, end } of switches) {
      if (kind === 'disable-next-line') {
        const from = ends.after(end);
        const line = { from, to: nextEnds.after(from) };
        for (const code of codes) add(this.lines, code, line);
      } else {
        for (const code of codes) {
          const since = open.get(code);
          if (kind === 'disable' && since === undefined) open.set(code, end);
          if (kind === 'enable' && since !== undefined) {
            add(this.stretches, code, { from: since, to: start });
            open.delete(code);
          }
        }
      }
    }
    for (const [code, from] of open) add(this.stretches, code, { from, to: Infinity });
  }

  /** @param start where the finding begins */
  has(code: string, start: number): boolean {
    return isIn(this.lines.get(code), start) || isIn(this.stretches.get(code), start);
  }
}

function add(of: Map<string, Stretch[]>, code: string, stretch: Stretch): void {
  const known = of.get(code);
  if (known) known.push(stretch);
  else of.set(code, [stretch]);
}

/** By halving: there may be as many comments as findings. */
function isIn(stretches: readonly Stretch[] | undefined, place: number): boolean {
  if (!stretches) return false;
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stretches[middle]!.from <= place) low = middle + 1;
    else high = middle;
  }
  return low > 0 && stretches[low - 1]!.to > place;
}

/** Where lines end, asked for places in order: a line is read once, however many comments stand in it. */
class LineEnds {
  private from = 0;
  private to = 0;

  constructor(private readonly text: DocumentText) {}

  /** The beginning of the next line, or the end of the text. `\n`, `\r\n` and `\r` end a line. */
  after(place: number): number {
    if (place >= this.from && place < this.to) return this.to;
    const { text } = this;
    let at = place;
    while (at < text.length && text.charCodeAt(at) !== 10 && text.charCodeAt(at) !== 13) at++;
    this.from = place;
    return (this.to = Math.min(text.length, at + (text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) === 10 ? 2 : 1)));
  }
}
