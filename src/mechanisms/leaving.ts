/** Holders who give the budget up and return to the contract. */
import { defineMechanism } from "./defineMechanism.js";
import { parameter } from "./parameter.js";

export const leaving = defineMechanism({
  name: "leaving",
  title: "Leaving",
  about: "Holders give the budget up at a yearly rate and return to the contract for good.",
  group: "who_holds",
  fields: {
    leaving_rate: parameter(
      "per year",
      "Rate at which holders give the budget up and return to the contract for good.",
      0,
      { min: 0 },
    ),
  },
  hazards: ({ leaving_rate }, value) => ({ leavingAYear: value(leaving_rate) }),
});
