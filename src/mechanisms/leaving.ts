/** Holders who give the budget up and return to the contract, and those of them who take one up again. */
import { defineMechanism } from "./defineMechanism.js";
import { parameter } from "./parameter.js";

export const leaving = defineMechanism({
  name: "leaving",
  title: "Leaving and coming back",
  about:
    "Holders give the budget up at a yearly rate and return to the contract. Who left, and was not withdrawn, takes a budget up again at a " +
    "yearly rate of its own: one-off costs fall due once more, the deployment is the same.",
  group: "who_holds",
  fields: {
    leaving_rate: parameter(
      "per year",
      "Rate at which holders give the budget up and return to the contract.",
      0,
      { min: 0, byYear: true },
    ),
    return_rate: parameter(
      "per year",
      "Rate at which those who gave a budget up take one up again, while the rule lets them hold one.",
      0,
      { min: 0, byYear: true, actsWith: ["leaving_rate"] },
    ),
  },
  hazards: ({ leaving_rate, return_rate }, value) => ({
    leavingAYear: value(leaving_rate),
    returningAYear: value(return_rate),
  }),
});
