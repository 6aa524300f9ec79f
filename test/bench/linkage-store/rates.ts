import type { Progressed } from './progress.js';

/** Share of the events of a leg over which a rate is measured. */
const WINDOW = 0.1;

/** Events a second in the last chunks before `events` were committed. */
export function rateAround({ commits }: Progressed, events: number): number {
  const total = commits.at(-1)?.[0] ?? 0;
  const until = Math.min(events, total);
  const from = Math.max(0, until - Math.max(WINDOW * total, 1));
  const [begin, end] = [firstAt(commits, from), firstAt(commits, until)];
  return (end[0] - begin[0]) / (end[1] - begin[1]);
}

function firstAt(commits: Progressed['commits'], events: number): readonly [number, number] {
  if (events === 0) return [0, 0];
  return commits.find(([done]) => done >= events) ?? [NaN, NaN];
}
