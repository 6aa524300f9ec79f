/** Runs a task for each item, so many at a time. */
export async function inParallel<T>(
  items: readonly T[],
  atOnce: number,
  task: (item: T) => Promise<void>,
): Promise<void> {
  const rest = [...items].reverse();
  const lane = async () => {
    for (let item = rest.pop(); item !== undefined; item = rest.pop()) await task(item);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}
