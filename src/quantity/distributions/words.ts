/** How numbers are written in the description of a distribution. */

/** A number as short text: six significant digits at most, without trailing zeros. */
export const short = (value: number): string => String(Number(value.toPrecision(6)));

/** Up to six parts in full; of more, the first five, the last and how many there are. */
export const list = (parts: readonly string[]): string =>
  parts.length <= 6
    ? parts.join(", ")
    : `${parts.slice(0, 5).join(", ")} … ${parts.at(-1)} (${parts.length})`;
