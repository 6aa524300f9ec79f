import type { CountryCode } from '#contracts';
import { toCsv, type RecordRow } from '#testing';
import { setTimeout as pause } from 'node:timers/promises';

/** One line of a national service's answer. */
interface LineResult {
  readonly record_id?: string;
  readonly outcome?: 'registered' | 'changed' | 'unchanged' | 'rejected';
  readonly case_ref?: string;
  readonly errors?: unknown;
}

/** Columns that hold lists; a JSON record has arrays there. */
const LISTS = new Set(
  'aliases,acts,means,exploitation_types,sex_exploitation_types,transit_countries,control_methods,consents'.split(','),
);
/** Milliseconds until a service that could not be reached is asked again. */
const AGAIN_AFTER_MS = 50;
/** Longer than any outage that a scenario makes; afterwards the load is stuck. Milliseconds. */
const GIVE_UP_AFTER_MS = 120_000;

export interface AgencyOptions {
  readonly country: CountryCode;
  /** Address of the national service. */
  readonly url: string;
  readonly token: string;
  /** Called for each record when its acknowledgement arrives. */
  readonly onAcknowledged: () => void;
}

/** A client that sends records until each was acknowledged, and that remembers which were. */
export class Agency {
  /** Record id to the case that the service named. */
  readonly acknowledged = new Map<string, string>();
  /** Records of which the service said something else than that it has them. */
  readonly refused: string[] = [];

  constructor(private readonly options: AgencyOptions) {}

  /** Sends the records in one request, and those whose acknowledgement was lost again. */
  async send(rows: readonly RecordRow[], form: 'FILE' | 'NDJSON'): Promise<void> {
    const deadline = Date.now() + GIVE_UP_AFTER_MS;
    for (;;) {
      const missing = rows.filter((row) => !this.acknowledged.has(row['record_id'] ?? ''));
      if (missing.length === 0) return;
      if (Date.now() > deadline) {
        throw new Error(`${this.options.country}: ${missing.length} records stay unacknowledged`);
      }
      // A connection that breaks loses answers, never records: what was answered until then counts.
      await this.request(missing, form).catch((error: unknown) => {
        if (error instanceof Refusal) throw error;
      });
      await pause(AGAIN_AFTER_MS);
    }
  }

  private async request(rows: readonly RecordRow[], form: 'FILE' | 'NDJSON'): Promise<void> {
    const { url, token } = this.options;
    const file = form === 'FILE';
    const answer = await fetch(`${url}${file ? '/v1/files' : '/v1/records/bulk'}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': file ? 'text/csv' : 'application/x-ndjson',
      },
      body: file ? toCsv(rows) : rows.map((row) => `${JSON.stringify(objectOf(row))}\n`).join(''),
    });
    if (answer.status >= 500) return;
    if (!answer.ok || answer.body === null) throw new Refusal(`${this.options.country}: status ${answer.status}`);
    let rest = '';
    const decoder = new TextDecoder();
    for await (const bytes of answer.body) {
      const lines = (rest + decoder.decode(bytes as Uint8Array, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) this.take(JSON.parse(line) as LineResult);
    }
  }

  private take({ record_id: id, outcome, case_ref: caseRef, errors }: LineResult): void {
    if (outcome === undefined) return;
    if (id === undefined || caseRef === undefined || outcome === 'rejected') {
      this.refused.push(`${id ?? '?'} ${outcome} ${JSON.stringify(errors)}`);
      throw new Refusal(`${this.options.country}: a good record was ${outcome}`);
    }
    if (this.acknowledged.has(id)) return;
    this.acknowledged.set(id, caseRef);
    this.options.onAcknowledged();
  }
}

/** The service answers and says no: sending again would not help. */
class Refusal extends Error {}

function objectOf(row: RecordRow): object {
  const entries = Object.entries(row).filter(([, text]) => text !== '');
  return Object.fromEntries(entries.map(([name, text]) => [name, LISTS.has(name) ? text.split('|') : text]));
}
