/** With what an input is drawn, in words: the other inputs that take a table's rows with it, and those it is correlated with. */
import type { StudyInput } from "../inputs/split.js";
import type { Study } from "../scenario/study.js";

/** How many partners are named at most; of more, the last are only counted. */
const mostNamed = 3;

function namesOf(paths: readonly string[]): string {
  if (paths.length <= mostNamed) return paths.join(" and ");
  return `${paths.slice(0, mostNamed - 1).join(", ")} and ${paths.length - mostNamed + 1} other inputs`;
}

/**
 * What ties an input's draws to those of others, one phrase for each tie; empty for an input that is drawn by itself.
 *
 * @param among the inputs of which it may be one: the scenario's own, or a structure's
 */
export function drawnWith(
  { correlations, inputs }: Pick<Study, "correlations" | "inputs">,
  input: StudyInput,
  among: readonly StudyInput[],
): readonly string[] {
  const { joint } = input;
  const partners = among.filter((other) => other !== input && other.joint?.luck === joint?.luck);
  const rows =
    joint === undefined || partners.length === 0
      ? []
      : [`a row of ${joint.table} at a time, with ${namesOf(partners.map(({ path }) => path))}`];
  const own = inputs.indexOf(input);
  const correlated = correlations.flatMap(({ inputs: members, rank }) => {
    const at = members.indexOf(own);
    if (at < 0) return [];
    const byRank = new Map<number, string[]>();
    members.forEach((member, other) => {
      const correlation = rank[at]![other]!;
      if (other === at || correlation === 0) return;
      byRank.set(correlation, [...(byRank.get(correlation) ?? []), inputs[member]!.path]);
    });
    return [...byRank].map(
      ([correlation, paths]) => `rank correlation ${correlation} with ${namesOf(paths)}`,
    );
  });
  return [...rows, ...correlated];
}
