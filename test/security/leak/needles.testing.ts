import { CODE_LIST_NAMES, codesOf, LABEL_LANGUAGES, ownLabel } from '#contracts';
import { documentNumber, nameSkeletons, nationalIdNumber, phoneNumber, socialHandle } from '#linkage';
import type { RecordRow } from '#testing';

/** A text that must be found nowhere. */
export interface Needle {
  /** Where it stood in the input. */
  readonly field: string;
  readonly text: string;
  /** Digits that count only when no digit stands before or behind: shorter ones turn up in times and hashes. */
  readonly bounded?: boolean;
  /** Where it belongs, if anywhere: the same text at another place is a leak. */
  readonly belongs?: RegExp;
}

/** Shorter values are also parts of ordinary words and codes. Characters. */
const LEAST_LENGTH = 6;
/** With so many digits in a row, chance does not make a hit. */
const CERTAIN_DIGITS = 10;
const TEXT_FIELDS = [
  ...['given_name', 'patronymic', 'surname', 'birth_place', 'document_no', 'national_id', 'phone', 'handle'],
  ...['address', 'notes'],
];

const EVENT_DATES = ['registered_on', 'decided_on', 'reflection_started_on'];
const FULL_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

const labels = CODE_LIST_NAMES.flatMap((list) =>
  codesOf(list).flatMap((code) => [
    code.toLowerCase(),
    ...LABEL_LANGUAGES.map((language) => ownLabel(list, code as never, language)?.toLowerCase() ?? ''),
  ]),
);

/** 0000000000 stands where there is no number. */
const FILLER = /^[^\p{L}\p{N}]*([\p{L}\p{N}])(?:\1|[^\p{L}\p{N}])*$/u;

/** A birth place may be called like a region. What stands in a public code list tells of nobody. */
function isLabel(text: string): boolean {
  const lower = text.toLowerCase();
  return labels.some((label) => label.includes(lower));
}

/** Every identity value of the rows as typed and as the services compare it, and every full birth date that no event has. */
export function needlesOf(rows: readonly RecordRow[]): Needle[] {
  const events = new Set(rows.flatMap((row) => EVENT_DATES.map((column) => row[column] ?? '')));
  events.add(new Date().toISOString().slice(0, 10));
  const needles = new Map<string, Needle>();
  for (const row of rows) {
    for (const needle of [...typed(row), ...compared(row), ...birthDate(row['birth_date'] ?? '', events)]) {
      needles.set(needle.text, needle);
    }
  }
  const known = new Map<string, boolean>();
  return [...needles.values()].filter(({ text }) => {
    if (!known.has(text)) known.set(text, isLabel(text));
    return known.get(text) === false;
  });
}

function typed(row: RecordRow): Needle[] {
  const aliases = (row['aliases'] ?? '').split('|').map((text) => ({ field: 'aliases', text: text.trim() }));
  const texts = TEXT_FIELDS.map((field) => ({ field, text: (row[field] ?? '').trim() }));
  return [...texts, ...aliases].filter(({ text }) => text.length >= LEAST_LENGTH && !FILLER.test(text));
}

/** Forms that indexing and linkage make of a value before they hide it. */
function compared(row: RecordRow): Needle[] {
  const value = (field: string) => row[field] || null;
  const numbers: [string, string | null][] = [
    ['document_no', documentNumber(value('document_no'))],
    ['national_id', nationalIdNumber(value('national_id'))],
    ['phone', phoneNumber(value('phone'))],
    ['handle', socialHandle(value('handle'))],
  ];
  return numbers.flatMap(([field, text]) => {
    if (text === null || text.length < LEAST_LENGTH) return [];
    return [/^\d+$/.test(text) && text.length < CERTAIN_DIGITS ? { field, text, bounded: true } : { field, text }];
  });
}

function birthDate(text: string, events: ReadonlySet<string>): Needle[] {
  const [, year = '', month = '', day = ''] = FULL_DATE.exec(text) ?? [];
  if (year === '' || events.has(text)) return [];
  return [text, `${day}.${month}.${year}`].map((form) => ({ field: 'birth_date', text: form }));
}

/** What only unique canaries allow: reduced names and a birth date in bare digits, which ordinary values share with much else. */
export function strictNeedlesOf(rows: readonly RecordRow[]): Needle[] {
  return rows.flatMap((row) => {
    const [givenName, patronymic, surname] = ['given_name', 'patronymic', 'surname'].map((field) => row[field] || null);
    const name = { givenName: givenName ?? null, patronymic: patronymic ?? null, surname: surname ?? null };
    const bones = nameSkeletons(name);
    const skeletons = [bones.given, bones.patronymic, bones.surname].filter((text) => text !== null);
    const long = skeletons
      .filter((text) => text.length > LEAST_LENGTH)
      .map((text) => ({ field: 'name skeleton', text }));
    const bare = (row['birth_date'] ?? '').replaceAll('-', '');
    return /^\d{8}$/.test(bare) ? [...long, { field: 'birth_date', text: bare, bounded: true }] : long;
  });
}
