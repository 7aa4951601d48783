/** What a finding asks of an analysis of its own, with every word resolved: a value of information, or a break-even. */
import type { PerspectiveName } from "../accounts/lines.js";
import type { BreakevenQuestion } from "../questions/breakeven/breakevenStudy.js";

/** What it is worth to know some inputs. */
export interface EvppiAnalysis {
  readonly kind: "evppi";
  /** Which study of the scenario's findings it is of. */
  readonly study: number;
  /** One name for the inputs together: their group, or their paths. */
  readonly name: string;
  /** Inputs by their position in the study; none where all of them are certain. */
  readonly members: readonly number[];
  /** The arms chosen between. */
  readonly arms: readonly string[];
  readonly perspective: PerspectiveName;
  readonly thresholdGbp: number;
  readonly against: "nothing" | "evpi" | "largest_other_group";
  /** The other mechanisms' inputs, for `largest_other_group`. */
  readonly others: readonly { readonly name: string; readonly members: readonly number[] }[];
}

/** The value of an input at which a target is met. */
export interface BreakevenAnalysis {
  readonly kind: "breakeven";
  readonly study: number;
  readonly vary: string;
  readonly range: { readonly low: number; readonly high: number };
  readonly question: BreakevenQuestion;
}

export type Analysis = EvppiAnalysis | BreakevenAnalysis;

/** The name an analysis goes by among those made. */
export const analysisKey = (analysis: Analysis): string => JSON.stringify(analysis);

/** What an analysis came to: one value or several, each with its Monte Carlo standard error, or none. */
export type Answer =
  | {
      readonly kind: "values";
      readonly values: readonly { readonly value: number; readonly mcse: number }[];
      readonly note: string | undefined;
    }
  | {
      readonly kind: "none";
      /** Whether it is certain, beyond Monte Carlo error, that there is none. */
      readonly isSure: boolean;
      /** About how many draws would make that certain; undefined where it cannot be said. */
      readonly drawsToSettle: number | undefined;
      readonly note: string;
    };
