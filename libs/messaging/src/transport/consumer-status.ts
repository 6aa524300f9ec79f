/** What a group consumer is doing. `failed` is final: only a restart, after somebody acted, helps. */
export type ConsumerState = 'starting' | 'running' | 'waiting' | 'failed' | 'closed';

/** State of a consumer with the code of what it waits for or died of; what health tells. */
export class ConsumerStatus {
  private current: ConsumerState = 'starting';
  private reasonCode: string | undefined;

  constructor(private readonly changed: (state: ConsumerState, reason: string | undefined) => void = () => undefined) {}

  get state(): ConsumerState {
    return this.current;
  }

  /** Stable code: an SQLSTATE, `other-topic`, the name of a KafkaJS error. */
  get reason(): string | undefined {
    return this.reasonCode;
  }

  set(state: ConsumerState, reason?: string): void {
    const final = this.current === 'closed' || (this.current === 'failed' && state !== 'closed');
    if (final || (this.current === state && this.reasonCode === reason)) return;
    this.current = state;
    this.reasonCode = reason;
    this.changed(state, reason);
  }
}

/** The code by which an error is known to operators. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  const { code, name, type } = error as { code?: unknown; name?: unknown; type?: unknown };
  for (const text of [code, type, name]) if (typeof text === 'string') return text;
  return 'unknown';
}
