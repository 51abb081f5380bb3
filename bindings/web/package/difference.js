// What changed between two texts. The page that repairs articles takes it too.

/** The one edit that turns a text into another, without the halves of characters; undefined where they are the same. */
export function difference(from, to) {
  if (from === to) {
    return undefined;
  }
  const most = Math.min(from.length, to.length);
  let [before, after] = [0, 0];
  while (before < most && from.charCodeAt(before) === to.charCodeAt(before)) {
    before += 1;
  }
  while (after < most - before && from.charCodeAt(from.length - 1 - after) === to.charCodeAt(to.length - 1 - after)) {
    after += 1;
  }
  before -= Number(before > 0 && isFirstHalf(from.charCodeAt(before - 1)));
  after -= Number(after > 0 && isSecondHalf(from.charCodeAt(from.length - after)));
  return { start: before, end: from.length - after, text: to.slice(before, to.length - after) };
}

function isFirstHalf(unit) {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isSecondHalf(unit) {
  return unit >= 0xdc00 && unit < 0xe000;
}
