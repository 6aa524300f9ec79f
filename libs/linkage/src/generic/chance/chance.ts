/** How often two different records of one file agree by chance, as its source measured it. */
export interface ChanceAgreement {
  /** Records of the file. */
  readonly records: number;
  /** By comparison: how many of the sampled pairs have each level; index 0 counts absent ones. */
  readonly levels: readonly (readonly number[])[];
  /** By attribute: share of pairs with equal values among pairs that have one, over the whole file. */
  readonly equal: readonly number[];
  /** By attribute and rarity class: mean share of the records that a value of the class has. */
  readonly frequencies: readonly (readonly number[])[];
}

/** Rates of a whole linkage: u of Fellegi and Sunter, still with the matches that a file holds within itself. */
export interface ChanceRates {
  /** By comparison and level, index 0 unused. */
  readonly rates: readonly Float64Array[];
  /** By attribute and rarity class, mean of the files. */
  readonly frequencies: readonly (readonly number[])[];
  /** Mean number of records of a file. */
  readonly records: number;
}

/** Pairs that are thought to have been seen at a level that no sampled pair has. */
const UNSEEN = 0.3;

/** Pools what the sources measured. Files count alike. */
export function chanceRates(files: readonly ChanceAgreement[], attributes: number): ChanceRates {
  const comparisons = files[0]?.levels.length ?? 0;
  const rates = Array.from({ length: comparisons }, (_, c) => {
    const counts = sumOf(files.map(({ levels }) => levels[c] ?? []));
    const present = counts.slice(1).reduce((sum, n) => sum + n, 0);
    const rate = Float64Array.from(counts, (n, level) => (level === 0 ? 0 : (n + UNSEEN) / (present + UNSEEN)));
    if (c < attributes) {
      const equal = files.reduce((sum, file) => sum + (file.equal[c] ?? 0), 0) / files.length;
      rate[1] = Math.max(equal, UNSEEN / (present + UNSEEN));
    }
    return rate;
  });
  const frequencies = Array.from({ length: attributes }, (_, x) =>
    sumOf(files.map((file) => file.frequencies[x] ?? [])).map((sum) => sum / files.length),
  );
  return { rates, frequencies, records: files.reduce((sum, { records }) => sum + records, 0) / files.length };
}

function sumOf(lists: readonly (readonly number[])[]): number[] {
  const length = Math.max(...lists.map((list) => list.length));
  return Array.from({ length }, (_, i) => lists.reduce((sum, list) => sum + (list[i] ?? 0), 0));
}
