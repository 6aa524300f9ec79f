import { GUARDED_LEVELS, LAST_LEVEL, type Level, type PublicationPolicy } from '#domain';
import type { Transaction } from '#persistence';
import { EPISODE } from './register-tables.js';

/** Records for each of the k persons that are looked at before all are counted: most persons have one. */
const SAMPLE = 8;

/** Records of the register whose tuple at a level is the same, in the window that ends on the day of registration. */
const alikeAt = (level: Level) => `
    SELECT person_ref FROM ${EPISODE} other
     WHERE other.k${level} = own.k${level} AND other.status = 'OPEN'
       AND other.registered_on <= own.registered_on
       AND other.registered_on > own.registered_on - make_interval(months => $3)`;

const atLeastK = (records: string) => `(SELECT count(DISTINCT person_ref) >= $4 FROM (${records}) alike)`;

/** k persons are soon found where many are alike; only where one person has many of the records are all of them counted. */
const isShared = (level: Level) => `CASE
    WHEN ${atLeastK(`${alikeAt(level)} LIMIT ${SAMPLE} * $4`)} THEN true
    ELSE ${atLeastK(alikeAt(level))} END`;

/** Parameters: case references, their published rungs, months of the window, k. */
export const LEVELS_SQL = `
  SELECT own.case_ref AS "caseRef",
         CASE ${GUARDED_LEVELS.map((level) => `WHEN wanted.floor <= ${level} AND ${isShared(level)} THEN ${level}`).join('\n              ')}
              ELSE ${LAST_LEVEL} END AS level
    FROM unnest($1::uuid[], $2::int[]) AS wanted (case_ref, floor)
    JOIN ${EPISODE} own ON own.case_ref = wanted.case_ref`;

export interface LevellingRequest {
  readonly caseRef: string;
  /** The published rung: no finer one is chosen. */
  readonly floor: Level;
}

/**
 * The most specific rung at which at least k persons of the register share each case's tuple. Every record dated in the
 * window counts, whatever its consent; the result depends on the register alone, not on the order of the requests.
 */
export async function levelsFor(
  tx: Transaction,
  requests: readonly LevellingRequest[],
  policy: PublicationPolicy,
): Promise<Map<string, Level>> {
  const rows = await tx.rows<{ caseRef: string; level: Level }>(LEVELS_SQL, [
    requests.map((request) => request.caseRef),
    requests.map((request) => request.floor),
    policy.windowMonths,
    policy.k,
  ]);
  return new Map(rows.map(({ caseRef, level }) => [caseRef, level]));
}
