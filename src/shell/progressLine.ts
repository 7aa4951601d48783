/** Progress on standard error: a bar that is drawn over on a terminal, now and then a line elsewhere. */
import type { RunProgress } from "../results/runOptions.js";

/** As much of a stream as progress needs. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export interface ProgressLine {
  readonly tell: (progress: RunProgress) => void;
  /** Removes the bar. */
  readonly end: () => void;
}

const barWidth = 24;
/** Milliseconds between two drawings of the bar, and between two lines where there is no terminal. */
const barPause = 100;
const linePause = 15_000;

const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ",");

/** Seconds in words: `45 s`, `12 min`, `3.5 h`. */
export function durationWords(seconds: number): string {
  if (seconds < 99.5) return `${Math.ceil(seconds)} s`;
  if (seconds < 5970) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

/** `450 of 1,000 draws (45%), 12.3 a second, 45 s left`; the count alone while no rate is known. */
export function progressWords({ done, total }: RunProgress, perSecond: number | undefined): string {
  const share = `${grouped(done)} of ${grouped(total)} draws (${Math.floor((100 * done) / total)}%)`;
  if (perSecond === undefined) return share;
  const speed = `${perSecond >= 99.95 ? grouped(Math.round(perSecond)) : perSecond.toPrecision(3)} a second`;
  return `${share}, ${speed}, ${durationWords((total - done) / perSecond)} left`;
}

/** The least time a rate is measured over, in milliseconds; also how far it looks back, unless half the time so far is longer. */
const shortestView = 2000;
const usualView = 10_000;

/**
 * How many draws a second are being done, from what progress was told when: over the last ten seconds, or the later half of the
 * time if that is longer. What comes before the first draw is done (opening threads, warming up) is no part of it: of a long run
 * it would make hours out of minutes.
 *
 * @returns tells a moment (milliseconds) and the draws done by then; gives the rate, undefined until it can be said
 */
export function recentRate(): (at: number, done: number) => number | undefined {
  const told: { readonly at: number; readonly done: number }[] = [];
  let began: number | undefined;
  return (at, done) => {
    if (done > 0 && (told.at(-1)?.done ?? 0) < done) {
      began ??= at;
      told.push({ at, done });
      const from = at - Math.max(usualView, (at - began) / 2);
      while (told.length > 2 && told[1]!.at <= from) told.shift();
    }
    const [first, last] = [told[0], told.at(-1)];
    if (first === undefined || last === undefined || last.at - first.at < shortestView) return undefined;
    return ((last.done - first.done) / (last.at - first.at)) * 1000;
  };
}

/**
 * Tells a run's progress on a stream.
 *
 * @param now milliseconds since some moment; default the clock
 */
export function progressLine(
  stream: ProgressStream,
  now: () => number = () => performance.now(),
): ProgressLine {
  const start = now();
  const terminal = stream.isTTY === true;
  const rate = recentRate();
  let last = terminal ? Number.NEGATIVE_INFINITY : start;
  let drawn = false;
  return {
    tell: (progress) => {
      const at = now();
      const perSecond = rate(at, progress.done);
      if (at - last < (terminal ? barPause : linePause)) return;
      last = at;
      const words = progressWords(progress, perSecond);
      if (!terminal) {
        stream.write(`${words}\n`);
        return;
      }
      const filled = Math.floor((barWidth * progress.done) / progress.total);
      stream.write(`\r[${"#".repeat(filled)}${".".repeat(barWidth - filled)}] ${words}\x1b[K`);
      drawn = true;
    },
    end: () => {
      if (drawn) stream.write("\r\x1b[K");
      drawn = false;
    },
  };
}

/** Does work whose progress is shown on a stream, unless messages are left out, and removes it at the end. */
export async function withProgress<Answer>(
  { quiet = false }: { readonly quiet?: boolean | undefined },
  stream: ProgressStream,
  work: (progress: ProgressLine["tell"] | undefined) => Promise<Answer>,
): Promise<Answer> {
  const line = quiet ? undefined : progressLine(stream);
  try {
    return await work(line?.tell);
  } finally {
    line?.end();
  }
}
