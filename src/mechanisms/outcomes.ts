/** What holders gain: what a budget adds to quality of life, as trials measure it, and survey-style outcomes. */
import * as z from "zod";
import type { MeasureName } from "../accounts/measures.js";
import type { Split } from "../inputs/split.js";
import { type CountingDefinition, defineMechanism } from "./defineMechanism.js";
import { parameter } from "./parameter.js";

const by = ["client_group", "quintile", "deployment"] as const;

const increment = (measure: string) =>
  parameter(
    "quality weight",
    `Change of the ${measure} weight while a budget is held: the whole effect, as trials measure it.`,
    0,
    { min: -1, max: 1, by, priced: true },
  );

const improved = (what: string) =>
  parameter("share", `Share of budget holders whose ${what} improved.`, 0, {
    min: 0,
    max: 1,
    by,
    priced: true,
  });

const fields = {
  outcomes: z
    .strictObject({
      ascot_increment: increment("ASCOT SCRQoL"),
      eq5d_increment: increment("EQ-5D"),
      improved: z
        .strictObject({
          quality_of_life: improved("quality of life"),
          community: improved("part in the community"),
          control: improved("choice and control"),
          dignity: improved("dignity"),
          health: improved("health and wellbeing"),
        })
        .meta({
          description:
            "Shares of holders who tell of an improvement; they are counted and change nothing else.",
        })
        .prefault({}),
    })
    .meta({ description: "What holding a budget does for quality of life." })
    .prefault({}),
};

interface Gains {
  readonly ascot_increment: Split;
  readonly eq5d_increment: Split;
  readonly improved: Readonly<
    Record<"quality_of_life" | "community" | "control" | "dignity" | "health", Split>
  >;
}

/** Holders' months times a gain by quintile; `over` is 12 for a quality weight, which is for a year. */
const gain = (
  measure: MeasureName,
  over: 1 | 12,
  of: (outcomes: Gains) => Split,
): CountingDefinition<{ readonly outcomes: Gains }, unknown> => ({
  measure,
  of: "holders",
  count: ({ outcomes: gains }, { byQuintile }) => ({
    parts: [{ counts: [["monthsWithBudget", 1]], over, each: byQuintile(of(gains)) }],
  }),
});

export const outcomes = defineMechanism({
  name: "outcomes",
  title: "Outcomes of holders",
  about:
    "A holder's quality weight changes by an increment while the budget is held: the whole effect, as trials measure it; nothing is added per £ " +
    "reinvested or for unmet need. Survey-style shares count the months of holders who improved.",
  group: "prevention",
  fields,
  countings: [
    gain("qalys_ascot", 12, ({ ascot_increment }) => ascot_increment),
    gain("qalys_eq5d", 12, ({ eq5d_increment }) => eq5d_increment),
    gain("improved_quality_of_life", 1, ({ improved: shares }) => shares.quality_of_life),
    gain("improved_community", 1, ({ improved: shares }) => shares.community),
    gain("improved_control", 1, ({ improved: shares }) => shares.control),
    gain("improved_dignity", 1, ({ improved: shares }) => shares.dignity),
    gain("improved_health", 1, ({ improved: shares }) => shares.health),
  ],
});
