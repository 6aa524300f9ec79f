/** A table of the state as it enters the hash: its columns in this order, its rows in the order of the key. */
export interface HashedTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** Columns that order the rows: text by code point, uuid by its bytes. */
  readonly key: readonly string[];
}

/** Everything that is state, in the order of hashing. docs/reference/state-hash.md explains each column. */
export const HASHED_TABLES: readonly HashedTable[] = [
  {
    name: 'case_state',
    columns: [
      'source',
      'case_ref',
      'version',
      'state',
      'person_ref',
      'level',
      'sex',
      'age',
      'citizenship',
      'country_of_exploitation',
      'exploitation',
      'registered_year',
      'registered_quarter',
      'closed_reason',
      'closed_year',
    ],
    key: ['source', 'case_ref'],
  },
  {
    name: 'case_decision',
    columns: ['source', 'case_ref', 'version', 'outcome', 'class', 'status_kind', 'year', 'quarter'],
    key: ['source', 'case_ref', 'version'],
  },
  {
    name: 'case_closing',
    columns: ['source', 'case_ref', 'version', 'closed', 'year'],
    key: ['source', 'case_ref', 'version'],
  },
  { name: 'binding', columns: ['source', 'mention_ref', 'version', 'case_ref'], key: ['source', 'mention_ref'] },
  { name: 'cluster', columns: ['cluster_ref', 'status'], key: ['cluster_ref'] },
  { name: 'cluster_member', columns: ['cluster_ref', 'mention_ref'], key: ['cluster_ref', 'mention_ref'] },
  { name: 'figure_table', columns: ['source', 'period', 'name', 'version'], key: ['source', 'period', 'name'] },
  {
    name: 'figure_cell',
    columns: ['source', 'period', 'name', 'codes', 'value', 'marker'],
    key: ['source', 'period', 'name', 'codes'],
  },
  {
    name: 'figure_attestation',
    columns: ['source', 'period', 'name', 'attested_version', 'complete', 'zero_confirmed'],
    key: ['source', 'period', 'name'],
  },
  {
    name: 'referral',
    columns: [
      'referral_ref',
      'sequence',
      'status',
      'from_country',
      'to_country',
      'mode',
      'reason',
      'urgency',
      'consents',
      'case_ref',
      'slot_refs',
      'version',
      'version_before_expiry',
      'requested_at',
      'answer_ms',
      'deadline',
      'questions',
      'asked_at',
      'question_limit',
      'marks',
      'start_by',
      'expired_at',
      'late_until',
      'receiver_case_ref',
      'linked',
    ],
    key: ['referral_ref'],
  },
  {
    name: 'referral_outcome',
    columns: ['referral_ref', 'sequence', 'type', 'status', 'reason', 'at'],
    key: ['referral_ref', 'sequence'],
  },
];
