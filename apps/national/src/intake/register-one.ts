import type { Transaction } from '#persistence';
import { RecordRefused } from './field-error.js';
import { takeInEither } from './htcds/take-in-htcds.js';
import type { LineResult } from './line-result.js';
import type { Taken, TakeInContext } from './take-in.js';
import type { TakeInRecords } from './take-in-records.js';

type RawRecord = Readonly<Record<string, unknown>>;
type Registered = Omit<LineResult, 'line'>;

/** Registers and publishes one record, in the names of our columns or in those of HTCDS. */
export class RegisterOne {
  constructor(private readonly records: TakeInRecords) {}

  /** @throws RecordRefused */
  execute(raw: RawRecord, context: TakeInContext): Promise<Registered> {
    return registered(raw, context, (chunk) => this.records.publishingAtOnce(chunk));
  }

  /** The same within a transaction that the caller commits together with more. @throws RecordRefused */
  within(tx: Transaction, raw: RawRecord, context: TakeInContext): Promise<Registered> {
    return registered(raw, context, (chunk) => this.records.publishingWithin(tx, chunk));
  }
}

async function registered(
  raw: RawRecord,
  context: TakeInContext,
  register: (chunk: readonly Taken[]) => Promise<LineResult[]>,
): Promise<Registered> {
  const taken = takeInEither(1, raw, context);
  const [result] = 'result' in taken ? [taken.result] : await register([taken]);
  if (result === undefined) throw new Error('the register gave no result');
  if (result.outcome === 'rejected') throw new RecordRefused(result.errors ?? [], result.record_id);
  const { line: _, ...answer } = result;
  return answer;
}
