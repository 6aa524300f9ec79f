import { RecordRefused } from './field-error.js';
import type { LineResult } from './line-result.js';
import { validRecord, type TakeInContext } from './take-in.js';
import type { TakeInRecords } from './take-in-records.js';

/** Registers and publishes one record. */
export class RegisterOne {
  constructor(private readonly records: TakeInRecords) {}

  /** @throws RecordRefused */
  async execute(raw: Readonly<Record<string, unknown>>, context: TakeInContext): Promise<Omit<LineResult, 'line'>> {
    const parsed = validRecord(raw, context);
    const [result] = await this.records.publishingAtOnce([{ line: 1, parsed }]);
    if (result === undefined) throw new Error('the register gave no result');
    if (result.outcome === 'rejected') throw new RecordRefused(result.errors ?? [], result.record_id);
    const { line: _, ...answer } = result;
    return answer;
  }
}
