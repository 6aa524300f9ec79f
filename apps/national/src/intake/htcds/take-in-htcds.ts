import { RecordRefused, type FieldErrors } from '../field-error.js';
import { refusedLine } from '../line-result.js';
import { takeIn, validRecord, type Taken, type TakeInContext } from '../take-in.js';
import type { Collected } from './collected.js';
import { fromHtcds, isHtcds } from './from-htcds.js';

/** Validates one raw record in the names of our columns or in those of HTCDS, whichever it has. */
export function takeInEither(line: number, raw: Readonly<Record<string, unknown>>, context: TakeInContext): Taken {
  return isHtcds(raw) ? takeInHtcds(line, raw, context) : takeIn(line, raw, context);
}

function takeInHtcds(line: number, raw: Readonly<Record<string, unknown>>, context: TakeInContext): Taken {
  const read = fromHtcds(raw);
  // The standard does not name the organisation whose file it is; whoever is bound to one hands in for no other.
  const { organisation } = context.caller;
  const values = organisation === undefined ? read.values : { agency: organisation, ...read.values };
  try {
    const parsed = validRecord(values, context);
    if (read.errors.list.length > 0) throw new RecordRefused([], parsed.record.recordId);
    return { line, parsed, ...(read.notTaken.length === 0 ? {} : { notTaken: read.notTaken }) };
  } catch (error) {
    if (!(error instanceof RecordRefused)) throw error;
    return { result: refusedLine(line, allErrors(read, error), error.recordId) };
  }
}

/** Everything that is wrong, by the names that the sender used. What could not be read is not told once more as missing. */
function allErrors(read: Collected, refused: RecordRefused): FieldErrors['list'] {
  const statusUnread = read.unread.has('trafficking_status');
  const further = refused.errors.filter(
    ({ field }) => !read.unread.has(field) && !(statusUnread && (field === 'decision_org' || field === 'decided_on')),
  );
  return [...read.errors.list, ...further.map(({ field, code }) => ({ field: read.sourceOf(field), code }))];
}
