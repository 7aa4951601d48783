/** Being stopped: as much of an `AbortSignal` as is needed here, so that the core needs no DOM's types. */
export interface StopSignal {
  readonly aborted: boolean;
  /** Why it was aborted: what stopped work rejects with. */
  readonly reason?: unknown;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** What stopped work rejects with: the signal's own reason, or an error named `AbortError` where it gives none. */
function stopReason(signal: StopSignal): unknown {
  if (signal.reason !== undefined) return signal.reason;
  const error = new Error("the run was stopped");
  error.name = "AbortError";
  return error;
}

/** Throws the reason of a signal that has been aborted. */
export function refuseIfStopped(signal: StopSignal | undefined): void {
  if (signal?.aborted === true) throw stopReason(signal);
}

/** Settles as `work` does, or rejects with the signal's reason as soon as it is aborted, without waiting for `work`. */
export async function untilStopped<Answer>(
  work: Promise<Answer>,
  signal: StopSignal | undefined,
): Promise<Answer> {
  if (signal === undefined) return work;
  let stop: () => void = () => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(stopReason(signal));
    signal.addEventListener("abort", stop);
  });
  // Where `work` is stopped by the same signal it may reject later, when nobody waits for it any more.
  work.catch(() => {});
  try {
    refuseIfStopped(signal);
    return await Promise.race([work, stopped]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
