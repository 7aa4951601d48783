const longestFound = 60;

/** Cut to 60 characters (code points, so that no character is cut in half), the last one an ellipsis. */
export function shortened(text: string, longest: number = longestFound): string {
  // Cut first in UTF-16 units: a megabyte need not be split into code points to show sixty of them.
  const characters = [...text.slice(0, longest * 2 + 2)];
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join("")}…`;
}

/**
 * What was found, as a message shows it: text in double quotes with control characters escaped, numbers as they are,
 * "nothing" for what is missing or empty, maps and lists as JSON; never more than 60 characters.
 *
 * @example foundText("£5") // '"£5"'
 */
export function foundText(found: unknown): string {
  if (found === undefined || found === null) return "nothing";
  if (typeof found === "string") {
    const quoted = JSON.stringify(shortened(found, longestFound - 2));
    return quoted.length <= longestFound ? quoted : `${shortened(quoted, longestFound - 1)}"`;
  }
  if (typeof found === "number" || typeof found === "boolean") return String(found);
  if (Array.isArray(found) && found.length > 50) return `a list of ${found.length}`;
  if (typeof found === "object") return shortened(JSON.stringify(found) ?? "a map");
  return typeof found;
}
