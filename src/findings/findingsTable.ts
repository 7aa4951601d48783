/** `findings.csv` and `checks.csv`: what was claimed, expected and found. */
import type { Column } from "../table/column.js";
import { type Table, tableOf } from "../table/table.js";
import type { JudgedFinding } from "./auditFindings.js";
import type { VerdictWord } from "./judge.js";

/** The verdict as tables and screens tell it. */
export const verdictText = (verdict: VerdictWord): string => verdict.replace("_", " ");

const verdicts = ["reproduced", "not reproduced", "inconclusive"];

const about: readonly Column[] = [
  { name: "scenario", type: "string", meaning: "The scenario's name." },
  { name: "id", type: "string", meaning: "The finding's id, such as A1." },
];
const kindColumn: Column = {
  name: "kind",
  type: "string",
  meaning:
    "input: the figure goes in and is carried through; identity: follows from the design; result: could have come out otherwise.",
  allowed: ["input", "identity", "result"],
};

export const findingsColumns: readonly Column[] = [
  ...about,
  kindColumn,
  { name: "claim", type: "string", meaning: "What the source claims." },
  { name: "source", type: "string", meaning: "A row of the evidence table, or the number of a document." },
  { name: "metric", type: "string", meaning: "What is measured; checks are separated by semicolons." },
  { name: "expected", type: "string", meaning: "What it should come to, check by check." },
  {
    name: "found",
    type: "string",
    meaning: "What it came to, check by check; the points of a series and the ends of an interval by spaces.",
  },
  {
    name: "mcse",
    type: "string",
    meaning:
      "Monte Carlo standard errors of what was found, in the same order; empty for fewer than ten draws.",
  },
  {
    name: "verdict",
    type: "string",
    meaning: "Whether every check holds within Monte Carlo error; inconclusive needs more draws.",
    allowed: verdicts,
  },
];

const numbers = (list: readonly number[]): string =>
  list.map((value) => (Number.isNaN(value) ? "" : String(value))).join(" ");

/** A row a finding, in the order they were judged. */
export function findingsTable(judged: readonly JudgedFinding[]): Table {
  const rows = judged.map(({ scenario, finding, checks, verdict }) => {
    const joined = (texts: readonly string[]): string => texts.join("; ");
    return {
      scenario,
      id: finding.id,
      kind: finding.kind,
      claim: finding.claim,
      source: finding.source,
      metric: joined(checks.map(({ check }) => check.metric)),
      expected: joined(checks.map(({ check }) => check.expected)),
      found: joined(checks.map(({ judgement }) => numbers(judgement.found))),
      mcse: joined(checks.map(({ judgement }) => numbers(judgement.mcse))),
      verdict: verdictText(verdict),
    };
  });
  return tableOf({
    name: "findings",
    meaning: "A finding of a scenario, judged.",
    columns: findingsColumns,
    rows,
  });
}

const checksColumns: readonly Column[] = [
  ...about,
  { name: "check", type: "integer", meaning: "Number of the check in its finding, from 1.", minimum: 1 },
  { name: "label", type: "string", meaning: "What the check looks at.", optional: true },
  { name: "metric", type: "string", meaning: "What is measured." },
  { name: "expected", type: "string", meaning: "What it should come to." },
  { name: "found", type: "string", meaning: "What it came to; several numbers by spaces.", optional: true },
  {
    name: "mcse",
    type: "string",
    meaning: "Monte Carlo standard error of each; empty for fewer than ten draws.",
    optional: true,
  },
  { name: "draws", type: "integer", meaning: "Draws it is judged on.", minimum: 2 },
  {
    name: "verdict",
    type: "string",
    meaning: "Whether it holds within Monte Carlo error.",
    allowed: verdicts,
  },
  {
    name: "draws_to_settle",
    type: "integer",
    meaning: "Of an inconclusive check, about how many draws would settle it; empty where nobody can say.",
    optional: true,
  },
  { name: "note", type: "string", meaning: "Where or why it does not hold.", optional: true },
];

/** A row a check. */
export function checksTable(judged: readonly JudgedFinding[]): Table {
  const rows = judged.flatMap(({ scenario, finding, draws, checks }) =>
    checks.map(({ check, judgement }, index) => ({
      scenario,
      id: finding.id,
      check: index + 1,
      label: check.label,
      metric: check.metric,
      expected: check.expected,
      found: numbers(judgement.found),
      mcse: numbers(judgement.mcse),
      draws,
      verdict: verdictText(judgement.verdict),
      draws_to_settle: judgement.drawsToSettle,
      note: judgement.note,
    })),
  );
  return tableOf({
    name: "checks",
    meaning: "One check of a finding.",
    columns: checksColumns,
    rows,
  });
}
