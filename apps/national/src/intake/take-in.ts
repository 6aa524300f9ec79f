import type { CountryCode } from '#contracts';
import type { Caller } from '#http';
import { FieldErrors, RecordRefused } from './field-error.js';
import { refusedLine, type LineResult } from './line-result.js';
import { parseRecord, type ParsedRecord } from './parse-record.js';

/** A line that was judged by itself: it goes on to the register, or its result is known already. */
export type Taken =
  | {
      readonly line: number;
      readonly parsed: ParsedRecord;
      /** Fields with a value for which a record has no place. */
      readonly notTaken?: readonly string[];
    }
  | { readonly result: LineResult };

export interface TakeInContext {
  readonly country: CountryCode;
  readonly caller: Caller;
  readonly now: () => Date;
}

/** Validates one raw record for one caller. An agency hands in its own records only; a registrar those of every agency. */
export function takeIn(line: number, raw: Readonly<Record<string, unknown>>, context: TakeInContext): Taken {
  try {
    return { line, parsed: validRecord(raw, context) };
  } catch (error) {
    if (error instanceof RecordRefused) return { result: refusedLine(line, error.errors, error.recordId) };
    throw error;
  }
}

/** @throws RecordRefused */
export function validRecord(
  raw: Readonly<Record<string, unknown>>,
  { country, caller, now }: TakeInContext,
): ParsedRecord {
  const parsed = parseRecord(raw, { country, now: now() });
  if (caller.role === 'registrar' || parsed.record.agency === caller.organisation) return parsed;
  const errors = new FieldErrors();
  errors.add('agency', 'other-organisation');
  throw new RecordRefused(errors.list, parsed.record.recordId);
}
