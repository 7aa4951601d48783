import { simulateDraws } from "../../src/results/simulateDraws.js";
import type { Study } from "../../src/scenario/study.js";
import { runSettings } from "../../src/simulation/runSettings.js";

/** Everything that one draw of a study comes to. */
export const tallyOfStudy = (study: Study): Float64Array =>
  simulateDraws(study, runSettings(study, { draws: 1 }), 0, 1);
