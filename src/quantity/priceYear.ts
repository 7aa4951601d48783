/** The calendar year a price year starts in: "2010/11" and 2010 both give 2010; undefined for anything else. */
export function parsePriceYear(text: string | number): number | undefined {
  const match = /^(\d{4})(?:\/(\d{2}))?$/.exec(String(text));
  if (match === null) return undefined;
  const start = Number(match[1]);
  if (match[2] !== undefined && Number(match[2]) !== (start + 1) % 100) return undefined;
  return start;
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * The year that a text means, as price years are written: `2006`, or `2006/07` for a financial year. The text may have a
 * hyphen or both years in full (`2006-07`, `2006/2007`, as the Treasury does), or be what a spreadsheet made of it: Excel takes
 * 2010/11 for November 2010 and shows `Nov-10`. Undefined for anything that is not a year, or not two in a row.
 *
 * @example [yearMeant("2010-11"), yearMeant("Nov-10"), yearMeant("Nov-11")] // ["2010/11", "2010/11", undefined]
 */
export function yearMeant(text: string): string | undefined {
  const [, start, long, short] = /^(\d{4})(?:[/-](?:(\d{4})|(\d{2})))?$/.exec(text) ?? [];
  if (start !== undefined) {
    const next = Number(start) + 1;
    if (long === undefined && short === undefined) return start;
    const follows = long === undefined ? Number(short) === next % 100 : Number(long) === next;
    return follows ? `${start}/${String(next % 100).padStart(2, "0")}` : undefined;
  }
  const [, name, year] = /^([a-z]{3})[- ](\d{2})$/i.exec(text) ?? [];
  const month = months.indexOf((name ?? "").toLowerCase()) + 1;
  // The second year of a financial year was read as a month, so it is the one after the first.
  if (month === 0 || (Number(year) + 1) % 100 !== month) return undefined;
  return `20${year}/${String(month).padStart(2, "0")}`;
}
