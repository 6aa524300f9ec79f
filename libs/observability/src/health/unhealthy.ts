/** Thrown by a check that knows why it fails. `reason` is a stable code, lower case with hyphens, such as `database-away`. */
export class Unhealthy extends Error {
  override readonly name = 'Unhealthy';
  readonly code = 'unhealthy';

  constructor(readonly reason: string) {
    super(reason);
  }
}
