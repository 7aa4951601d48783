import { type Evidence, readEvidence } from "../results/evidence.js";
import { shippedText } from "./packageFiles.js";

/** The evidence table that ships with the package. */
export const shippedEvidence = (): Evidence => readEvidence(shippedText("evidence"), "evidence.csv");
