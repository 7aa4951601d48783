/** Optimal string alignment distance: each letter inserted, dropped or changed, and each swap of neighbours, counts one. */
function editDistance(left: string, right: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const same = left[i - 1] === right[j - 1] ? 0 : 1;
      let least = Math.min(last[j]! + 1, current[j - 1]! + 1, last[j - 1]! + same);
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) {
        least = Math.min(least, beforeLast[j - 2]! + 1);
      }
      current.push(least);
    }
    beforeLast = last;
    last = current;
  }
  return last[right.length]!;
}

/** Differences of style are not misspellings: `takeUp`, `Take-up` and `take up` all mean `take_up`. */
const plainSpelling = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[\s-]+/g, "_")
    .toLowerCase();

/** A longer name is not a misspelt key; comparing it would only cost time. */
const longestName = 100;

/**
 * The name someone probably meant: the closest of `names` to `found`, or undefined if none is close.
 *
 * Closeness is the Damerau–Levenshtein distance (Damerau 1964; the optimal string alignment form), after case,
 * hyphens and spaces are made alike. A name is close if the distance is at most a third of the longer of the two
 * (rounded down, at least 1) and less than the length of the shorter, so that `a` never suggests `b`. Of equally
 * close names the first given wins. If none is close, the one name that begins with `found` as a whole word, if there
 * is just one: `gdp` for `gdp-deflator`.
 *
 * @example nearestName("ceilin", ["midpoint_years", "ceiling"]) // "ceiling"
 */
export function nearestName(found: string, names: Iterable<string>): string | undefined {
  if (found.length > longestName) return undefined;
  const asked = plainSpelling(found);
  let nearest: string | undefined;
  const longer: string[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (const name of names) {
    const known = plainSpelling(name);
    if (asked !== "" && known.startsWith(`${asked}_`)) longer.push(name);
    const [shortest, longest] =
      asked.length < known.length ? [asked.length, known.length] : [known.length, asked.length];
    const limit = Math.max(1, Math.floor(longest / 3));
    if (name === found || longest - shortest > limit || longest > longestName) continue;
    const distance = editDistance(asked, known);
    if (distance <= limit && distance < shortest && distance < least) {
      least = distance;
      nearest = name;
    }
  }
  return nearest ?? (longer.length === 1 ? longer[0] : undefined);
}
