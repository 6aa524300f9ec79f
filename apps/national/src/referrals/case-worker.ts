import type { CareWorker } from '../care/care-worker.js';

/** Who acts: a caller of an agency, the organisation that it is bound to, what kind of body that is, and whether it enforces the law. */
export type CaseWorker = Pick<CareWorker, 'caller' | 'organisation' | 'bodyType' | 'enforcement'>;

/** Whose referrals are read. Law enforcement sees those that it sent and receives none: they tell of others' persons (rule 12). */
export type Reader = Pick<CaseWorker, 'organisation' | 'enforcement'>;
