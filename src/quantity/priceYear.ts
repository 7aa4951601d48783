/** The calendar year a price year starts in: "2010/11" and 2010 both give 2010; undefined for anything else. */
export function parsePriceYear(text: string | number): number | undefined {
  const match = /^(\d{4})(?:\/(\d{2}))?$/.exec(String(text));
  if (match === null) return undefined;
  const start = Number(match[1]);
  if (match[2] !== undefined && Number(match[2]) !== (start + 1) % 100) return undefined;
  return start;
}
