import { COUNTRIES, type CountryCode } from '#contracts';
import { generateRecords, toCsv, type RecordRow } from '#testing';
import { workbookOf } from './xlsx.testing.js';

/** What one country's agencies hand in, by the way it comes. */
export interface PlantedInput {
  /** Good rows among bad ones. */
  readonly csv: string;
  readonly xlsx: Buffer;
  readonly ndjson: string;
  /** One record for `POST /v1/records`. */
  readonly single: Readonly<Record<string, unknown>>;
  /** The same record later, with another name, number and address. */
  readonly corrected: Readonly<Record<string, unknown>>;
  /** How many lines of the files (CSV, XLSX, NDJSON) must be taken in, and refused. */
  readonly registered: readonly [csv: number, xlsx: number, ndjson: number];
  readonly rejected: readonly [csv: number, xlsx: number, ndjson: number];
}

export interface PlantedSet {
  readonly inputs: Readonly<Record<CountryCode, PlantedInput>>;
  /** Every row of every input, refused ones included. */
  readonly rows: readonly RecordRow[];
  /** Those of them whose every identity field holds a value that is nowhere else in the world. */
  readonly canaries: readonly RecordRow[];
}

const PER_COUNTRY = 60;
const LISTS = new Set(
  'aliases,acts,means,exploitation_types,sex_exploitation_types,transit_countries,control_methods,consents'.split(','),
);
const CYRILLIC = 'бвгджзклмнпрстфхқңғұәө';
const LATIN = 'bcdfghjklmnpqrstvwxz';

/** Ordinary records with a canary in every identity field of some, and bad rows, which carry identities too. */
export function plantRecords(seed: number): PlantedSet {
  const sets = generateRecords(seed, PER_COUNTRY);
  const canaries: RecordRow[] = [];
  const plant = (row: RecordRow): RecordRow => {
    const planted = withCanaries(row, canaries.length);
    canaries.push(planted);
    return planted;
  };
  const rows: RecordRow[] = [];
  const inputOf = (country: CountryCode): PlantedInput => {
    const all = sets[country].map((row, i) => (i % 8 === 0 ? plant(row) : row));
    const [single, inSheet, inStream, inFile] = [all.slice(0, 1), all.slice(1, 13), all.slice(13, 25), all.slice(25)];
    const bad = BAD.map((spoil, i) =>
      spoil(plant({ ...at(all, 26 + i), record_id: `${country}-BAD${String(i).padStart(4, '0')}` })),
    );
    const corrected = plant(at(single, 0));
    const text = toCsv([...inFile, ...bad]) + brokenLines(country, plant);
    rows.push(...all, ...bad, corrected);
    return {
      csv: text,
      xlsx: workbookOf(toCells([...inSheet, ...bad])),
      ndjson:
        [...inStream, ...bad].map((row) => `${JSON.stringify(toJson(row))}\n`).join('') + brokenJson(plant(at(all, 1))),
      single: toJson(at(single, 0)),
      corrected: toJson(corrected),
      registered: [inFile.length, inSheet.length, inStream.length],
      rejected: [bad.length + BROKEN_LINES, bad.length, bad.length + BROKEN_JSON],
    };
  };
  const inputs = Object.fromEntries(COUNTRIES.map((country) => [country, inputOf(country)]));
  return { inputs: inputs as Record<CountryCode, PlantedInput>, rows: [...rows, ...canaries], canaries };
}

/** A value of its own in every identity field; letters only where a name is reduced to its letters. */
function withCanaries(row: RecordRow, index: number): RecordRow {
  const word = (field: number, alphabet: string) => wordOf(index * 16 + field, alphabet);
  const name = (field: number) => {
    const text = word(field, index % 2 === 0 ? CYRILLIC : LATIN);
    return text.charAt(0).toUpperCase() + text.slice(1);
  };
  const number = String(31_415_927 + index * 7_919).padStart(8, '0');
  return {
    ...row,
    given_name: name(0),
    patronymic: name(1),
    surname: name(2),
    aliases: `${name(3)}|${name(4)}`,
    birth_date: `19${60 + (index % 30)}-${String(1 + (index % 12)).padStart(2, '0')}-${String(29 - (index % 3) - (index % 12 === 1 ? 2 : 0)).padStart(2, '0')}`,
    birth_place: `${name(5)} ${name(6)}`,
    document_no: `QX ${number.slice(0, 4)}-${number.slice(4)}`,
    national_id: `62${number}4${number.slice(0, 2)}`,
    phone: `+7 (9${number.slice(0, 2)}) ${number.slice(2, 5)}-${number.slice(5)}-17`,
    handle: `@${word(7, LATIN)}_${index}`,
    address: `${name(8)}, 7 «${name(9)}»\t8`,
    notes: `${name(10)} said "${name(11)}"\nand\\ ${name(12)}; ${'далее '.repeat(60)}${name(13)}`,
  };
}

/** The words that stand in the longer texts, each by itself: a leak may cut the text anywhere. */
export function wordsOf(canaries: readonly RecordRow[]): RecordRow[] {
  return canaries.flatMap((row) =>
    ['birth_place', 'address', 'notes'].flatMap((field) =>
      (row[field] ?? '')
        .split(/[^\p{L}]+/u)
        .filter((word) => word.length > 9)
        .map((word) => ({ [field]: word })),
    ),
  );
}

/** Twelve letters, different for each number. */
function wordOf(number: number, alphabet: string): string {
  const letters = [...alphabet];
  let rest = BigInt(number + 1) * 2_862_933_555_777_941_757n + 3_037_000_493n;
  return Array.from({ length: 12 }, () => {
    const letter = letters[Number(rest % BigInt(letters.length))] ?? '';
    rest /= BigInt(letters.length);
    return letter;
  }).join('');
}

/** Ways of being refused; identities stand in wrong columns too. */
const BAD: readonly ((row: RecordRow) => RecordRow)[] = [
  (row) => ({ ...row, labour_sector: 'NoSuchSector' }),
  (row) => ({ ...row, registered_on: '2022-02-30' }),
  (row) => ({ ...row, birth_date: `${(row['birth_date'] ?? '').slice(0, 5)}13-45` }),
  (row) => ({ ...row, sex: row['surname'] ?? '', acts: row['notes'] ?? '', consents: row['address'] ?? '' }),
  (row) => ({ ...row, citizenship: row['document_no'] ?? '', birth_admin1: row['birth_place'] ?? '' }),
  (row) => ({ ...row, exploitation_duration_months: row['phone'] ?? '', decided_on: row['birth_place'] ?? '' }),
  (row) => ({ ...row, record_id: row['given_name'] ?? '', agency: row['address'] ?? '' }),
  (row) => ({ ...row, registered_on: row['notes'] ?? '', detection_channel: row['handle'] ?? '' }),
];

const BROKEN_LINES = 2;
/** A row with more cells than the header, and one with a quote in the middle of a cell. */
function brokenLines(country: CountryCode, plant: (row: RecordRow) => RecordRow): string {
  const long = plant({ record_id: `${country}-LONG0001`, registered_on: '2022-01-01', agency: `${country}-MVD-01` });
  const [, line = ''] = toCsv([long])
    .trimEnd()
    .split(/\r\n(.*)/s);
  const quoted = plant({});
  const broken = `${country}-QUOTE001,2022-01-01,${country}-MVD-01,${quoted['given_name']}"${quoted['surname']}" ${quoted['handle']},`;
  return `${line},${long['given_name']}\r\n${broken}\r\n`;
}

const BROKEN_JSON = 3;
/** Not JSON, a column that is none, a value of the wrong type. */
function brokenJson(row: RecordRow): string {
  const named = { ...toJson(row), [row['surname'] ?? '']: row['phone'] };
  const nested = { ...toJson(row), given_name: { text: row['given_name'] } };
  return `{"given_name": "${row['given_name']}", ${row['surname']}\n${JSON.stringify(named)}\n${JSON.stringify(nested)}\n`;
}

function toJson(row: RecordRow): Record<string, unknown> {
  const filled = Object.entries(row).filter(([, value]) => value !== '');
  return Object.fromEntries(filled.map(([name, value]) => [name, LISTS.has(name) ? value.split('|') : value]));
}

function toCells(rows: readonly RecordRow[]): string[][] {
  const [header = ''] = toCsv([]).split('\r\n');
  const columns = header.split(',');
  return [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))];
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new RangeError(`the set has no row ${index}`);
  return item;
}
