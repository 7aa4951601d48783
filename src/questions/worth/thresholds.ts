/** What a quality-adjusted year is held to be worth, by those whose business it is to say. */

export interface PublishedThreshold {
  readonly gbp: number;
  /** Who set it. */
  readonly setBy: string;
  /** Row of the evidence table. */
  readonly source: string;
}

/** NICE's range for ordinary treatments and HM Treasury's value, as published: not uprated to any price year. */
export const defaultThresholds: readonly PublishedThreshold[] = [
  { gbp: 20_000, setBy: "NICE", source: "nice-threshold" },
  { gbp: 30_000, setBy: "NICE", source: "nice-threshold" },
  { gbp: 70_000, setBy: "HM Treasury", source: "hmt-qaly-2022" },
];

/** Who set the default thresholds, in words, with the evidence rows. */
export function thresholdWords(): string {
  return "NICE 20,000 to 30,000 (nice-threshold), HM Treasury 70,000 (hmt-qaly-2022)";
}
