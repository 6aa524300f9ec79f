import * as contract from '../../index.js';
import { CODE_LIST_NAMES, CODE_LISTS, codesOf, type CodeListName } from '../lists/index.js';
import { LABEL_LANGUAGES, type LabelLanguage } from '../person.js';
import { LABELS } from './index.js';
import { label, ownLabel } from './label.js';

const every = CODE_LIST_NAMES.flatMap((list) => CODE_LISTS[list].codes.map((code) => ({ list, code })));

/** Letters of each language beside its common alphabet, to catch text in another language's column. */
const ALPHABET: Readonly<Record<LabelLanguage, RegExp>> = {
  kk: /^[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі0-9 ,.()–+-]+$/u,
  ky: /^[А-Яа-яЁёҢңӨөҮү0-9 ,.()–+-]+$/u,
  tg: /^[А-Яа-яЁёҒғӢӣҚқӮӯҲҳҶҷ0-9 ,.()–+-]+$/u,
  uz: /^[A-Za-zʻʼ0-9 ,.()–+-]+$/u,
  ru: /^[А-Яа-яЁёұіҰ0-9 ,.()–+-]+$/u,
  en: /^[A-Za-zöüşç’0-9 ,.()–+-]+$/u,
};

test('coverage: every code of every list has a label in each of the six languages', () => {
  const missing = LABEL_LANGUAGES.flatMap((language) =>
    every
      .filter(({ list, code }) => ownLabel(list, code, language) === undefined)
      .map(({ list, code }) => `${language} ${list} ${code}`),
  );
  expect(missing).toEqual([]);
});

/** Exported arrays of texts that are no codes of a field: names of columns, services and languages, and codes of others. */
const NO_LISTS = [
  ...['CODE_LIST_NAMES', 'COLUMN_NAMES', 'IDENTITY_COLUMNS', 'SERVICES', 'EVENT_SOURCES', 'VARIANTS'],
  ...['COUNTRIES', 'KNOWN_COUNTRIES', 'LABEL_LANGUAGES', 'CTDC_LABOUR_TYPE', 'HTCDS_FIELD_NAMES'],
];

test('coverage: every array of codes that the contract exports is one of its lists, so it has labels', () => {
  const isCodes = (value: unknown): value is readonly string[] =>
    Array.isArray(value) && value.every((entry) => typeof entry === 'string');
  const listed = new Set(CODE_LIST_NAMES.map((list) => [...codesOf(list)].sort().join()));
  const unlisted = Object.entries(contract).filter(([name, value]) => {
    if (!isCodes(value) || !/^[A-Z][A-Z0-9_]+$/.test(name) || NO_LISTS.includes(name)) return false;
    return !listed.has([...value].sort().join()) && !listed.has([...value, 'UNKNOWN'].sort().join());
  });
  expect(unlisted.map(([name]) => name)).toEqual([]);
});

test.each(LABEL_LANGUAGES)('%s: labels use letters of the language alone, trimmed, in NFC', (language) => {
  const texts = every.map(({ list, code }) => ownLabel(list, code, language) ?? '');
  expect(texts.filter((text) => !ALPHABET[language].test(text))).toEqual([]);
  expect(texts.filter((text) => text !== text.trim().normalize('NFC'))).toEqual([]);
});

test.each(LABEL_LANGUAGES)(
  '%s: no label for a code that does not exist, and no two codes of a list read the same',
  (language) => {
    for (const list of Object.keys(LABELS[language]) as CodeListName[]) {
      const texts: Readonly<Record<string, string | undefined>> = LABELS[language][list] ?? {};
      const codes = codesOf(list);
      expect(Object.keys(texts).filter((code) => !codes.includes(code))).toEqual([]);
      expect(Object.values(texts)).toHaveLength(new Set(Object.values(texts)).size);
    }
  },
);

test('labels: a sample in each language, and UNKNOWN in every list', () => {
  const read = LABEL_LANGUAGES.map((language) => label('EXPLOITATION', 'ForcedLabour', language));
  expect(read).toEqual([
    'Мәжбүрлі еңбек',
    'Мажбурлап иштетүү',
    'Меҳнати маҷбурӣ',
    'Majburiy mehnat',
    'Принудительный труд',
    'Forced labour',
  ]);
  expect(label('ACT', 'UNKNOWN', 'uz')).toBe('Nomaʼlum');
});

test('a code that has no label anywhere is shown as it is', () => {
  expect(label('ACT', 'NEW_CODE' as never, 'kk')).toBe('NEW_CODE');
});
