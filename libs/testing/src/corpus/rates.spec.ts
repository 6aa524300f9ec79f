import { DEFAULT_OVERLAP, DEFAULT_RATES, DEFAULT_TRAPS } from './options.js';
import { generateCorpus } from './generate.js';
import { type Corpus, type CorpusRecord, type Damage } from './record.js';

const SEED = 20_241;
const PERSONS = 10_000;
/** Standard deviations that a share may be off: one in a million by chance, and the sample is fixed by its seed. */
const DEVIATIONS = 5;

const corpus: Corpus = generateCorpus({ seed: SEED, persons: PERSONS });
const { records } = corpus;

function expectShare(happened: number, of: number, rate: number) {
  // Damage comes in clusters: careless clerks double the variance at most.
  const tolerance = DEVIATIONS * Math.sqrt((2 * rate * (1 - rate)) / of);
  const off = Math.abs(happened / of - rate);
  if (off > tolerance) throw new Error(`seed ${SEED}: ${happened} of ${of} is ${happened / of}, asked for ${rate}`);
  expect(off).toBeLessThanOrEqual(tolerance);
}

const times = (kind: Damage, among: readonly CorpusRecord[] = records) =>
  among.reduce((sum, record) => sum + record.truth.damage.filter((damage) => damage === kind).length, 0);
const present = (cell: (record: CorpusRecord) => unknown) => records.filter((r) => cell(r) !== null).length;

describe('shares of damage', () => {
  // Moving cells about keeps their number; whole names in one column and missing patronymics leave fewer.
  const spelt = records.reduce((sum, r) => sum + (r.truth.damage.includes('patronymic-missing') ? 2 : 3), 0);
  const typed = records.reduce(
    (sum, r) => sum + [r.givenName, r.patronymic, r.surname].filter((cell) => cell !== null).length,
    0,
  );
  const national = records.filter((r) => r.truth.spelling === 'national-cyrillic');
  const uzbekLatin = records.filter((r) => r.truth.spelling === 'national-latin' && r.country === 'UZ');

  it.each([
    ['typing-error', spelt, DEFAULT_RATES.typingError],
    ['doubled-letter', spelt, DEFAULT_RATES.doubledLetter],
    ['mixed-script', typed, DEFAULT_RATES.mixedScript],
    ['stray-space', typed, DEFAULT_RATES.straySpace],
    ['decomposed', records.length, DEFAULT_RATES.decomposed],
    ['swapped-columns', records.length, DEFAULT_RATES.swappedColumns],
    ['hypocorism', records.length, DEFAULT_RATES.hypocorism],
    ['patronymic-missing', records.length, DEFAULT_RATES.patronymicMissing + 0.02],
    ['poor-keyboard', national.length, DEFAULT_RATES.poorKeyboard],
    ['no-apostrophe', uzbekLatin.length, DEFAULT_RATES.noApostrophe],
    ['citizenship-wrong', present((r) => r.citizenship), DEFAULT_RATES.citizenshipWrong],
    ['birth-admin1-wrong', present((r) => r.birthAdmin1), DEFAULT_RATES.birthAdmin1Wrong],
  ] as const)('%s', (kind, of, rate) => expectShare(times(kind), of, rate));

  it('of birth dates', () => {
    const dates = records.map((r) => r.birthDate);
    expectShare(dates.filter((date) => date === null).length, dates.length, DEFAULT_RATES.birthDateEmpty);
    expectShare(
      dates.filter((date) => date !== null && date.length < 10).length,
      dates.length,
      DEFAULT_RATES.birthDatePartial,
    );
    expectShare(
      times('year-off'),
      present((r) => r.birthDate),
      DEFAULT_RATES.yearOff,
    );
    const whole = dates.filter((date) => date?.length === 10).length;
    expectShare(times('new-year'), whole, DEFAULT_RATES.newYearBirthDate);
    expectShare(times('day-wrong'), whole, DEFAULT_RATES.dayWrong * 0.95);
    expect(times('day-month-swapped') / whole).toBeLessThan(DEFAULT_RATES.dayMonthSwapped);
    expect(times('day-month-swapped')).toBeGreaterThan(0);
  });

  it('of identifiers that stand there', () => {
    expectShare(
      present((r) => r.documentNo),
      records.length,
      DEFAULT_RATES.document,
    );
    expectShare(
      present((r) => r.nationalId),
      records.length,
      DEFAULT_RATES.nationalId,
    );
    expectShare(
      present((r) => r.phone),
      records.length,
      DEFAULT_RATES.phone,
    );
    expectShare(
      present((r) => r.handle),
      records.length,
      DEFAULT_RATES.handle,
    );
    expectShare(
      present((r) => r.address),
      records.length,
      DEFAULT_RATES.address,
    );
    expectShare(
      times('placeholder'),
      present((r) => r.documentNo) + present((r) => r.phone),
      DEFAULT_RATES.placeholder,
    );
  });
});

describe('shares of persons', () => {
  const byPerson = new Map<string, CorpusRecord[]>();
  for (const record of records) {
    const known = byPerson.get(record.truth.personId);
    if (known === undefined) byPerson.set(record.truth.personId, [record]);
    else known.push(record);
  }
  const persons = [...byPerson.values()];
  const countries = (of: readonly CorpusRecord[]) => new Set(of.map((r) => r.country)).size;

  it('who are known in two countries, in three, and twice in one', () => {
    expectShare(persons.filter((p) => countries(p) === 2).length, PERSONS, DEFAULT_OVERLAP.twoCountries);
    expectShare(persons.filter((p) => countries(p) === 3).length, PERSONS, DEFAULT_OVERLAP.threeCountries);
    expectShare(
      persons.filter((p) => p.length === 2 && countries(p) === 1).length,
      PERSONS,
      DEFAULT_OVERLAP.twiceInOne,
    );
  });

  it.each(Object.entries(DEFAULT_TRAPS))('who were made to look alike as %s', (kind, perThousand) => {
    expectShare(corpus.traps.filter((trap) => trap.kind === kind).length, PERSONS, perThousand / 1000);
  });

  it('and every trap names two persons of the corpus', () => {
    for (const { personIds } of corpus.traps) {
      expect(personIds[0]).not.toBe(personIds[1]);
      expect(personIds.every((id) => byPerson.has(id))).toBe(true);
    }
  });

  it('keep one family and one country each where they look alike by blood', () => {
    const familyOf = (id: string) => byPerson.get(id)?.[0]?.truth.familyId;
    for (const { kind, personIds } of corpus.traps) {
      const [a, b] = personIds.map(familyOf);
      if (kind === 'namesake' || kind === 'namesake_same_year') expect(a).not.toBe(b);
      else expect(a).toBe(b);
    }
  });
});

describe('options', () => {
  const none = Object.fromEntries(Object.keys(DEFAULT_RATES).map((rate) => [rate, 0]));

  it('leave no damage where every rate is zero', () => {
    const clean = generateCorpus({ seed: SEED, persons: 400, rates: none }).records;
    // A father's name that is the surname already is not repeated: that is the person's name, and no damage.
    expect(clean.flatMap((r) => r.truth.damage).filter((kind) => kind !== 'patronymic-missing')).toEqual([]);
    expect(clean.every((r) => r.birthDate?.length === 10 && r.phone === null && r.givenName !== null)).toBe(true);
  });

  it('leave out languages and spellings as a class', () => {
    const only = generateCorpus({ seed: SEED, persons: 400, languages: ['tg'], spellings: ['national-cyrillic'] });
    expect(new Set(only.records.map((r) => r.truth.spelling))).toEqual(new Set(['national-cyrillic']));
    const without = generateCorpus({ seed: SEED, persons: 400, spellings: ['icao', 'passport', 'bgn'] });
    expect(new Set(without.records.map((r) => r.truth.spelling))).toEqual(new Set(['icao', 'passport', 'bgn']));
  });

  it('are refused out of range', () => {
    expect(() => generateCorpus({ seed: 1, persons: 0 })).toThrow(RangeError);
    expect(() => generateCorpus({ seed: 1, persons: 9, rates: { typingError: 1.2 } })).toThrow('typingError');
    expect(() => generateCorpus({ seed: 1, persons: 9, traps: { sibling: 990 } })).toThrow(RangeError);
  });
});
