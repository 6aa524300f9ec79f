import type { CountryCode } from '#contracts';
import type { Caller } from '#http';
import type { TakeInContext } from '../intake/take-in.js';

/** The country's now, and what intake must know of a request beside its body. */
export class Clock {
  constructor(
    private readonly country: CountryCode,
    readonly now: () => Date = () => new Date(),
  ) {}

  context(caller: Caller): TakeInContext {
    return { country: this.country, caller, now: this.now };
  }
}
