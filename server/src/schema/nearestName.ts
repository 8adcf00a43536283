/**
 * The candidate that a mistyped name most likely stands for; undefined where none is near.
 * Near is one slip for short names, at most three for long ones, for two characters one that is left out, none for a single one; case does not
 * count. Of those with as few slips, the one that begins alike the longest: people mistype what comes later.
 */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  const lower = name.toLowerCase();
  const allowed = name.length < 3 ? name.length - 1 : Math.min(3, Math.max(1, Math.floor(name.length / 4)));
  let nearest: string | undefined;
  let least = allowed + 1;
  let start = 0;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) > Math.min(least, allowed) || (name.length === 2 && !(/^\S{3}$/.test(candidate) && isWithin(lower, candidate.toLowerCase())))) continue;
    const distance = editDistance(lower, candidate.toLowerCase());
    const alike = commonStart(name, candidate);
    if (distance < least || (distance === least && nearest !== undefined && alike > start)) [nearest, least, start] = [candidate, distance, alike];
  }
  return nearest;
}

/**
 * The candidate that differs in words that were left out, or put in: `PrivateCallList` for `PrivateList`. For names where
 * one of a few must stand; undefined where none of them is mostly the same.
 */
export function nearestSpelledOut(name: string, candidates: Iterable<string>): string | undefined {
  const lower = name.toLowerCase();
  let nearest: string | undefined;
  let most = MOSTLY;
  for (const candidate of candidates) {
    const other = candidate.toLowerCase();
    const [short, long] = lower.length < other.length ? [lower, other] : [other, lower];
    const share = short.length / long.length;
    if (short.length >= SHORTEST && share > most && isWithin(short, long)) [nearest, most] = [candidate, share];
  }
  return nearest;
}

const SHORTEST = 6;
const MOSTLY = 0.6;

/** Whether all characters of the one stand in the other, in this order. */
function isWithin(short: string, long: string): boolean {
  let at = 0;
  for (let place = 0; place < long.length && at < short.length; place++) if (long.charCodeAt(place) === short.charCodeAt(at)) at++;
  return at === short.length;
}

function commonStart(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

/** Characters to insert, delete, replace, or swap with their neighbour. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replace = last[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      let distance = Math.min(replace, last[column]! + 1, current[column - 1]! + 1);
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) distance = Math.min(distance, beforeLast[column - 2]! + 1);
      current.push(distance);
    }
    [beforeLast, last] = [last, current];
  }
  return last[b.length]!;
}
