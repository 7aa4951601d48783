/** Characters that look like a space, or like nothing, and are neither to a program: they come with pasted text. */
const names: Readonly<Record<string, string>> = {
  "\u00A0": "no-break space",
  "\u00AD": "soft hyphen",
  "\u1680": "Ogham space",
  "\u180E": "Mongolian vowel separator",
  "\u200B": "zero-width space",
  "\u200C": "zero-width non-joiner",
  "\u200D": "zero-width joiner",
  "\u202F": "narrow no-break space",
  "\u205F": "mathematical space",
  "\u2060": "word joiner",
  "\u3000": "ideographic space",
  "\uFEFF": "byte order mark",
};
const widths =
  "en quad,em quad,en space,em space,third of an em,quarter of an em,sixth of an em,figure space";
const spaces = [...widths.split(","), "punctuation space", "thin space", "hair space"];

/** Matches any such character, so that it can be replaced. */
export const invisible = /[\u00A0\u00AD\u1680\u180E\u2000-\u200D\u202F\u205F\u2060\u3000\uFEFF]/u;

/**
 * The name of an invisible character, with its code point.
 *
 * @example invisibleName("\u00A0") // "no-break space (U+00A0)"
 */
export function invisibleName(character: string): string {
  const code = character.charCodeAt(0);
  const name = names[character] ?? spaces[code - 0x2000] ?? "blank";
  return `${name} (U+${code.toString(16).toUpperCase().padStart(4, "0")})`;
}
