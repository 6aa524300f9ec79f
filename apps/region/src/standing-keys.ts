import type { MemberData } from '#contracts';

/** What a member signs with, and what others seal to. */
export type Keys = Pick<MemberData, 'keys' | 'sealingkeys'>;

/**
 * The keys to declare at a start: those that have been rotated since stay as the members log has them, as long as the signing key of
 * this home is one of them. Where it is not, the home is another one, and its own keys are declared.
 */
export function standingKeys(declared: MemberData | undefined, ofFiles: Keys): Keys {
  const isOurs = declared?.keys.some(({ kid, x }) => ofFiles.keys.some((own) => own.kid === kid && own.x === x));
  if (declared === undefined || isOurs !== true) return ofFiles;
  const { keys, sealingkeys = ofFiles.sealingkeys } = declared;
  return { keys, ...(sealingkeys === undefined ? {} : { sealingkeys }) };
}
