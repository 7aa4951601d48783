import { describe, expect, it } from "vitest";
import { mixtureIn } from "../../src/inputs/yearSeries.js";

const point = (year: number, value: number) => ({ year, value });
const years = [point(2011, 10), point(2013, 20), point(2017, 0)];
const valueIn = (between: "linear" | "steps", year: number): number => {
  const { from, to, share } = mixtureIn({ years, between }, year);
  return (1 - share) * from.value + share * to.value;
};

describe("a series by year", () => {
  it("is on the straight line between two years, and as at its ends before and after", () => {
    const found = [2009, 2011, 2012, 2013, 2014, 2016, 2017, 2030].map((year) => valueIn("linear", year));
    expect(found).toEqual([10, 10, 15, 20, 15, 5, 0, 0]);
  });

  it("in steps, is what it last was", () => {
    const found = [2009, 2011, 2012, 2013, 2016, 2017, 2030].map((year) => valueIn("steps", year));
    expect(found).toEqual([10, 10, 10, 20, 20, 0, 0]);
  });

  it("of one year is the same in all", () => {
    const one = point(2015, 3);
    for (const year of [2000, 2015, 2020]) {
      expect(mixtureIn({ years: [one], between: "linear" }, year)).toEqual({ from: one, to: one, share: 0 });
    }
  });
});
