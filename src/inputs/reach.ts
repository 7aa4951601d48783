/** The least and the greatest value an input can take, in the unit of its field. */
import { support } from "../quantity/distribution.js";
import type { StudyInput } from "./split.js";

/** Both ends of what an input can be; perhaps infinite. */
export const reach = ({ leaf }: Pick<StudyInput, "leaf">): readonly [least: number, greatest: number] =>
  leaf.distribution === undefined ? [leaf.value!, leaf.value!] : support(leaf.distribution);
