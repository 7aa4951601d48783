/** Numbers as people read them: rounded, with thousands separators and £. A minus is a hyphen, before the £. */

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ",");

/** Whole numbers of at least 100; below that three significant digits, without trailing zeros. */
function threeDigits(size: number): string {
  if (size >= 99.95) return String(Math.round(size));
  return String(Number(size.toPrecision(3)));
}

/**
 * An amount of money in three significant figures (whole pounds below £1,000).
 *
 * @example pounds(-1234567) // "-£1.23m"
 * pounds(45678) // "£45,700"
 * pounds(0.2) // "£0"
 */
export function pounds(amountGbp: number): string {
  if (!Number.isFinite(amountGbp)) return "–";
  const size = Math.abs(amountGbp);
  let text: string;
  if (size >= 999_500_000) text = `${figures(size / 1e9)}bn`;
  else if (size >= 999_500) text = `${figures(size / 1e6)}m`;
  else if (size >= 999.5) text = grouped(String(Number(size.toPrecision(3))));
  else text = String(Math.round(size));
  return text === "0" ? "£0" : `${amountGbp < 0 ? "-" : ""}£${text}`;
}

/**
 * An amount somebody typed, to the last digit: a threshold is what it is, not what it is near.
 *
 * @example poundsAsTyped(6275) // "£6,275"
 * poundsAsTyped(1e5) // "£100,000"
 */
export function poundsAsTyped(amountGbp: number): string {
  const [whole, fraction] = String(Math.abs(amountGbp)).split(".");
  const text = fraction === undefined ? grouped(whole!) : `${grouped(whole!)}.${fraction}`;
  return `${amountGbp < 0 ? "-" : ""}£${text}`;
}

/** Three significant figures, trailing zeros kept, so that a column of millions lines up in precision. */
const figures = (size: number): string =>
  size >= 999.5 ? grouped(String(Math.round(size))) : size.toPrecision(3);

/**
 * A number of people, hours or events: whole from 100 up, else three significant digits.
 *
 * @example quantityText(12345.6) // "12,346"
 * quantityText(0.12345) // "0.123"
 */
export function quantityText(value: number): string {
  if (!Number.isFinite(value)) return "–";
  const text = threeDigits(Math.abs(value));
  const [whole, fraction] = text.split(".");
  const joined = fraction === undefined ? grouped(whole!) : `${grouped(whole!)}.${fraction}`;
  return value < 0 && text !== "0" ? `-${joined}` : joined;
}

/**
 * A probability in whole percent; what is not certain is never shown as 0% or 100%.
 *
 * @example percent(0.123) // "12%"
 * percent(0.001) // "<1%"
 */
export function percent(probability: number): string {
  if (!Number.isFinite(probability)) return "–";
  if (probability > 0 && probability < 0.005) return "<1%";
  if (probability < 1 && probability >= 0.995) return ">99%";
  return `${Math.round(100 * probability)}%`;
}

/** The largest of …, 0.01, 0.1, 1, 10, 100, … that is not above a size. */
function powerOfTenWithin(size: number): number {
  let unit = 1;
  while (unit * 10 <= size && unit < 1e15) unit *= 10;
  if (unit <= size) return unit;
  // As 1 ÷ 10, 1 ÷ 100 …, which are the numbers nearest to 0.1, 0.01 …
  let parts = 1;
  while (1 / parts > size && parts < 1e15) parts *= 10;
  return 1 / parts;
}

/** How finely a number may be told: to half its error, and in no more than so many figures. */
function unitTold(size: number, error: number, figuresAtMost: number): number {
  let unit = powerOfTenWithin(size);
  for (let figure = 1; figure < figuresAtMost; figure++) unit = powerOfTenWithin((unit / 10) * (1 + 1e-9));
  return error > 0 ? Math.max(unit, powerOfTenWithin(error / 2)) : unit;
}

/**
 * An amount of money as finely as its error allows: to no more than half of it, and never in more than three figures.
 *
 * @example poundsWithin(45678, 13200) // "£46,000"
 * poundsWithin(45678, 200) // "£45,700"
 */
export function poundsWithin(amountGbp: number, errorGbp: number): string {
  if (!Number.isFinite(amountGbp) || !(errorGbp > 0)) return pounds(amountGbp);
  const unit = Math.max(1, unitTold(Math.abs(amountGbp), errorGbp, 3));
  return pounds(unit * Math.round(amountGbp / unit));
}

/**
 * A value on whose one side something holds, in so few digits as its error allows (four at most), rounded to that side: what
 * is shown holds too.
 *
 * @param holdsOn the side of the value on which it holds
 * @param error standard error of the value; undefined or NaN where it is not known
 * @example valueThatHolds(1043.571, "below", 0) // "1043"
 * valueThatHolds(1043.571, "above", 130) // "1050"
 */
export function valueThatHolds(value: number, holdsOn: "below" | "above", error: number | undefined): string {
  if (!Number.isFinite(value)) return "–";
  if (value === 0) return "0";
  const unit = unitTold(Math.abs(value), error ?? 0, 4);
  // What a search leaves of rounding is no reason to go a whole unit further.
  const slack = 1e-5;
  const units = value / unit;
  const whole = holdsOn === "below" ? Math.floor(units + slack) : Math.ceil(units - slack);
  if (unit >= 1) return String(whole * unit + 0);
  return String(Number((whole / Math.round(1 / unit)).toPrecision(12)) + 0);
}
