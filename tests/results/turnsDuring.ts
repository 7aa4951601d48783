/** How many turns other work had while something was awaited. */
export async function turnsDuring<Answer>(
  work: () => Promise<Answer>,
): Promise<{ readonly answer: Answer; readonly turns: number }> {
  let turns = 0;
  let ended = false;
  const count = (): void => {
    turns += 1;
    if (!ended) setImmediate(count);
  };
  setImmediate(count);
  const answer = await work();
  ended = true;
  return { answer, turns };
}
