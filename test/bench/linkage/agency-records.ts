import { join } from 'node:path';
import type { PersonMention } from '#linkage';
import { pairKey } from './judge.js';
import { cell, readMap, readTable, type Cells } from './table.js';

/** Countries of the fictitious case records: the names of their files. */
export const COUNTRIES = ['kz', 'kg', 'tj', 'uz'] as const;

/** A record of an agency. */
export interface AgencyRecord extends PersonMention {
  readonly recordId: string;
  readonly country: string;
}

const COLUMNS = {
  names: ['given_name', 'patronymic', 'surname', 'aliases'],
  facts: ['birth_date', 'birth_place', 'birth_admin1', 'citizenship', 'sex'],
  numbers: ['document_no', 'national_id', 'phone', 'handle'],
} as const;

/** @throws Absent when the records are not there */
export async function agencyRecords(folder: string): Promise<AgencyRecord[]> {
  const columns = ['record_id', ...Object.values(COLUMNS).flat()];
  const read = COUNTRIES.map(async (country) =>
    (await readTable(join(folder, `${country}.csv`), columns)).map((row) => recordOf(row, country)),
  );
  return (await Promise.all(read)).flat();
}

function recordOf(row: Cells, country: string): AgencyRecord {
  const text = (column: string) => (cell(row, column) === '' ? null : cell(row, column));
  return {
    ...{ recordId: cell(row, 'record_id'), country },
    ...{ givenName: text('given_name'), patronymic: text('patronymic'), surname: text('surname') },
    aliases: cell(row, 'aliases')
      .split('|')
      .filter((alias) => alias.trim() !== ''),
    ...{ birthDate: text('birth_date'), birthPlace: text('birth_place'), birthAdmin1: text('birth_admin1') },
    ...{ citizenship: text('citizenship'), sex: text('sex') },
    ...{ documentNo: text('document_no'), nationalId: text('national_id') },
    ...{ phone: text('phone'), handle: text('handle') },
  };
}

/** Pairs of records of one person in two countries. The country is the identifier's prefix. */
export async function crossBorderTruth(folder: string): Promise<Set<string>> {
  const persons = new Map<string, string[]>();
  for (const [record, person] of await readMap(join(folder, 'truth.csv'), 'record_id', 'person_id')) {
    persons.set(person, [...(persons.get(person) ?? []), record]);
  }
  const pairs = new Set<string>();
  for (const records of persons.values()) {
    records.forEach((a, i) => {
      for (const b of records.slice(i + 1)) if (a.slice(0, 2) !== b.slice(0, 2)) pairs.add(pairKey(a, b));
    });
  }
  return pairs;
}
