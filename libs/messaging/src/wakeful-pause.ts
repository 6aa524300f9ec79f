import { setTimeout as sleep } from 'node:timers/promises';

/** A pause that somebody else can end. A call that comes before the pause begins ends it at once: none is lost. */
export class WakefulPause {
  private isWoken = false;
  private running: AbortController | undefined;

  /** Ends the pause that is running, or else the next one. */
  wake(): void {
    this.isWoken = true;
    this.running?.abort();
  }

  /** Waits for `ms` milliseconds, or until woken. */
  async sleep(ms: number): Promise<void> {
    if (!this.isWoken) {
      this.running = new AbortController();
      await sleep(ms, undefined, { signal: this.running.signal }).catch(() => undefined);
      this.running = undefined;
    }
    this.isWoken = false;
  }
}
