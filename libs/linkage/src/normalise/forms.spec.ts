import { readFileSync } from 'node:fs';
import { personForms, type PersonForms } from '../encode/person-forms.js';
import type { PersonMention } from '../encode/person-mention.js';

const { encoding } = JSON.parse(readFileSync(new URL('../vectors/encoding.v1.json', import.meta.url), 'utf8')) as {
  encoding: { person: PersonMention; forms: PersonForms };
};
const formsOf = (person: Partial<PersonMention>) => personForms({ ...encoding.person, ...person });

test('the shared vectors: every country brings a person to the same forms', () => {
  expect(personForms(encoding.person)).toEqual(encoding.forms);
});

test('a maiden name and the full name behind a pet name are aliases', () => {
  expect(formsOf({ givenName: 'Саша', aliases: ['девичья Петрова', 'нет', 'она же'] }).aliases).toEqual([
    formsOf({ givenName: 'Александр' }).given?.skeleton,
    formsOf({ surname: 'Петров' }).surname?.skeleton,
  ]);
  expect(formsOf({ aliases: ['a1', 'Б', encoding.person.surname ?? ''] }).aliases).toEqual([]);
});

test('a place is its name, whatever kind of settlement stands before it and in whatever alphabet', () => {
  const place = formsOf({ birthPlace: 'Ташкент' }).place?.skeleton;
  for (const typed of ['г. Ташкент', 'Toshkent sh.', 'TASHKENT', 'город Ташкент', 'Toşkent şäheri', 'Ташкент р-н']) {
    expect(formsOf({ birthPlace: typed }).place?.skeleton).toBe(place);
  }
  expect(formsOf({ birthPlace: 'Узбекистан, г. Ташкент' }).place?.skeleton).toBe(place);
  expect(formsOf({ birthPlace: 'Ташкентской обл.' }).place?.skeleton).not.toBe(place);
  expect(formsOf({ birthPlace: 'неизвестно' }).place).toBeNull();
});
