/**
 * Long work on a thread that has other work to do: a page's clicks and drawing, a server's requests, a stop. The work is a
 * generator that yields after each small part how much it was; here it is taken part by part, giving way in between.
 *
 * Work is counted and not timed, because the core reads no clock. Its unit is a person walked through every arm, which takes
 * some 3 µs, on a slow machine 30 µs; so a turn of `turnWork` takes about 2 ms, on a slow machine 20 ms.
 */
import { refuseIfStopped, type StopSignal } from "./stopSignal.js";

/** Work that yields how much of it has been done since it last did. */
export type Steps<Answer> = Generator<number, Answer, void>;

/** Numbers read out of tallies that are as much work as a person walked. */
export const numbersRead = 500;

/** Additions and multiplications in a row of numbers that are as much work as a person walked. */
export const sumsWork = (sums: number): number => sums / 500;

/** The work of one row of a table, with a figure's spread over draws. */
export const figureWork = (draws: number): number => 1 + draws / 16;

/** Work between two moments at which other work has its turn. */
const turnWork = 600;

/** Does work at once, giving way to nobody. */
export function straightThrough<Answer>(steps: Steps<Answer>): Answer {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/**
 * Does work in turns with whatever else there is to do. It begins by giving way, so that many small works do not add up to a
 * long one.
 *
 * Rejects with the signal's reason once it is aborted, at the next part of the work at the latest.
 */
export async function givingWay<Answer>(
  steps: Steps<Answer>,
  signal?: StopSignal | undefined,
): Promise<Answer> {
  refuseIfStopped(signal);
  const turns = otherTurns();
  try {
    let since = turnWork;
    for (;;) {
      if (since >= turnWork) {
        since = 0;
        await turns.next();
      }
      refuseIfStopped(signal);
      const step = steps.next();
      if (step.done === true) return step.value;
      since += step.value;
    }
  } finally {
    turns.close();
  }
}

interface Port {
  onmessage: (() => void) | null;
  postMessage(message: unknown): void;
  close(): void;
}

/** What the engines that the core runs in may offer; declared here, as the core is compiled without the types of any. */
interface Scheduling {
  readonly setImmediate?: (run: () => void) => unknown;
  readonly MessageChannel?: new () => { readonly port1: Port; readonly port2: Port };
  readonly setTimeout: (run: () => void, milliseconds: number) => unknown;
}

interface OtherTurns {
  /** Settles when other work has had its turn. */
  next(): Promise<void>;
  close(): void;
}

/**
 * The quickest way there is to give way. Node has `setImmediate`, and takes up to a thousand messages of a channel before
 * anything else; browsers have no `setImmediate`, and make a chain of timers wait 4 ms each, hidden pages a second.
 */
function otherTurns(): OtherTurns {
  const { setImmediate, MessageChannel, setTimeout } = globalThis as unknown as Scheduling;
  if (setImmediate !== undefined) {
    return { next: () => new Promise((resolve) => setImmediate(resolve)), close: () => {} };
  }
  if (MessageChannel === undefined) {
    return { next: () => new Promise((resolve) => setTimeout(resolve, 0)), close: () => {} };
  }
  const { port1, port2 } = new MessageChannel();
  return {
    next: () =>
      new Promise((resolve) => {
        port2.onmessage = () => resolve();
        port1.postMessage(0);
      }),
    close: () => port1.close(),
  };
}
