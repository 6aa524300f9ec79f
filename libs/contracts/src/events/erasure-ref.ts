/**
 * The reference under which an erasure of what was received with a referral is asked for and confirmed: the referral's own with every random
 * bit turned over, so that it is a UUID v4 too, and turned over again gives the referral's.
 *
 * Not the `referralRef` itself: in an inbox that is the subject of the referral's outcomes, whose versions a rebuilt store counts
 * again from the history alone. An erasure among them would come at another place then.
 */
export function erasureRefOf(referralRef: string): string {
  return [...referralRef.toLowerCase()].map(turnedOver).join('');
}

/** The version's digit stays, and of the digit that holds the variant its two upper bits. */
function turnedOver(digit: string, position: number): string {
  if (digit === '-' || position === VERSION_DIGIT) return digit;
  const mask = position === VARIANT_DIGIT ? 0b0011 : 0b1111;
  return (Number.parseInt(digit, 16) ^ mask).toString(16);
}

const VERSION_DIGIT = 14;
const VARIANT_DIGIT = 19;
