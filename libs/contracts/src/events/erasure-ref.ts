/**
 * The reference under which an erasure of what was received with a referral is asked for and confirmed: the referral's own with every random
 * bit turned over, so that it is a UUID v4 too, and turned over again gives the referral's.
 *
 * Not the `referralRef` itself: in an inbox that is the subject of the referral's outcomes, whose versions a rebuilt store counts
 * again from the history alone. An erasure among them would come at another place then.
 */
export function erasureRefOf(referralRef: string): string {
  return turnedOver(referralRef, { digit: 0b1111, variant: 0b0011 });
}

/**
 * The reference under which the end of sharing is told and confirmed: every second random bit turned over, for the reason above, and other than
 * the erasure's, which may come before or after it.
 */
export function sharingRefOf(referralRef: string): string {
  return turnedOver(referralRef, { digit: 0b0101, variant: 0b0001 });
}

interface Mask {
  readonly digit: number;
  /** Of the digit that holds the variant its two upper bits stay. */
  readonly variant: number;
}

function turnedOver(ref: string, mask: Mask): string {
  return [...ref.toLowerCase()].map((digit, position) => turned(digit, position, mask)).join('');
}

/** The version's digit stays. */
function turned(digit: string, position: number, mask: Mask): string {
  if (digit === '-' || position === VERSION_DIGIT) return digit;
  const bits = position === VARIANT_DIGIT ? mask.variant : mask.digit;
  return (Number.parseInt(digit, 16) ^ bits).toString(16);
}

const VERSION_DIGIT = 14;
const VARIANT_DIGIT = 19;
