/** `--vary PATH=…`, read strictly; whether the path is an input and the numbers are allowed, the scenario tells later. */
import { readVary, type Vary } from "../../questions/vary.js";
import { readOption } from "./valueOptions.js";

/** Gathers repeated `--vary`. */
export const varyOptions = (text: string, before: readonly Vary[] = []): readonly Vary[] => [
  ...before,
  readOption(readVary(text)),
];
