import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { nameSkeletons, type NameSkeletons } from './person-name.js';

interface NameVectors {
  readonly names: readonly {
    readonly skeletons: NameSkeletons;
    readonly spellings: readonly (readonly [string | null, string | null, string | null])[];
  }[];
}

const { names } = JSON.parse(
  readFileSync(new URL('../vectors/encoding.v1.json', import.meta.url), 'utf8'),
) as NameVectors;
const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000_007);
beforeAll(() => process.stderr.write(`names: fast-check seed ${seed} (FC_SEED)\n`));

const skeletonsOf = (givenName: string | null, patronymic: string | null, surname: string | null) =>
  nameSkeletons({ givenName, patronymic, surname });

describe.each(names)('$skeletons', ({ skeletons, spellings }) => {
  test.each(spellings)('%s %s %s', (given, patronymic, surname) => {
    expect(skeletonsOf(given, patronymic, surname)).toEqual(skeletons);
  });
});

test('different names of the vectors do not meet', () => {
  const given = names.map(({ skeletons }) => `${skeletons.given} ${skeletons.surname}`);
  expect(new Set(given).size).toBe(names.length);
});

describe('columns that a clerk mixed up', () => {
  const right = skeletonsOf('Гульноза', 'Шавкатовна', 'Султанова');
  test.each([
    ['whole name in the first', 'Султанова Гульноза Шавкатовна', null, null],
    ['whole name in the last', null, null, 'Султанова Гульноза Шавкат кизи'],
    ['given name and surname swapped', 'Султанова', 'Шавкатовна', 'Гульноза'],
    ['patronymic behind the given name', 'Гульноза Шавкатовна', null, 'Султанова'],
    ['patronymic behind the surname', 'Гульноза', null, 'Султанова Шавкат кизи'],
  ] as const)('%s', (_, given, patronymic, surname) => {
    expect(skeletonsOf(given, patronymic, surname)).toEqual(right);
  });
});

test('a father’s name with -ovna is never the surname, one with qizi stands for it', () => {
  const father = skeletonsOf(null, 'Шавкатовна', null).patronymic;
  expect(skeletonsOf('Гульноза Шавкатовна', null, null)).toMatchObject({ patronymic: father, surname: null });
  expect(skeletonsOf(null, null, 'Гульноза Шавкат кизи')).toMatchObject({ patronymic: null, surname: father });
});

test.each([
  ['Исхаков', 'Iskhakov'],
  ['Асхатов', 'Askhatov'],
  ['Матчанов', 'Matchanov'],
  ['Цоев', 'Тсоев'],
])('letters that Latin spellings write as two: %s is %s', (one, other) => {
  expect(skeletonsOf(null, null, other)).toEqual(skeletonsOf(null, null, one));
});

test('absent is absent: placeholders, initials and empty cells give no skeleton', () => {
  for (const nothing of [null, '', ' ', 'б/н', 'нет', '—', 'Неизвестно', 'unknown', 'А.']) {
    expect(skeletonsOf(nothing, nothing, nothing)).toEqual({ given: null, patronymic: null, surname: null });
  }
});

test('case, decomposed letters, stray spaces and look-alike letters of the other script change nothing', () => {
  const swap: Record<string, string> = { а: 'a', е: 'e', о: 'o', р: 'p', с: 'c', х: 'x', і: 'i', ә: 'ə' };
  const word = fc.constantFrom('Мұхтарова', 'Сәрсенбаева', 'Тойчубекова', 'Рахимова', 'Абдыкадырова');
  fc.assert(
    fc.property(word, fc.nat(), fc.boolean(), (surname, nth, upper) => {
      const at = nth % surname.length;
      const mixed = [...surname].map((letter, i) => (i === at ? (swap[letter] ?? letter) : letter)).join('');
      const damaged = ` ${(upper ? mixed.toUpperCase() : mixed).normalize('NFD')} `;
      expect(skeletonsOf(null, null, damaged).surname).toBe(skeletonsOf(null, null, surname).surname);
    }),
    { seed },
  );
});

test('any text at all gives skeletons of the common alphabet or none', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), fc.string(), (given, patronymic, surname) => {
      for (const part of Object.values(skeletonsOf(given, patronymic, surname))) {
        if (part !== null) expect(part).toMatch(/^[A-Za-z]+$/);
      }
    }),
    { seed, numRuns: 500 },
  );
});
