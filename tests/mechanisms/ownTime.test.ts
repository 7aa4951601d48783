import { expect, test } from "vitest";
import { worked } from "./handWorked.js";
import { testMechanism } from "./mechanismCases.js";

testMechanism({
  name: "ownTime",
  neutral: { "no hours": { ".own_time": { set_up_hours: 0, hours_a_year: 0 } } },
  cases: [
    { what: "at set-up", values: { ".own_time.set_up_hours": 10 }, lines: ["user_own_time"], measures: [] },
    { what: "a year", values: { ".own_time.hours_a_year": 20 }, lines: ["user_own_time"], measures: [] },
  ],
});

test("ownTime, worked by hand: 10 h at set-up and 20 h in the year at £8 are the client's £240, none of it cash", async () => {
  const { gbp } = await worked({
    "costs.own_time_hour": 8,
    ".own_time": { set_up_hours: 10, hours_a_year: 20 },
  });
  expect(gbp("user_own_time", "client")).toBeCloseTo(240, 9);
  expect(gbp("user_own_time")).toBeCloseTo(240, 9);
});
