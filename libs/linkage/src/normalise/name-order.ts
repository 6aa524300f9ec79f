import { isFrenchSpelling } from './latin.js';
import { nameWords, type Word } from './name-words.js';
import { looksLikePatronymic, looksLikeSurname, looksRussianPatronymic } from './stems.js';

/** A name as the clerk typed it into three columns. */
export interface TypedName {
  readonly givenName: string | null;
  readonly patronymic: string | null;
  readonly surname: string | null;
}

/** The words of each part, after columns were put right by the evidence of endings. */
export interface OrderedName {
  readonly given: string | null;
  readonly patronymic: string | null;
  readonly surname: string | null;
}

/** Puts the words into given name, patronymic and surname: by column, then by ending where columns were mixed up. */
export function orderName(name: TypedName): OrderedName {
  const french = isFrenchSpelling([name.givenName, name.patronymic, name.surname].join(' '));
  const [given, patronymic, surname] = [name.givenName, name.patronymic, name.surname].map((text) =>
    nameWords(text, french),
  );
  return first(swapped(moved(spread({ given: given ?? [], patronymic: patronymic ?? [], surname: surname ?? [] }))));
}

interface Parts {
  readonly given: readonly Word[];
  readonly patronymic: readonly Word[];
  readonly surname: readonly Word[];
}

const isPatronymic = (word: Word): boolean => word.sonOf || looksLikePatronymic(word.letters);
const isSurname = (word: Word): boolean => !word.sonOf && looksLikeSurname(word.letters);

/** The whole name in one column: endings say which word is which, otherwise surname, given name, patronymic. */
function spread(parts: Parts): Parts {
  const all = parts.surname.length > 0 ? parts.surname : parts.given;
  const inOneColumn = parts.patronymic.length === 0 && (parts.given.length === 0 || parts.surname.length === 0);
  if (!inOneColumn || all.length < 2) return parts;
  const patronymic = all.filter(isPatronymic).slice(0, 1);
  const rest = all.filter((word) => !isPatronymic(word));
  const marked = rest.filter(isSurname).slice(0, 1);
  const surname = marked.length > 0 ? marked : rest.slice(0, 1);
  const given = rest.filter((word) => !surname.includes(word));
  if (given.length === 0) return withoutSurname(surname, patronymic);
  return { given: given.slice(0, 1), patronymic: patronymic.length > 0 ? patronymic : given.slice(1, 2), surname };
}

/** A given name and the father's: his name with -ovich is never a surname, with uulu, uly or o'g'li it is often used as one. */
function withoutSurname(given: readonly Word[], father: readonly Word[]): Parts {
  const isFathers = father.every(({ letters }) => looksRussianPatronymic(letters));
  return isFathers ? { given, patronymic: father, surname: [] } : { given, patronymic: [], surname: father };
}

/** A patronymic typed behind the given name or the surname. */
function moved(parts: Parts): Parts {
  if (parts.patronymic.length > 0) return parts;
  const { given, surname } = parts;
  if (given.length >= 2) return { given: given.slice(0, 1), patronymic: given.slice(1), surname };
  const last = surname.at(-1);
  if (surname.length >= 2 && last && isPatronymic(last)) {
    return { given, patronymic: [last], surname: surname.slice(0, -1) };
  }
  return parts;
}

/** Given name and surname in each other's column. */
function swapped(parts: Parts): Parts {
  const [given] = parts.given;
  const [surname] = parts.surname;
  if (!given || !surname || surname.sonOf || !isSurname(given) || isSurname(surname)) return parts;
  return { ...parts, given: parts.surname, surname: parts.given };
}

function first(parts: Parts): OrderedName {
  return {
    given: parts.given[0]?.letters ?? null,
    patronymic: parts.patronymic[0]?.letters ?? null,
    surname: parts.surname[0]?.letters ?? null,
  };
}
