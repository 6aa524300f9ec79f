import type { ReflectionEnd } from '#contracts';
import type { IsoDate } from '../agency-record.js';
import { DomainError } from '../domain-error.js';
import { earlierDay, laterDay, plusDays } from './days.js';
import type { ReflectionPolicy } from './reflection-policy.js';

/** What a body recorded about a period; in the order in which it was recorded. */
export type ReflectionAct =
  | { readonly act: 'EXTENDED'; readonly on: IsoDate; readonly days: number }
  | { readonly act: 'ENDED'; readonly on: IsoDate; readonly ground: ReflectionEnd };

/** What the period of a case rests on. */
export interface ReflectionFacts {
  /** Day on which the case was registered: reasonable grounds are there. */
  readonly registeredOn: IsoDate;
  /** Day on which a body says to have begun the period; `null` where none did, which shortens nothing. */
  readonly startedOn: IsoDate | null;
  readonly acts: readonly ReflectionAct[];
}

/** Time in which a person recovers and decides, and in which nobody removes them. */
export interface ReflectionPeriod {
  readonly firstDay: IsoDate;
  /** Included. */
  readonly lastDay: IsoDate;
  /** Why it ended before its time; `null` where it did not. */
  readonly endedOn: ReflectionEnd | null;
}

/** Longest extension that one act may give, days. */
export const MOST_EXTENSION_DAYS = 365;

/**
 * The period of a case. It is on from registration, whether anybody began it or not, or from an earlier beginning; a later
 * one counts its days anew. Extensions lengthen it; an end takes effect on its day, and nothing else shortens it.
 */
export function reflectionPeriod(
  { registeredOn, startedOn, acts }: ReflectionFacts,
  policy: ReflectionPolicy,
): ReflectionPeriod {
  const started = startedOn ?? registeredOn;
  const begun: ReflectionPeriod = {
    firstDay: earlierDay(registeredOn, started),
    lastDay: plusDays(laterDay(registeredOn, started), policy.days - 1),
    endedOn: null,
  };
  return acts.reduce(
    (period, act) =>
      act.act === 'EXTENDED'
        ? { ...period, lastDay: plusDays(period.lastDay, act.days) }
        : { ...period, lastDay: plusDays(act.on, -1), endedOn: act.ground },
    begun,
  );
}

/** Whether a day lies inside the period, its first and last day included. */
export function insideReflection(period: ReflectionPeriod, day: IsoDate): boolean {
  return day >= period.firstDay && day <= period.lastDay;
}

/**
 * Makes the period longer.
 * @throws DomainError `reflection-over` unless it runs, `reflection-extension` unless `days` is 1 to 365
 */
export function extendReflection(period: ReflectionPeriod, days: number, today: IsoDate): ReflectionAct {
  runs(period, today);
  if (!Number.isInteger(days) || days < 1 || days > MOST_EXTENSION_DAYS) {
    throw new DomainError('reflection-extension', `A period is extended by 1 to ${MOST_EXTENSION_DAYS} days.`);
  }
  return { act: 'EXTENDED', on: today, days };
}

/**
 * Ends the period from today on: at the person's own request, or on a ground that the country's law lists.
 * @throws DomainError `reflection-over` unless it runs, `reflection-end-ground` for a ground that the policy does not list
 */
export function endReflection(
  period: ReflectionPeriod,
  ground: ReflectionEnd,
  policy: ReflectionPolicy,
  today: IsoDate,
): ReflectionAct {
  runs(period, today);
  if (ground !== 'PERSON_REQUEST' && !policy.endGrounds.includes(ground)) {
    throw new DomainError('reflection-end-ground', 'The law of the country does not list this ground.');
  }
  return { act: 'ENDED', on: today, ground };
}

function runs(period: ReflectionPeriod, today: IsoDate): void {
  if (insideReflection(period, today)) return;
  throw new DomainError('reflection-over', 'The reflection period does not run.');
}
