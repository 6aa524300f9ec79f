import { ownCause } from './own-cause.js';
import { inOrder, type Strand } from './strand.js';

const EVENT = `coalesce(o.sent_at, o.not_before), 'EVENT', CASE WHEN o.sent_at IS NULL THEN 'WAITING' ELSE 'SENT' END, ${inOrder('o.seq')}`;

/**
 * What left the country about the case, or waits to leave. Case events are numbered as the organisation sees them, from 1: the
 * envelope's version counts what `ownCause` leaves out as well, and a gap would tell of it. A mention's version moves with the own
 * record and with the key epochs alone; of a mention the newest is kept, and nothing once it is taken back.
 */
export const EVENTS: readonly Strand[] = [
  `SELECT ${EVENT}, jsonb_build_object('type', o.type, 'number', row_number() OVER (ORDER BY o.version))
     FROM asked JOIN messaging.outbox o ON o.topic = asked.case_topic AND o.subject = asked.case_ref::text
    WHERE ${ownCause('o')}`,
  `SELECT ${EVENT}, jsonb_build_object('type', o.type, 'version', o.version)
     FROM asked JOIN anonymisation.publication p USING (case_ref)
     JOIN messaging.outbox o ON o.topic = asked.mention_topic AND o.subject = p.mention_ref::text
    WHERE o.data IS NOT NULL`,
];
