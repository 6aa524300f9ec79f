/** Pairs of one score, by whether they are one person. */
export interface ScoreCount {
  readonly score: number;
  readonly same: number;
  readonly different: number;
}

interface Block {
  least: number;
  same: number;
  all: number;
}

const MILLION = 1_000_000;

/**
 * Share of pairs of one person as a rising step function of the score (pool adjacent violators; Ayer et al., 1955), each step
 * with at least `leastPairs` pairs and half a pair added on either side, so that no share is 0 or 1: [least score, millionths].
 */
export function isotonic(rows: Iterable<ScoreCount>, leastPairs: number): [number, number][] {
  const blocks: Block[] = [];
  for (const { score, same, different } of [...rows].sort((a, b) => a.score - b.score)) {
    blocks.push({ least: score, same, all: same + different });
    while (mustPool(blocks, leastPairs)) pool(blocks);
  }
  while (blocks.length > 1 && (blocks.at(-1)?.all ?? 0) < leastPairs) pool(blocks);
  let highest = 0;
  return blocks.map(({ least, same, all }) => {
    highest = Math.max(highest, Math.round((MILLION * (same + 0.5)) / (all + 1)));
    return [least, highest];
  });
}

function mustPool(blocks: readonly Block[], leastPairs: number): boolean {
  const [before, last] = blocks.slice(-2);
  if (before === undefined || last === undefined) return false;
  return before.all < leastPairs || before.same * last.all >= last.same * before.all;
}

function pool(blocks: Block[]): void {
  const last = blocks.pop();
  const before = blocks.at(-1);
  if (last === undefined || before === undefined) return;
  before.same += last.same;
  before.all += last.all;
}
