/**
 * The product and the reference given the same luck must agree number by number: every arm, slice, year and item of a
 * draw's tally, over random scenarios. No statistics: a difference beyond rounding is a difference of meaning.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomScenario } from "../properties/randomScenario.js";
import { studyOf } from "../properties/runProduct.js";
import { differences } from "./differences.js";

describe("the product agrees with the slow reference, person by person", () => {
  it.each([
    { inputs: "certain inputs", uncertain: false, draw: 0 },
    { inputs: "inputs uncertain across draws, sites and people", uncertain: true, draw: 2 },
  ])("over random scenarios with $inputs", async ({ uncertain, draw }) => {
    await fc.assert(
      fc.asyncProperty(randomScenario({ mostPeopleInCell: 10, uncertain }), async (scenario) => {
        expect(differences(await studyOf(scenario), draw)).toEqual([]);
      }),
      { seed: 20110401, endOnFailure: true },
    );
  });
});
