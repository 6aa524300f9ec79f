import { derivedUuid } from './cluster-ref.js';

/**
 * The reference of the question "are these two mentions one person?", the same for every store and in either order, so
 * that an answer survives a rebuild and may arrive before the mentions that it is about.
 */
export function matchRefOf(a: string, b: string): string {
  return a < b ? derivedUuid('match', a, b) : derivedUuid('match', b, a);
}
