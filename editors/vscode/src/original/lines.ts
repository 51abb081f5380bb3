// Which lines of a translation and its original belong together.

/** A line of the one side and the line of the other that belongs to it, counted from 0. Both rise from pair to pair. */
export type Pair = readonly [number, number];

/** The pairs with the beginnings of both articles, which belong together, and their ends: so many lines they have. */
export function whole(pairs: readonly Pair[], lines: Pair): Pair[] {
  const [first, last] = [pairs[0], pairs.at(-1)];
  const begins = first !== undefined && first[0] === 0 && first[1] === 0;
  const within = last === undefined || (last[0] < lines[0] && last[1] < lines[1]) ? pairs : pairs.filter((pair) => pair[0] < lines[0] && pair[1] < lines[1]);
  return [...(begins ? [] : [[0, 0] as const]), ...within, lines];
}

/** The pairs as the other side sees them. */
export function flipped(pairs: readonly Pair[]): Pair[] {
  return pairs.map(([one, other]) => [other, one]);
}

/** The line of the other side that is at the same place as `line`: between two pairs, as far from both as `line` is. */
export function across(pairs: readonly Pair[], line: number): number {
  const next = pairs.findIndex((pair) => pair[0] > line);
  const [from, to] = [pairs[next === -1 ? pairs.length - 1 : next - 1], pairs[next]];
  if (from === undefined || to === undefined) {
    return from?.[1] ?? 0;
  }
  const way = (line - from[0]) / (to[0] - from[0]);
  return from[1] + Math.floor(way * (to[1] - from[1]));
}

/** The lines of the other side, from the first to before the last, that the block at `line` stands for. */
export function block(pairs: readonly Pair[], line: number): Pair | undefined {
  const next = pairs.findIndex((pair) => pair[0] > line);
  const [from, to] = [pairs[next - 1], pairs[next]];
  return from === undefined || to === undefined ? undefined : [from[1], to[1]];
}
