import { createHash } from 'node:crypto';
import type { LinkageSchema } from './schema.js';

/**
 * SHA-256 over what encodings depend on: model, purpose and attributes in their order. Where identifier and source stand may
 * differ between files that are linked.
 */
export function schemaHash({ model, purpose, attributes }: LinkageSchema): string {
  const list = attributes.map(({ column, kind, format, swapsWith, rarity }) => [
    column,
    kind,
    format,
    swapsWith,
    rarity,
  ]);
  return createHash('sha256')
    .update(JSON.stringify([model, purpose, list]))
    .digest('hex');
}
