const plain = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/**
 * The number that a text means, wherever one is typed: in a table's cell, in an option. Plain decimals with a point, with or
 * without an exponent (`1000`, `-.5`, `1e5`, `1E+05`); never `1,000`, `£5`, `12%`, `0x10` or `Infinity`: undefined.
 *
 * @example numberOf("1e+05") // 100000
 */
export function numberOf(text: string): number | undefined {
  const number = plain.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

const thousands = /^([+-]?)(\d{1,3})((?:,\d{3})+|(?:[ \u00A0\u2009\u202F]\d{3})+)(\.\d+)?$/u;

/**
 * The plain number meant by one written as people and spreadsheets show numbers: with £ (also as `Â£`, which Excel makes of
 * it in a file without a byte order mark), commas or spaces between thousands, per cent, a comma for the point.
 *
 * @example [numberMeant("£1,200"), numberMeant("15%"), numberMeant("0,35")] // ["1200", "0.15", "0.35"]
 */
export function numberMeant(text: string): string | undefined {
  const bare = text.trim().replace(/^([+-]?)\s*(?:Â?£|€|\$|GBP)\s*/u, "$1");
  const isShare = bare.endsWith("%");
  const [, sign, first, rest, decimals = ""] = thousands.exec(bare.replace(/\s*%$/, "")) ?? [];
  const grouped = rest === undefined ? undefined : `${sign}${first}${rest.replace(/\D/g, "")}${decimals}`;
  const decimalComma = /^[+-]?\d+,(\d{1,2}|\d{4,})$/.test(bare) || /^[+-]?0,\d+$/.test(bare);
  const digits = decimalComma ? bare.replace(",", ".") : (grouped ?? bare.replace(/\s*%$/, ""));
  const number = numberOf(digits);
  if (number === undefined) return undefined;
  const meant = isShare ? perCent(number) : digits;
  return meant === text ? undefined : meant;
}

/** A percentage as a share: 35 is 0.35. */
export const perCent = (hundredths: number): string => String(Number((hundredths / 100).toPrecision(15)));
