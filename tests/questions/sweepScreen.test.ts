import { expect, test } from "vitest";
import { certainly } from "../../src/faults/outcome.js";
import { sweepPoints, tableOfSweep } from "../../src/questions/sweep/sweep.js";
import { sweepScreen } from "../../src/questions/sweep/sweepScreen.js";
import { runScenario } from "../../src/results/runScenario.js";
import { findVariable } from "../../src/scenario/varyStudy.js";
import { studyOf } from "../properties/runProduct.js";
import { oneYear } from "./oneYear.js";

test("arms of one label each keep a row of their own", async () => {
  const { budget } = oneYear.arms;
  const study = await studyOf({
    ...oneYear,
    arms: {
      contract: {},
      cheap: { ...budget, label: "Budget" },
      dear: { ...budget, label: "Budget", implementation: { per_user: 900 } },
    },
  });
  const variable = certainly(findVariable(study, "arms.cheap.implementation.per_user"));
  const swept = [{ variable, values: [100, 500] }];
  const points = certainly(sweepPoints(study, swept));
  const { rows } = await tableOfSweep(swept, points, undefined, (varied) =>
    runScenario(varied, { detail: "all" }),
  );
  const nets = sweepScreen(study, [variable.path], rows, {
    draws: 2,
    simulatedPeople: "all",
    seed: "any",
  })
    .split("\n")
    .flatMap((line) => /^ +(\d+) +Budget +1 +(£\S+)/.exec(line)?.slice(1) ?? []);
  expect(nets).toEqual(["100", "£100", "100", "£900", "500", "£500", "500", "£900"]);
});
