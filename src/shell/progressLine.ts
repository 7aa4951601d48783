/** Progress on standard error: a bar that is drawn over on a terminal, now and then a line elsewhere. */
import type { RunProgress } from "../results/runOptions.js";

/** As much of a stream as progress needs. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export interface ProgressLine {
  readonly tell: (progress: RunProgress) => void;
  /** Takes the bar away. */
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

/** `450 of 1,000 draws (45%), 12.3 a second, 45 s left`. */
export function progressWords({ done, total }: RunProgress, elapsedSeconds: number): string {
  const share = `${grouped(done)} of ${grouped(total)} draws (${Math.floor((100 * done) / total)}%)`;
  if (done === 0 || elapsedSeconds <= 0) return share;
  const rate = done / elapsedSeconds;
  const speed = `${rate >= 99.95 ? grouped(Math.round(rate)) : rate.toPrecision(3)} a second`;
  return `${share}, ${speed}, ${durationWords((total - done) / rate)} left`;
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
  let last = terminal ? Number.NEGATIVE_INFINITY : start;
  let drawn = false;
  return {
    tell: (progress) => {
      const at = now();
      if (at - last < (terminal ? barPause : linePause)) return;
      last = at;
      const words = progressWords(progress, (at - start) / 1000);
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
