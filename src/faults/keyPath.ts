/** A key of a scenario, from the root: keys of maps, and indices (from 0) of lists. */
export type KeyPath = readonly (string | number)[];

const needsQuotes = /^$|[."=\s]|^'|\p{Cc}/u;

/**
 * The path as a user writes it: `arms.budget.take_up.ceiling`, a list's index as a number; a key that holds a dot,
 * a space or an equals sign is put in double quotes.
 *
 * @example dottedPath(["sites", "St. Albans", "people", 0]) // 'sites."St. Albans".people.0'
 */
export const dottedPath = (path: KeyPath): string =>
  path
    .map((key) => (typeof key === "string" && needsQuotes.test(key) ? JSON.stringify(key) : String(key)))
    .join(".");

/** One key at the start of the rest of a path: in double quotes, or anything up to the next dot or equals sign. */
const keyPattern = /("(?:[^"\\]|\\.)*"|[^."=]+)/y;

/**
 * Reads a path at the start of `text`, as far as the equals sign or the end: the inverse of `dottedPath`. Undefined
 * if a key is empty or a quote is not closed. All keys come as text; what a number means depends on what it points into.
 *
 * @example readKeyPath("arms.budget.bias=-0.1") // { path: ["arms", "budget", "bias"], end: 16 }
 */
export function readKeyPath(
  text: string,
): { readonly path: readonly string[]; readonly end: number } | undefined {
  const path: string[] = [];
  let at = 0;
  for (;;) {
    keyPattern.lastIndex = at;
    const found = keyPattern.exec(text)?.[0];
    if (found === undefined) return undefined;
    at += found.length;
    const key = found.startsWith('"') ? unquoted(found) : found.trim();
    if (key === undefined || (key === "" && !found.startsWith('"'))) return undefined;
    path.push(key);
    if (at === text.length || text[at] === "=") return { path, end: at };
    if (text[at] !== ".") return undefined;
    at += 1;
  }
}

/**
 * The keys of a path that a program wrote with `dottedPath`.
 *
 * @throws {Error} for text that is not a path
 * @example keysOf("arms.budget.take_up.ceiling") // ["arms", "budget", "take_up", "ceiling"]
 */
export function keysOf(path: string): readonly string[] {
  const read = readKeyPath(path);
  if (read === undefined || read.end !== path.length) throw new Error(`no path of keys: ${path}`);
  return read.path;
}

/** Whether the first path is the second, or lies below it. */
export const isWithin = (inner: string, outer: string): boolean =>
  inner === outer || inner.startsWith(`${outer}.`);

function unquoted(text: string): string | undefined {
  try {
    const key: unknown = JSON.parse(text);
    return typeof key === "string" ? key : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
