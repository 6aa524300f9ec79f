import type { ReturnKind } from '#contracts';
import type { IsoDate } from '../agency-record.js';
import { insideReflection, type ReflectionPeriod } from './reflection-period.js';

/** What the country says of a return. */
export interface JudgedReturn {
  /** The return fell into the person's reflection period. */
  readonly insideReflection: boolean;
  /** Somebody was removed while the law forbade it: recorded as it happened, and somebody must be told. */
  readonly breach: boolean;
}

/** A return is recorded as it happened, allowed or not: what is not recorded nobody can answer for. */
export function judgeReturn(kind: ReturnKind, on: IsoDate, period: ReflectionPeriod): JudgedReturn {
  const inside = insideReflection(period, on);
  return { insideReflection: inside, breach: inside && kind === 'ENFORCED' };
}
