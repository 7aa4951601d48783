/** What an input comes to on average, in the unit of its field. */
import { mean } from "../quantity/distribution.js";
import type { StudyInput } from "./split.js";

/** The number itself, or the mean of the distribution; in the input's own price year. */
export const inputMean = ({ leaf }: Pick<StudyInput, "leaf">): number =>
  leaf.distribution === undefined ? leaf.value! : mean(leaf.distribution);
