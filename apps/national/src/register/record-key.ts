import type { AgencyRecord } from '#domain';

/** Names one record: an id alone does not, two organisations may use the same. */
export type RecordName = Pick<AgencyRecord, 'agency' | 'recordId'>;

/** The same as one text. No code of an organisation has a space in it. */
export function recordKey({ agency, recordId }: RecordName): string {
  return `${agency} ${recordId}`;
}
