import { setImmediate } from 'node:timers/promises';

export function inParts<T>(all: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let start = 0; start < all.length; start += size) parts.push(all.slice(start, start + size));
  return parts;
}

/**
 * Uses what was looked up for each part in turn, having asked for the next part before: the database works while this process does. At
 * most one question is on its way.
 */
export async function withNextAhead<P, A>(
  parts: readonly P[],
  lookUp: (part: P) => Promise<A>,
  use: (part: P, answer: A) => void,
): Promise<void> {
  const [first, ...others] = parts.map((part) => ({ part }));
  if (first === undefined) return;
  let [current, answer] = [first, await lookUp(first.part)];
  for (const next of others) {
    const asked = lookUp(next.part);
    // Told where it is awaited, also where `use` throws before.
    asked.catch(() => undefined);
    // Only a turn of the event loop hands the question to the driver.
    await setImmediate();
    use(current.part, answer);
    [current, answer] = [next, await asked];
  }
  use(current.part, answer);
}
