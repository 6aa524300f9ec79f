import { SecurityError } from './security-error.js';

/** Names a key in the members log, in every signature and in every sealed part. */
export const KID = /^[A-Za-z0-9._-]{1,64}$/;

/** @throws SecurityError `kid-invalid` */
export function checkKid(kid: unknown): string {
  if (typeof kid === 'string' && KID.test(kid)) return kid;
  throw new SecurityError('kid-invalid', 'a kid has 1 to 64 characters of A-Z a-z 0-9 . _ -');
}
