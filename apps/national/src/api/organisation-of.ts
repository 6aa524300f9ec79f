import { forbidden, type Caller } from '#http';

/** The organisation that an agency's caller is bound to. An agency without one sees nothing. */
export function organisationOf(caller: Caller): string {
  if (caller.organisation === undefined) throw forbidden();
  return caller.organisation;
}
