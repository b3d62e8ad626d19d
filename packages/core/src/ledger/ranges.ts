/** The leaves from `start` until before `end`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A complete subtree: the 2^height leaves from index · 2^height. */
export interface Subtree {
  readonly height: number;
  readonly index: number;
}

/** The ranges whose roots prove that a leaf is in a tree, the leaf's sibling first. RFC 6962 §2.1.1. */
export function inclusionRanges(index: number, size: number): Range[] {
  const ranges: Range[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    if (index < middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  return ranges.reverse();
}

/** The ranges whose roots prove that a tree of size `to` begins with the one of size `from`. RFC 6962 §2.1.2. */
export function consistencyRanges(from: number, to: number): Range[] {
  const ranges: Range[] = [];
  let [start, end] = [0, to];
  while (end > from) {
    const middle = start + splitOf(end - start);
    if (from <= middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  // SUBPROOF(m, D[m], false): a subtree that isn't the whole old tree, whose root the other side therefore doesn't have.
  if (start > 0) ranges.push({ start, end });
  return ranges.reverse();
}

/** The complete subtrees that a range of a proof is made of, left to right. */
export function subtreesOf({ start, end }: Range): Subtree[] {
  const subtrees: Subtree[] = [];
  let at = start;
  while (at < end) {
    let [height, leaves] = [0, 1];
    while (at % (leaves * 2) === 0 && at + leaves * 2 <= end) {
      height += 1;
      leaves *= 2;
    }
    subtrees.push({ height, index: at / leaves });
    at += leaves;
  }
  return subtrees;
}

/** The largest power of two below `count`, where RFC 6962 §2.1 splits a tree. */
function splitOf(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}
