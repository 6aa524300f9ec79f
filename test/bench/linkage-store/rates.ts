import type { Commit, Progressed } from './progress.js';

/** Share of the events of a leg over which a rate is measured. */
const WINDOW = 0.1;

/** What an event took on average. */
export interface PerEvent {
  readonly seconds: number;
  /** Of the consumer's process alone. */
  readonly cpuSeconds: number;
}

/** Over all events but those of the first chunk, whose beginning was not seen. */
export function perEvent({ commits }: Progressed): PerEvent {
  return between(commits[0], commits.at(-1));
}

/** In the last chunks before `events` of this leg were committed. */
export function perEventAt({ commits }: Progressed, events: number): PerEvent {
  const total = commits.at(-1)?.[0] ?? 0;
  const until = Math.min(events, total);
  const firstAt = (wanted: number) => commits.find(([done]) => done >= wanted);
  return between(firstAt(until - WINDOW * total), firstAt(until));
}

function between(begin: Commit | undefined, end: Commit | undefined): PerEvent {
  if (begin === undefined || end === undefined) return { seconds: NaN, cpuSeconds: NaN };
  const events = end[0] - begin[0];
  return { seconds: (end[1] - begin[1]) / events, cpuSeconds: (end[2] - begin[2]) / events };
}
