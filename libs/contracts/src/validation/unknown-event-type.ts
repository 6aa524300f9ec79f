/** A type of event that the contract does not know. The type itself is a sender's text and is not repeated. */
export class UnknownEventType extends Error {
  readonly code = 'unknown-type';

  constructor() {
    super('The contract knows no event of this type.');
    this.name = 'UnknownEventType';
  }
}
