/**
 * A word as a POSIX shell takes it: as it stands where nothing in it is special, else in single quotes.
 *
 * @example shellQuote("it's") // "'it'\\''s'"
 */
export const shellQuote = (word: string): string =>
  /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
