/** How many people a run simulates, in words. */
import { quantityText } from "./figureText.js";

/**
 * How many people are simulated.
 *
 * @example
 * peopleText(1000) // "1,000 a site and group"
 * peopleText(undefined) // "everyone"
 */
export const peopleText = (simulatedPeople: number | undefined): string =>
  simulatedPeople === undefined ? "everyone" : `${quantityText(simulatedPeople)} a site and group`;

/** What the figures of several runs rest on, in a sentence. */
export const simulatedWords = (settings: {
  readonly draws: number;
  readonly simulatedPeople: number | undefined;
  readonly seed: string;
}): string =>
  `${quantityText(settings.draws)} draws, seed "${settings.seed}", people simulated: ${peopleText(settings.simulatedPeople)}.`;
