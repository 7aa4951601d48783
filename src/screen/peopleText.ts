/** How many people a run simulates, in words. */
import type { RunSettings } from "../simulation/runSettings.js";
import { quantityText } from "./figureText.js";

/**
 * How many people are simulated.
 *
 * @example
 * peopleText(1000) // "up to 1,000 a site and group"
 * peopleText("all") // "everyone"
 */
export const peopleText = (simulatedPeople: RunSettings["simulatedPeople"]): string =>
  simulatedPeople === "all" ? "everyone" : `up to ${quantityText(simulatedPeople)} a site and group`;

/** What the figures of several runs rest on, in a sentence. */
export const simulatedWords = (settings: Pick<RunSettings, "draws" | "simulatedPeople" | "seed">): string =>
  `${quantityText(settings.draws)} draws, seed "${settings.seed}", people simulated: ${peopleText(settings.simulatedPeople)}.`;
