import type { Logger } from '#observability';

/** Runs a task again and again, never twice at once; a failure is logged and the next turn tries again. */
export class Periodic {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly name: string,
    private readonly everyMs: number,
    private readonly task: () => Promise<unknown>,
    private readonly log: Pick<Logger, 'warn'>,
    private readonly firstAfterMs = 0,
  ) {}

  /** The first turn begins at once, or after `firstAfterMs` milliseconds. */
  start(): void {
    if (this.firstAfterMs === 0) this.running = this.turn();
    else this.turnAfter(this.firstAfterMs);
  }

  /** Waits for a running turn. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private async turn(): Promise<void> {
    try {
      await this.task();
    } catch (err) {
      this.log.warn({ err, task: this.name }, 'a periodic task failed');
    }
    if (!this.stopped) this.turnAfter(this.everyMs);
  }

  private turnAfter(ms: number): void {
    this.timer = setTimeout(() => {
      this.running = this.turn();
    }, ms);
  }
}
