/** The n-th reference of the examples: valid, and nobody's. */
export function exampleRef(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
}
