import { decisionClass, DECISION_ORG } from '#contracts';
import { GUARDED_LEVELS, LADDER_HASH, LEVELS, type Level, type PublicationPolicy } from '#domain';
import type { Transaction } from '#persistence';
import { DECISION, EPISODE, OUTCOME, PUBLICATION } from './register-tables.js';

/** How a country's cases left, and how well the guarantee holds beyond the profile tuple. Counts only. */
export interface GeneralisationReport {
  readonly anonymizationprofile: string;
  readonly policyversion: string;
  readonly k: number;
  readonly windowMonths: number;
  /** Every level, zero included. */
  readonly levels: readonly LevelReport[];
  /** Cases whose profile withholds the attribute, by attribute. */
  readonly withheld: Readonly<Record<string, number>>;
  /**
   * Cases above the last rung that stand for fewer than k persons when class, outcome and year of the decision are added:
   * counted as levelling counts, up to the case's own day, and in the register as it is now.
   */
  readonly fewerThanKWithDecision: { readonly whenLevelled: number; readonly now: number };
  /** Cases above the last rung that stand for fewer than k persons: 0, or the guarantee is broken. */
  readonly fewerThanK: number;
  /** Cases of the last rung, which is exempt, that stand for fewer than k persons. */
  readonly lastRungFewerThanK: number;
  /** Cases that are held back, by code. */
  readonly problems: Readonly<Record<string, number>>;
}

export interface LevelReport {
  readonly level: Level;
  readonly cases: number;
  /** Persons that the least common tuple of the level stands for; `null` where no case left at it. */
  readonly smallestGroup: number | null;
}

const classSql = (org: string) =>
  `CASE ${org} ${DECISION_ORG.map((code) => `WHEN '${code}' THEN '${decisionClass(code)}'`).join(' ')} END`;

/** Each episode with the tuple that it would show at each rung, and its latest decision as events tell it. */
const REGISTER_SQL = `
  SELECT e.case_ref, e.person_ref, e.registered_on, ARRAY[e.k0, e.k1, e.k2, e.k3, e.k4, e.k5, e.k6,
         extract(year FROM e.registered_on)::text] AS keys, d.decided
    FROM ${EPISODE} e
    LEFT JOIN LATERAL (
      SELECT concat_ws(' ', outcome, ${classSql('decision_org')}, extract(year FROM decided_on)) AS decided
        FROM ${DECISION}, LATERAL (SELECT ${OUTCOME} AS outcome) named
       WHERE case_ref = e.case_ref AND outcome IS NOT NULL ORDER BY seq DESC LIMIT 1) d ON true
   WHERE e.status = 'OPEN'`;

const GROUPS_SQL = `
  WITH own AS MATERIALIZED (${REGISTER_SQL}),
  shown AS MATERIALIZED (
    SELECT p.level, own.case_ref, own.registered_on, own.decided, own.keys[p.level + 1] AS key
      FROM ${PUBLICATION} p JOIN own USING (case_ref) WHERE p.level IS NOT NULL AND p.ended IS NULL),
  tuples AS MATERIALIZED (
    SELECT level, key, person_ref, registered_on, decided
      FROM own CROSS JOIN LATERAL unnest(own.keys) WITH ORDINALITY AS at (key, position),
           LATERAL (SELECT position - 1 AS level) l),
  alike AS (
    SELECT s.case_ref, s.level, t.person_ref, t.decided IS NOT DISTINCT FROM s.decided AS decided_alike,
           t.registered_on <= s.registered_on
             AND t.registered_on > s.registered_on - make_interval(months => $1) AS in_window
      FROM shown s JOIN tuples t ON t.level = s.level AND t.key = s.key),
  groups AS (
    SELECT level, count(DISTINCT person_ref) FILTER (WHERE in_window) AS persons,
           count(DISTINCT person_ref) FILTER (WHERE in_window AND decided_alike) AS decided_then,
           count(DISTINCT person_ref) FILTER (WHERE decided_alike) AS decided_now
      FROM alike GROUP BY case_ref, level)
  SELECT level::int AS level, count(*)::int AS cases, min(persons)::int AS "smallestGroup",
         count(*) FILTER (WHERE persons < $2)::int AS "fewerThanK",
         count(*) FILTER (WHERE decided_then < $2)::int AS "fewerWithDecision",
         count(*) FILTER (WHERE decided_now < $2)::int AS "fewerWithDecisionNow"
    FROM groups GROUP BY level ORDER BY level`;

const WITHHELD_SQL = `
  SELECT attribute.key AS code, count(*) FILTER (WHERE attribute.value = '"WITHHELD"')::int AS cases
    FROM ${PUBLICATION} p, jsonb_each(p.profile) AS attribute WHERE p.ended IS NULL GROUP BY 1 ORDER BY 1`;

const PROBLEMS_SQL = `
  SELECT problem AS code, count(*)::int AS cases FROM ${PUBLICATION} WHERE problem IS NOT NULL GROUP BY 1 ORDER BY 1`;

interface GroupRow extends LevelReport {
  readonly fewerThanK: number;
  readonly fewerWithDecision: number;
  readonly fewerWithDecisionNow: number;
}

interface CodeRow {
  readonly code: string;
  readonly cases: number;
}

/** Recomputed from the register on every call, not from what levelling remembered. */
export async function generalisationReport(tx: Transaction, policy: PublicationPolicy): Promise<GeneralisationReport> {
  const rows = await tx.rows<GroupRow>(GROUPS_SQL, [policy.windowMonths, policy.k]);
  const byLevel = new Map(rows.map((row) => [row.level, row]));
  const guarded = rows.filter((row) => GUARDED_LEVELS.includes(row.level));
  return {
    anonymizationprofile: LADDER_HASH,
    policyversion: policy.version,
    k: policy.k,
    windowMonths: policy.windowMonths,
    levels: LEVELS.map((level) => ({
      level,
      cases: byLevel.get(level)?.cases ?? 0,
      smallestGroup: byLevel.get(level)?.smallestGroup ?? null,
    })),
    withheld: asRecord(await tx.rows<CodeRow>(WITHHELD_SQL)),
    fewerThanKWithDecision: {
      whenLevelled: sum(guarded.map((row) => row.fewerWithDecision)),
      now: sum(guarded.map((row) => row.fewerWithDecisionNow)),
    },
    fewerThanK: sum(guarded.map((row) => row.fewerThanK)),
    lastRungFewerThanK: sum(rows.filter((row) => !guarded.includes(row)).map((row) => row.fewerThanK)),
    problems: asRecord(await tx.rows<CodeRow>(PROBLEMS_SQL)),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function asRecord(rows: readonly CodeRow[]): Record<string, number> {
  return Object.fromEntries(rows.map(({ code, cases }) => [code, cases]));
}
