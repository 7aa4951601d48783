import { expect, test } from "vitest";
import { cases } from "../cases.js";
import { worked } from "./handWorked.js";
import { testMechanism } from "./mechanismCases.js";

testMechanism({
  name: "admissions",
  given: { "costs.hospital_admission": 0 },
  neutral: { "admissions that cost nothing": { "costs.cashable.hospital_admissions": 0.5 } },
  cases: [
    {
      what: "a cost of each",
      values: { "costs.hospital_admission": 2000 },
      lines: ["hospital_admissions"],
      measures: [],
    },
  ],
});

test("admissions, worked by hand: at 2 a year £1,000 each is the NHS's, in every arm", async () => {
  const people = 100;
  const draws = 4 * cases;
  const { gbp, count } = await worked(
    {
      "people.existing_users": people,
      "life_course.admissions": 2,
      "costs.hospital_admission": 1000,
      "costs.cashable.hospital_admissions": 0.2,
    },
    draws,
  );
  // Poisson: mean and variance 2 a person. 4 standard errors: a false alarm once in 16,000 seeds; the seed is fixed.
  expect(Math.abs(count("admissions") / people - 2)).toBeLessThan(4 * Math.sqrt(2 / (people * draws)));
  for (const arm of ["contract", "budget"]) {
    expect(gbp("hospital_admissions", "nhs", arm)).toBeCloseTo(1000 * count("admissions", arm), 4);
    expect(gbp("hospital_admissions", undefined, arm)).toBeCloseTo(1000 * count("admissions", arm), 4);
  }
});
