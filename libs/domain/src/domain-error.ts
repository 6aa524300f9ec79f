/** A rule was broken. The code is stable and safe to log; the message never holds a value of the record. */
export class DomainError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'DomainError';
  }
}
