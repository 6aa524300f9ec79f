import type { AcceptedEvent, Position } from '#messaging';

/**
 * An event that passed every check of arrival and still contradicts the state, such as a decision on an erased case. The
 * transport isolates the record and quarantines it alone. Holds a code and a position, never content.
 */
export class NotApplicable extends Error {
  override readonly name = 'NotApplicable';
  readonly position: Position;

  constructor(
    /** Stable, lower case with hyphens: the rule that was broken. */
    readonly code: string,
    event: Pick<AcceptedEvent, 'position'>,
  ) {
    super(`the event at ${event.position.topic}/${event.position.partition} does not apply: ${code}`);
    this.position = event.position;
  }
}
