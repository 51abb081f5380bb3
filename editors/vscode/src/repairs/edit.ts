// The least that has to be replaced to turn one text into another.

/** Replace the UTF-16 units from `start` to `end` by `text`. */
export interface Replacement {
  start: number;
  end: number;
  text: string;
}

/** The smallest single replacement that turns `before` into `after`; `undefined` where they are equal. */
export function replacement(before: string, after: string): Replacement | undefined {
  if (before === after) {
    return undefined;
  }
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) {
    start += 1;
  }
  let tail = 0;
  while (tail < most - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) {
    tail += 1;
  }
  // A pair of surrogates is one character: it is replaced as a whole.
  if (start > 0 && isHighSurrogate(before, start - 1)) {
    start -= 1;
  }
  if (tail > 0 && isHighSurrogate(before, before.length - tail - 1)) {
    tail -= 1;
  }
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}

function isHighSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xd800 && unit <= 0xdbff;
}
