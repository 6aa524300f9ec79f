/** Who sent a request. `organisation` binds callers of role `agency` to their own records. */
export interface Caller {
  readonly name: string;
  readonly role: string;
  readonly organisation?: string | undefined;
  /** Type of the body that the organisation is, of the list ORG_TYPE; absent: nobody stated it. */
  readonly organisationType?: string | undefined;
}

/** Knows the callers. `BearerTokens` of `#security` is one. */
export interface CallerDirectory {
  /** The caller of an `Authorization` header, undefined when it names nobody. Compares in constant time. */
  authenticate(authorization: string | undefined): Caller | undefined;
}
