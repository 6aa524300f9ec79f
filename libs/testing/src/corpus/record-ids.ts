import { type CountryCode } from '#contracts';

const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const HALF = 0xfffff;
const ROUNDS = [0x9e3779b1, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f] as const;

/** Ids that tell nothing of the order in which they were made and never repeat: a Feistel permutation of 40 bits. */
export function recordId(country: CountryCode, index: number, seed: number): string {
  let [left, right] = [Math.floor(index / (HALF + 1)) & HALF, index & HALF];
  for (const round of ROUNDS) {
    const mixed = Math.imul(right ^ seed, round);
    [left, right] = [right, left ^ ((mixed ^ (mixed >>> 15)) & HALF)];
  }
  let letters = '';
  for (const half of [left, right]) {
    for (let shift = 15; shift >= 0; shift -= 5) letters += ALPHABET.charAt((half >> shift) & 31);
  }
  return `${country}-${letters}`;
}
