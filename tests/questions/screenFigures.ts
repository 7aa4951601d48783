/** What stands on a screen, against what the tables beside it hold: every number is read back and looked for among the cells. */
import {
  percent,
  pounds,
  poundsAsTyped,
  poundsWithin,
  quantityText,
  valueThatHolds,
} from "../../src/screen/figureText.js";

export type Row = Readonly<Record<string, unknown>>;

const numbersIn = (row: Row): readonly number[] =>
  Object.values(row)
    // A text of nothing but numbers is a list of them.
    .flatMap((cell) =>
      typeof cell === "string" && /^[-\d.e; ]+$/.test(cell) ? cell.split(/[; ]+/).map(Number) : cell,
    )
    .filter((cell): cell is number => typeof cell === "number" && Number.isFinite(cell));

/** Every way in which a screen may write a number, without its sign: as money, a share, a quantity, a ratio, and to its error. */
function writings(cell: number, errors: readonly number[]): readonly string[] {
  const size = Math.abs(cell);
  const share = `${quantityText(Number((100 * size).toPrecision(2)))}%`;
  const tenths = [Math.floor, Math.ceil].map((rounded) => `${(rounded(1000 * size) / 10).toFixed(1)}%`);
  const toErrors = errors.flatMap((error) => [
    poundsWithin(size, error),
    ...(["below", "above"] as const).map((side) => valueThatHolds(cell, side, error).replace("-", "")),
  ]);
  return [
    pounds(size),
    poundsAsTyped(size),
    `£${String(size)}`,
    percent(size).replace(/[<>]/, ""),
    quantityText(size),
    share,
    ...tenths,
    `${quantityText(100 * size)}%`,
    `${quantityText(100 * size)} points`,
    `${Math.round(100 * size)} pts`,
    ...[4, 6].map((digits) => withThousands(Number(size.toPrecision(digits)))),
    String(Number(size.toPrecision(4))),
    ...[2, 3].map((digits) => size.toFixed(digits)),
    ...toErrors,
  ];
}

const withThousands = (size: number): string => {
  const [whole, fraction] = String(size).split(".");
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
};

/** A number as a reader sees it: an amount, a share, a difference of shares, a plain number. */
const shownNumber = /£?\d+(?:,\d{3})*(?:\.\d+)?(?:bn|m\b)?(?:%| points| pts)?/g;

/**
 * The numbers of a screen that no cell of the tables holds: not as a number, at the precision shown, and not within a text such as a
 * name, a path or a year.
 *
 * @param told numbers that the reader has typed, and words that hold numbers
 */
export function strangers(
  screen: string,
  rows: readonly Row[],
  told: readonly (string | RegExp)[],
): readonly string[] {
  const held = new Set<string>();
  const texts = new Set<string>();
  for (const row of rows) {
    const cells = numbersIn(row);
    const errors = [
      0,
      ...Object.entries(row).flatMap(([name, cell]) =>
        /error|mcse|_se$/.test(name) && typeof cell === "number" ? [cell] : [],
      ),
    ];
    for (const cell of cells) for (const text of writings(cell, errors)) held.add(text);
    for (const cell of Object.values(row)) if (typeof cell === "string" && /\d/.test(cell)) texts.add(cell);
  }
  const flat = screen.replace(/\s+/g, " ");
  const without = told.reduce<string>(
    (text, word) => text.replaceAll(word instanceof RegExp ? new RegExp(word, "g") : word, " "),
    flat,
  );
  const bare = [...texts]
    .sort((a, b) => b.length - a.length)
    .reduce((text, word) => text.replaceAll(word, " "), without);
  return [...bare.matchAll(shownNumber)]
    .map(([number]) => number)
    .filter((number) => !held.has(number) && !held.has(number.replace("£", "")));
}

/** How many numbers a screen shows in all: a screen without any would hold no strangers either. */
export const numbersShown = (screen: string): number => [...screen.matchAll(shownNumber)].length;
