import { RecordRefused } from './field-error.js';
import { takeInEither } from './htcds/take-in-htcds.js';
import type { LineResult } from './line-result.js';
import type { TakeInContext } from './take-in.js';
import type { TakeInRecords } from './take-in-records.js';

/** Registers and publishes one record, in the names of our columns or in those of HTCDS. */
export class RegisterOne {
  constructor(private readonly records: TakeInRecords) {}

  /** @throws RecordRefused */
  async execute(raw: Readonly<Record<string, unknown>>, context: TakeInContext): Promise<Omit<LineResult, 'line'>> {
    const taken = takeInEither(1, raw, context);
    const [result] = 'result' in taken ? [taken.result] : await this.records.publishingAtOnce([taken]);
    if (result === undefined) throw new Error('the register gave no result');
    if (result.outcome === 'rejected') throw new RecordRefused(result.errors ?? [], result.record_id);
    const { line: _, ...answer } = result;
    return answer;
  }
}
