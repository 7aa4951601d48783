/**
 * The curve of direct-payments-2007 is the least-squares fit it says it is: worked here again from the counts in the evidence
 * table, none of them later than March 2004.
 */
import { readFile } from "node:fs/promises";
import { parse as parseCsv } from "csv-parse/sync";
import { expect, test } from "vitest";
import { parse as parseYaml } from "yaml";

const users = 818_700;
const yearsSinceApril1997: Readonly<Record<string, number>> = {
  "dp-clients-1997": 0.67,
  "dp-clients-200001": 4,
  "dp-clients-200102": 5,
  "dp-clients-200203": 6,
  "dp-clients-200304": 7,
};
const ceilings = [0.03, 0.05, 0.07, 0.09, 0.11, 0.13, 0.15];

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** A straight line through the log odds of count/(users x ceiling), and the squared errors of the log counts it leaves. */
function fittedCurve(ceiling: number, counts: readonly (readonly [number, number])[]) {
  const odds = counts.map(([years, count]) => {
    const share = count / (users * ceiling);
    return [years, Math.log(share / (1 - share))] as const;
  });
  const meanYears = sum(odds.map(([years]) => years)) / odds.length;
  const meanOdds = sum(odds.map(([, odd]) => odd)) / odds.length;
  const steepness =
    sum(odds.map(([years, odd]) => (years - meanYears) * (odd - meanOdds))) /
    sum(odds.map(([years]) => (years - meanYears) ** 2));
  const midpoint = meanYears - meanOdds / steepness;
  const squares = sum(
    counts.map(([years, count]) => {
      const fitted = (users * ceiling) / (1 + Math.exp(-steepness * (years - midpoint)));
      return Math.log(count / fitted) ** 2;
    }),
  );
  return { steepness, midpoint, squares };
}

const shipped = (path: string) => readFile(new URL(`../../scenarios/${path}`, import.meta.url), "utf8");

test("steepness, midpoint and likelihood are those of the counts to March 2004", async () => {
  const rows: readonly { readonly id: string; readonly value: string }[] = parseCsv(
    await shipped("tables/evidence.csv"),
    { columns: true },
  );
  const scenario = parseYaml(await shipped("direct-payments-2007.yaml"));
  const counts = Object.entries(yearsSinceApril1997).map(
    ([id, years]) => [years, Number(rows.find((row) => row.id === id)?.value)] as const,
  );
  const fits = ceilings.map((ceiling) => fittedCurve(ceiling, counts));
  const best = fittedCurve(0.166, counts).squares;
  const takeUp = scenario.arms.budget.take_up;
  fits.forEach(({ steepness, midpoint, squares }, at) => {
    expect(takeUp.midpoint_years.values[at]).toBeCloseTo(midpoint, 2);
    expect(takeUp.steepness.values.at(-1 - at)).toBeCloseTo(steepness, 3);
    const likelihood = Math.exp(-(squares - best) / best);
    expect(takeUp.midpoint_years.weights[at]).toBeCloseTo(likelihood, 2);
    expect(takeUp.steepness.weights.at(-1 - at)).toBeCloseTo(likelihood, 2);
    // The groups' ceilings, each times its share of users, add up to the whole's.
    const groups = takeUp.ceiling.by_client_group;
    const whole =
      0.67 * groups.older_people.values[at] +
      0.14 * groups.physical_disability.values[at] +
      0.1 * groups.learning_disability.values[at] +
      0.09 * groups.mental_health.values[at];
    expect(whole).toBeCloseTo(ceilings[at]!, 3);
  });
});
