import type { RecordAnswer } from '#agency-client';

/** How long the national service may take. Milliseconds. */
const ANSWERED_WITHIN_MS = 60_000;

/** Answers by the message that they belong to. Those of earlier runs come as well, and some before anybody asked for them. */
export class Answers {
  private readonly byMessage = new Map<string, RecordAnswer>();
  private arrived: () => void = () => undefined;

  take(answer: RecordAnswer): void {
    this.byMessage.set(answer.message_id ?? '', answer);
    this.arrived();
  }

  /** Waits for the answers to these messages and gives them in the same order. */
  async of(ids: readonly string[]): Promise<RecordAnswer[]> {
    const tooLong = AbortSignal.timeout(ANSWERED_WITHIN_MS);
    for (;;) {
      const found = ids.flatMap((id) => this.byMessage.get(id) ?? []);
      if (found.length === ids.length) return found;
      await this.next(tooLong);
    }
  }

  private next(tooLong: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      this.arrived = resolve;
      tooLong.throwIfAborted();
      tooLong.addEventListener('abort', () => reject(new Error('the national service has not answered')));
    });
  }
}
