const FIRST_MS = 100;
const LONGEST_MS = 10_000;

interface Failure {
  readonly count: number;
  readonly until: number;
}

/** Who refused lately, and until when to leave them alone. One refused topic does not hold up the others. */
export class TopicBackoff {
  private readonly failures = new Map<string, Failure>();

  /** @param now milliseconds of a clock that never steps */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** What must wait now. */
  waiting(): string[] {
    return [...this.failures.keys()].filter((topic) => this.remaining(topic) > 0);
  }

  /** Milliseconds to wait still. */
  remaining(topic: string): number {
    return Math.max(0, (this.failures.get(topic)?.until ?? 0) - this.now());
  }

  /** Doubles the wait. Gives how many failures there were in a row. */
  failed(topic: string): number {
    const count = (this.failures.get(topic)?.count ?? 0) + 1;
    const wait = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(count - 1, 20));
    this.failures.set(topic, { count, until: this.now() + wait });
    return count;
  }

  succeeded(topic: string): void {
    this.failures.delete(topic);
  }
}

/**
 * A code for the log: KafkaJS's type (`TOPIC_AUTHORIZATION_FAILED`), an SQLSTATE, or the error's class; of the innermost
 * error that has one, because KafkaJS wraps. Never a message.
 */
export function errorLabel(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  const { type, code, name, cause } = error as Record<string, unknown>;
  const own = [type, code].find((label) => typeof label === 'string');
  if (own !== undefined) return own;
  return typeof cause === 'object' && cause !== null ? errorLabel(cause) : typeof name === 'string' ? name : 'unknown';
}
