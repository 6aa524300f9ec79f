/** Mentions that may hold one tag, however large the store is. */
export const MOST_HOLDERS = 200;
/** The same as a share of the store's mentions. */
export const MOST_SHARE = 0.001;
/** Twins, namesakes and fakes of one family meet under a tag in every store: so many are never an alarm. */
export const LEAST_LIMIT = 20;

/** Holders of one tag beyond which its variant shows too much: the frequency of a tag tells what it may have been made of. */
export function tagLimit(mentions: number): number {
  return Math.min(MOST_HOLDERS, Math.max(LEAST_LIMIT, Math.floor(mentions * MOST_SHARE)));
}

/**
 * Shannon's entropy in bits, to the thousandth.
 * @param held sum of the holders of all tags
 * @param weighted sum of holders * log2(holders) over all tags
 */
export function entropyOf(held: number, weighted: number): number {
  return Math.round((Math.log2(held) - weighted / held) * 1_000) / 1_000;
}
