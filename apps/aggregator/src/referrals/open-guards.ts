import { isSealedPart, type ReferralGuard, type StartGuard } from '#contracts';
import type { OpenedOutcome, ReferralCommand, ReferralOutcome } from '#domain';
import { open, SecurityError, type SealingKey } from '#security';
import type { WaitingCommand } from './command-store.js';

/** Opens what countries seal to the sequencer. Older keys stay, so that the history can be read again. */
export class Guards {
  private readonly keys: ReadonlyMap<string, SealingKey>;

  constructor(keys: readonly SealingKey[]) {
    this.keys = new Map(keys.map((key) => [key.kid, key]));
  }

  /** The command with its part opened; `UNREADABLE` where it does not open or holds something else. */
  async openCommand(waiting: WaitingCommand): Promise<ReferralCommand> {
    const { type, data, referralRef, id, source, topic, partition, offset, at } = waiting;
    if (data === null) throw new Error('A command is opened that was read without its data.');
    const position = { topic, partition, offset };
    const guard = 'guard' in data ? ((await this.guardOf(type, referralRef, data.guard)) ?? 'UNREADABLE') : null;
    // The row's type and data were checked against each other by the schema at arrival.
    return { type, data, referralRef, id, source, position, at: at.getTime(), guard } as ReferralCommand;
  }

  /** The outcome of the history with its part opened. */
  async openOutcome(outcome: ReferralOutcome): Promise<OpenedOutcome> {
    const { type, data, referralRef } = outcome;
    const sealed = 'guard' in data ? data.guard : undefined;
    const guard = sealed === undefined ? undefined : await this.guardOf(type, referralRef, sealed);
    return { ...outcome, guard: guard ?? null };
  }

  private async guardOf(type: string, ref: string, sealed: string): Promise<ReferralGuard | StartGuard | undefined> {
    const part = type.startsWith('kerege.referral.request') ? 'request-guard' : 'start-guard';
    try {
      const data = await open(sealed, (kid) => this.keys.get(kid), { ref, part });
      return isSealedPart(part, data) ? data : undefined;
    } catch (error) {
      if (error instanceof SecurityError) return undefined;
      throw error;
    }
  }
}
