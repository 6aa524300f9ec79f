import { CARE_ENTRIES, type CareTable } from '../care/index.js';
import { inOrder, type Strand } from './strand.js';

const WHAT: Readonly<Record<CareTable, string>> = {
  assessment: 'ASSESSMENT',
  service: 'SERVICE',
  penalisation: 'PENALISATION',
  person_return: 'RETURN',
  entitlement: 'ENTITLEMENT',
};

function entriesOf(table: CareTable): Strand {
  return `SELECT entry.recorded_at, 'CARE', '${WHAT[table]}', entry.id::text,
          (SELECT to_jsonb(shown) FROM (SELECT id, organisation, ${CARE_ENTRIES[table].columns} FROM care.${table} one
                                         WHERE one.id = entry.id) shown)
     FROM asked JOIN care.${table} entry USING (case_ref) WHERE entry.organisation = ANY (asked.readable)`;
}

/** What was done for the person and to them, as it stands now, at the time when it was entered. */
export const CARE: readonly Strand[] = (Object.keys(WHAT) as CareTable[]).map(entriesOf);

/** What bodies did about the reflection period, and returns that broke it. Not for law enforcement. */
export const REFLECTION: readonly Strand[] = [
  `SELECT act.recorded_at, 'REFLECTION', act.act, ${inOrder('act.seq')},
          jsonb_build_object('on', act.on_day, 'days', act.days, 'ground', act.ground)
     FROM asked JOIN reflection.act act USING (case_ref)`,
  `SELECT b.raised_at, 'REFLECTION', 'BREACHED', b.return_id::text, jsonb_build_object('returnedOn', b.returned_on)
     FROM asked JOIN reflection.breach b USING (case_ref)`,
];
