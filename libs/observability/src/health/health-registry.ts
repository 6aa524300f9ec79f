import { Unhealthy } from './unhealthy.js';

/** Resolves when healthy; throws `Unhealthy` with a reason, or anything else (reason `failed`). */
export type HealthCheck = () => Promise<void> | void;

export interface CheckResult {
  readonly name: string;
  readonly ok: boolean;
  /** Present when not ok: `timeout`, `failed`, or the reason of an `Unhealthy`. */
  readonly reason?: string;
  /** Present where somebody has to look although the process can do its work. */
  readonly warning?: true;
}

export interface HealthReport {
  readonly ok: boolean;
  readonly checks: readonly CheckResult[];
}

/** Longest time a check may take before it counts as failed. Milliseconds. */
const DEFAULT_TIMEOUT_MS = 2_000;

interface NamedCheck {
  readonly name: string;
  readonly check: HealthCheck;
  readonly timeoutMs: number;
}

/**
 * The checks of one process. *Ready*: can do its work now (database, broker, consumer running). *Live*: can still
 * recover by itself; fails only for what a restart cures, such as a consumer that crashed for good.
 */
export class HealthRegistry {
  private readonly readyChecks = new Map<string, NamedCheck>();
  private readonly liveChecks = new Map<string, NamedCheck>();
  private readonly watched = new Map<string, NamedCheck>();

  /** Adds a check to readiness; a later one of the same name replaces it. */
  ready(name: string, check: HealthCheck, timeoutMs = DEFAULT_TIMEOUT_MS): this {
    this.readyChecks.set(name, { name, check, timeoutMs });
    return this;
  }

  /** Adds a check to liveness, and to readiness: what is dead is not ready. */
  live(name: string, check: HealthCheck, timeoutMs = DEFAULT_TIMEOUT_MS): this {
    this.liveChecks.set(name, { name, check, timeoutMs });
    return this;
  }

  /** Adds a check whose failure is shown as a warning and takes nobody out of work. */
  watch(name: string, check: HealthCheck, timeoutMs = DEFAULT_TIMEOUT_MS): this {
    this.watched.set(name, { name, check, timeoutMs });
    return this;
  }

  async readiness(): Promise<HealthReport> {
    const [{ ok, checks }, warnings] = await Promise.all([
      report([...this.liveChecks.values(), ...this.readyChecks.values()]),
      report([...this.watched.values()]),
    ]);
    const told = warnings.checks.map((check) => (check.ok ? check : { ...check, warning: true as const }));
    return { ok, checks: [...checks, ...told] };
  }

  liveness(): Promise<HealthReport> {
    return report([...this.liveChecks.values()]);
  }
}

async function report(checks: readonly NamedCheck[]): Promise<HealthReport> {
  const results = await Promise.all(checks.map(resultOf));
  return { ok: results.every((result) => result.ok), checks: results };
}

async function resultOf({ name, check, timeoutMs }: NamedCheck): Promise<CheckResult> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Unhealthy('timeout')), timeoutMs);
  });
  try {
    await Promise.race([Promise.resolve().then(check), timeout]);
    return { name, ok: true };
  } catch (error) {
    return { name, ok: false, reason: error instanceof Unhealthy ? error.reason : 'failed' };
  } finally {
    clearTimeout(timer);
  }
}
