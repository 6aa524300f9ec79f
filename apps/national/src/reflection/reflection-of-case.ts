import { reflectionPeriod, type ReflectionPeriod, type ReflectionPolicy } from '#domain';
import type { Transaction } from '#persistence';
import { reflectionFacts } from './reflection-store.js';

/** Tells other modules whether a case's reflection period binds what they do: its length by the country's policy, and every act on it. */
export class ReflectionOfCase {
  constructor(private readonly policy: ReflectionPolicy) {}

  /**
   * Until the period's last day, that day included (UTC). A moment before its first day counts too, or a consent could be dated back past it;
   * so does every moment of a case that is not there.
   */
  async covers(tx: Transaction, caseRef: string, at: Date): Promise<boolean> {
    const period = await this.period(tx, caseRef);
    return period === undefined || at.toISOString().slice(0, 10) <= period.lastDay;
  }

  /** Undefined for a case that is not there. */
  async period(tx: Transaction, caseRef: string): Promise<ReflectionPeriod | undefined> {
    const facts = await reflectionFacts(tx, caseRef);
    return facts && reflectionPeriod(facts, this.policy);
  }
}
