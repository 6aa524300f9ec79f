/** Tokens of a name beyond this are not encoded: an overlong name must not fill its filter. */
const MOST_TOKENS = 14;

/** Marks beginning and end, so that they count. */
export function padded(word: string): string {
  return `_${word}_`;
}

/** Every two letters that follow each other, each once, in the order of the word. */
export function bigrams(word: string): string[] {
  const pairs = Array.from({ length: Math.max(0, word.length - 1) }, (_, i) => word.slice(i, i + 2));
  return [...new Set(pairs)].slice(0, MOST_TOKENS);
}
