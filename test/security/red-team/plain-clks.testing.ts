import { createHmac } from 'node:crypto';
import { dice, filling, setBits, type AttackView } from './view.testing.js';

/** A cryptographic long-term key as clkhash makes it: bits of one filter for all attributes, without any salt. */
const BITS = 1024;
const HASHES = 10;
/** Similarities that are kept as features: the nearest few, then quantiles. */
const NEAREST = [1, 2, 3, 5, 8, 13];
const QUANTILES = [0.1, 0.25, 0.5, 0.75, 0.9, 0.97];

/** What an attacker sees of unsalted encodings under one key: every similarity. `attributes`: one text for each. */
export function plainClks(persons: readonly (readonly string[])[], key: Buffer): AttackView {
  const filters = persons.map((attributes) => clk(attributes, key));
  const similarity = (a: number, b: number) => dice(filters[a] ?? new Uint8Array(), filters[b] ?? new Uint8Array());
  const features = filters.map((filter, node) => {
    const all = filters.map((_, other) => (other === node ? 0 : similarity(node, other))).sort((a, b) => b - a);
    return [
      filling(setBits(filter), BITS),
      ...NEAREST.map((rank) => all[rank - 1] ?? 0),
      ...QUANTILES.map((share) => all[Math.floor(share * all.length)] ?? 0),
    ];
  });
  return { features, similarity };
}

function clk(attributes: readonly string[], key: Buffer): Uint8Array {
  const filter = new Uint8Array(BITS / 8);
  attributes.forEach((text, attribute) => {
    const word = `_${text}_`;
    for (let i = 0; text !== '' && i < word.length - 1; i += 1) {
      const digest = createHmac('sha256', key)
        .update(`${attribute} ${word.slice(i, i + 2)}`)
        .digest();
      for (let h = 0; h < HASHES; h += 1) {
        const bit = digest.readUInt16BE(2 * h) % BITS;
        filter[bit >> 3] = (filter[bit >> 3] ?? 0) | (1 << (bit & 7));
      }
    }
  });
  return filter;
}
