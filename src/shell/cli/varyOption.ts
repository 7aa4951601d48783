/** `--vary PATH=…`, read strictly; whether the path is an input and the numbers are allowed, the scenario tells later. */
import { readVary, type Vary } from "../../questions/vary.js";
import { readsOption } from "./valueOptions.js";

/** Gathers repeated `--vary`. */
export const varyOptions = readsOption("vary", (text, before: readonly Vary[] = []) => {
  const read = readVary(text);
  return "faults" in read ? read : { value: [...before, read.value] };
});
