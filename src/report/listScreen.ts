import { wrapText } from "../screen/textTable.js";
import type { ListedScenario } from "./list.js";

/** The shipped scenarios, each with its title and the question it asks. */
export function listScreen(scenarios: readonly ListedScenario[]): string {
  const lines = scenarios.flatMap(({ name, title, question }) => [
    name,
    ...wrapText(title, 4),
    ...(question === undefined ? [] : wrapText(question, 4)),
  ]);
  return `${lines.join("\n")}\n`;
}
