import { createHash } from 'node:crypto';
import type { AttributeForms } from '../schema/forms.js';
import type { LinkagePlan } from '../schema/plan.js';
import { comparisonsOf, middleFrequency, plainLevel, RARITY_CLASSES, rarityClass } from '../compare/levels.js';
import { Comparator } from '../compare/comparator.js';
import { EncodedRecords } from '../compare/encoded-file.js';
import type { RecordEncoder } from '../encode/record-encoder.js';
import type { ChanceAgreement } from './chance.js';
import { FrequencySketch } from './sketch.js';

/** Records that are compared with each other to measure chance agreement. */
const SAMPLE = 1000;
/**
 * Salts under which the sample is encoded, each pair compared under one of them. How alike two unequal values look depends on
 * the salt: where a column has a few dozen values, one salt would show some bands of similarity for ever and others never.
 */
const SALTS = 16;
const TAGS = Buffer.alloc(8 * SALTS, 1);

interface Sampled {
  readonly rank: string;
  readonly forms: readonly (AttributeForms | null)[];
}

/** What is counted over a whole file before its records are encoded. Does not depend on the order of the rows. */
export class FileStatistics {
  private readonly sketches: readonly FrequencySketch[];
  private sample: Sampled[] = [];
  private records = 0;

  constructor(private readonly plan: LinkagePlan) {
    this.sketches = plan.attributes.map(() => new FrequencySketch());
  }

  add(id: string, forms: readonly (AttributeForms | null)[]): void {
    this.records += 1;
    forms.forEach((form, x) => form && this.sketches[x]?.add(form.form));
    this.sample.push({ rank: createHash('sha256').update(id).digest('hex'), forms });
    if (this.sample.length >= 4 * SAMPLE) this.thin();
  }

  /** Keeps the records whose identifiers hash lowest: a sample that any order of rows gives. */
  private thin(): void {
    this.sample.sort((a, b) => (a.rank < b.rank ? -1 : 1));
    this.sample.length = Math.min(SAMPLE, this.sample.length);
  }

  /** Class of a value's frequency in this file, 0 to 3; 0 for absent values and attributes without rarity. */
  rarityOf(forms: readonly (AttributeForms | null)[]): Uint8Array {
    return Uint8Array.from(this.plan.attributes, ({ attribute }, x) => {
      const form = forms[x];
      const sketch = this.sketches[x];
      if (!form || !sketch || !attribute.rarity) return 0;
      return rarityClass(sketch.count(form.form) / sketch.total);
    });
  }

  /** @param encoder of the same plan; the sample is compared through its encodings, as linkage will compare */
  chance(encoder: RecordEncoder): ChanceAgreement {
    this.thin();
    return {
      records: this.records,
      levels: this.sampledLevels(encoder),
      equal: this.equalRates(),
      frequencies: this.frequencies(),
    };
  }

  private sampledLevels(encoder: RecordEncoder): number[][] {
    const { plan, sample } = this;
    const comparisons = comparisonsOf(plan);
    const encoded = new EncodedRecords(sample.length, SALTS, plan.attributes.length, plan.layout);
    const rarity = new Uint8Array(plan.attributes.length);
    sample.forEach(({ rank, forms }) => {
      const segments = Buffer.concat(Array.from({ length: SALTS }, (_, salt) => encoder.encodeShared(forms, salt)));
      encoded.add({ id: rank, source: '', mask: 2 ** SALTS - 1, tags: TAGS, segments, rarity });
    });
    const comparator = new Comparator(plan, encoded, encoded);
    const counts = comparisons.map(({ levels }) => new Array<number>(levels + 1).fill(0));
    const levels = new Uint8Array(comparisons.length);
    for (let i = 0; i < sample.length; i += 1) {
      for (let j = i + 1; j < sample.length; j += 1) {
        comparator.compare(i, j, 1 << ((i + j) % SALTS), levels, 0);
        for (let c = 0; c < levels.length; c += 1) {
          const level = plainLevel(levels[c] ?? 0);
          const count = counts[c];
          if (count !== undefined) count[level] = (count[level] ?? 0) + 1;
        }
      }
    }
    return counts;
  }

  /** Sampled records against the counts of the whole file. */
  private equalRates(): number[] {
    return this.sketches.map((sketch, x) => {
      const present = this.sample.flatMap(({ forms }) => forms[x]?.form ?? []);
      if (present.length === 0 || sketch.total < 2) return 0;
      const others = present.reduce((sum, form) => sum + sketch.count(form) - 1, 0);
      return others / (present.length * (sketch.total - 1));
    });
  }

  /** Mean frequency of the sampled values of each class. */
  private frequencies(): number[][] {
    return this.sketches.map((sketch, x) => {
      const sums = new Float64Array(RARITY_CLASSES);
      const counts = new Float64Array(RARITY_CLASSES);
      for (const { forms } of this.sample) {
        const form = forms[x]?.form;
        if (form === undefined) continue;
        const frequency = sketch.count(form) / sketch.total;
        const rarity = rarityClass(frequency);
        sums[rarity] = (sums[rarity] ?? 0) + frequency;
        counts[rarity] = (counts[rarity] ?? 0) + 1;
      }
      return Array.from(sums, (sum, rarity) => (counts[rarity] ? sum / counts[rarity] : middleFrequency(rarity)));
    });
  }
}
