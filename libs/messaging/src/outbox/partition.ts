const SEED = 0x9747b28c;
const M = 0x5bd1e995;
const R = 24;

/** MurmurHash2, 32 bits, little endian words, as Kafka's own clients compute it (`Utils.murmur2` in Apache Kafka). */
export function murmur2(data: Uint8Array): number {
  const words = data.length >> 2;
  let hash = SEED ^ data.length;
  for (let i = 0; i < words; i += 1) {
    const at = i << 2;
    let k = byte(data, at) | (byte(data, at + 1) << 8) | (byte(data, at + 2) << 16) | (byte(data, at + 3) << 24);
    k = Math.imul(k, M);
    k = Math.imul(k ^ (k >>> R), M);
    hash = Math.imul(hash, M) ^ k;
  }
  const tail = words << 2;
  const rest = data.length & 3;
  if (rest === 3) hash ^= byte(data, tail + 2) << 16;
  if (rest >= 2) hash ^= byte(data, tail + 1) << 8;
  if (rest >= 1) hash = Math.imul(hash ^ byte(data, tail), M);
  hash = Math.imul(hash ^ (hash >>> 13), M);
  return hash ^ (hash >>> 15);
}

/**
 * The partition of a key: Kafka's default for every client. Senders choose it and receivers check it, so all events of
 * a subject lie in one partition, in one order.
 */
export function partitionFor(key: string | Uint8Array, partitions: number): number {
  return (murmur2(typeof key === 'string' ? Buffer.from(key, 'utf8') : key) & 0x7fffffff) % partitions;
}

function byte(data: Uint8Array, index: number): number {
  return data[index] ?? 0;
}
