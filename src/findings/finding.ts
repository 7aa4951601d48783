import type { FindingKind } from "../scenario/schema/findings.js";
import type { Study } from "../scenario/study.js";
import type { Check } from "./check.js";

/** What a source claims, with the checks that a run is held to; every word of it is known. */
export interface Finding {
  readonly id: string;
  readonly claim: string;
  readonly source: string;
  readonly kind: FindingKind;
  readonly explanation: string | undefined;
  readonly assumption: string | undefined;
  /** Draws of its runs where it states its own. */
  readonly draws: number | undefined;
  readonly checks: readonly Check[];
}

/** A scenario's findings, and the studies they are about. */
export interface ScenarioFindings {
  /** The scenario itself first, then its variants, each different from all before it. */
  readonly studies: readonly Study[];
  readonly findings: readonly Finding[];
}
