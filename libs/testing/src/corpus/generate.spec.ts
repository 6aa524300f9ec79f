import { corpusParts, generateCorpus } from './generate.js';

describe('a generated corpus', () => {
  it('is the same for the same seed and another for another', () => {
    expect(generateCorpus({ seed: 5, persons: 200 })).toEqual(generateCorpus({ seed: 5, persons: 200 }));
    expect(generateCorpus({ seed: 5, persons: 200 })).not.toEqual(generateCorpus({ seed: 6, persons: 200 }));
  });

  it('is the same when it is made in parts', () => {
    const whole = generateCorpus({ seed: 5, persons: 300 });
    const parts = [...corpusParts({ seed: 5, persons: 300 })];
    expect(new Set(parts.flatMap((part) => part.records.map((r) => r.recordId)))).toEqual(
      new Set(whole.records.map((r) => r.recordId)),
    );
    expect(parts.flatMap((part) => part.traps)).toEqual(whole.traps);
  });

  it('holds as many persons as were asked for, and no record id twice', () => {
    const { records } = generateCorpus({ seed: 7, persons: 3000 });
    expect(new Set(records.map((r) => r.truth.personId)).size).toBe(3000);
    expect(new Set(records.map((r) => r.recordId)).size).toBe(records.length);
  });
});
