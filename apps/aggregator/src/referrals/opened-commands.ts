import type { ReferralCommand } from '#domain';
import type { WaitingCommand } from './command-store.js';
import type { Guards } from './open-guards.js';

/** The commands of one look, each opened once. */
export class OpenedCommands {
  private readonly commands = new Map<string, Promise<ReferralCommand>>();

  constructor(private readonly guards: Guards) {}

  /** `received` of those that were opened. */
  get known(): string[] {
    return [...this.commands.keys()];
  }

  /** In the given order. */
  open(waiting: readonly WaitingCommand[]): Promise<ReferralCommand[]> {
    return Promise.all(waiting.map((command) => this.openOne(command)));
  }

  private openOne(waiting: WaitingCommand): Promise<ReferralCommand> {
    const known = this.commands.get(waiting.received) ?? this.guards.openCommand(waiting);
    this.commands.set(waiting.received, known);
    return known;
  }
}
