/** What an error may say beside its code: counts, positions, field names and codes. Never a value of a record. */
export type ProblemExtras = Readonly<Record<string, unknown>>;

/**
 * An expected failure of a request, mapped once to RFC 9457 problem details.
 *
 * - `status`: HTTP status, 400 to 599.
 * - `code`: stable, lower case with hyphens; clients branch on it.
 * - `title`: a fixed English sentence: what was wrong and what to do. It never quotes the request.
 */
export class ProblemError extends Error {
  override readonly name: string = 'ProblemError';

  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly extras: ProblemExtras = {},
  ) {
    super(title);
  }
}

export const notFound = () => new ProblemError(404, 'not-found', 'There is no such thing here for this caller.');
export const forbidden = () => new ProblemError(403, 'forbidden', 'The caller’s role does not allow this.');
export const unauthorized = () =>
  new ProblemError(401, 'unauthorized', 'Send the caller’s token as "Authorization: Bearer <token>".');
