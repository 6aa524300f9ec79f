import { personNameForms } from '#linkage';
import type { LabelledRecord } from './labelled-pairs.js';

/** Least share of the records that a name of each class has: every hundredth, every 300th, every 1,000th record. */
const LEAST_SHARES = [1 / 100, 1 / 300, 1 / 1_000];
/** Classes and absent. */
export const FREQUENCY_LEVELS = LEAST_SHARES.length + 2;
export const FREQUENCY_COMPARISONS = 2;

interface Bones {
  readonly given: string | null;
  readonly surname: string | null;
}

/**
 * For pairs of these records: how frequent the given name and the surname are on which the two agree; 0 where they do not, then
 * from the most frequent to the rarest. The frequencies are those of the very records, which no country has: what is gained is
 * the most that can be gained.
 */
export function frequencyLevels(
  records: readonly LabelledRecord[],
): (a: LabelledRecord, b: LabelledRecord) => readonly number[] {
  const bones = new Map(records.map((record) => [record.recordId, bonesOf(record)]));
  const classes = (['given', 'surname'] as const).map((part) => {
    const counts = new Map<string, number>();
    for (const { [part]: name } of bones.values()) if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
    return { part, classOf: (name: string) => classOf((counts.get(name) ?? 0) / records.length) };
  });
  return (a, b) =>
    classes.map(({ part, classOf: levelOf }) => {
      const [x, y] = [bones.get(a.recordId)?.[part] ?? null, bones.get(b.recordId)?.[part] ?? null];
      return x === null || x !== y ? 0 : levelOf(x);
    });
}

function classOf(share: number): number {
  const at = LEAST_SHARES.findIndex((least) => share >= least);
  return 1 + (at < 0 ? LEAST_SHARES.length : at);
}

function bonesOf(record: LabelledRecord): Bones {
  const { given, surname } = personNameForms(record);
  return { given: given?.skeleton ?? null, surname: surname?.skeleton ?? null };
}
