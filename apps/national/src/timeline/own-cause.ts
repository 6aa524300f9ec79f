/**
 * Of the events of a case those that its own organisation caused. Events of another cause tell of what others hold: that the
 * case was found to be of one person with somebody else's, or that its group became too small because somebody else's record changed.
 * @param event alias of `messaging.outbox` in the query
 */
export function ownCause(event: string): string {
  return `${event}.type <> 'kerege.case.person-reassigned.v1'
      AND (${event}.data::jsonb ->> 'reason') IS DISTINCT FROM 'GROUP_TOO_SMALL'`;
}
