/** A record as the register of its country knows it. */
export interface RegisteredRecord {
  readonly organisation: string;
  readonly record_id: string;
}

/**
 * Names the records of one country: by their ids, and where organisations use the same id by `organisation/id`, so that no line
 * means two records.
 */
export function namesOf(records: readonly RegisteredRecord[]): (record: RegisteredRecord) => string {
  const holders = new Map<string, Set<string>>();
  for (const { record_id: id, organisation } of records) {
    holders.set(id, (holders.get(id) ?? new Set()).add(organisation));
  }
  return ({ organisation, record_id: id }) => ((holders.get(id)?.size ?? 0) > 1 ? `${organisation}/${id}` : id);
}
