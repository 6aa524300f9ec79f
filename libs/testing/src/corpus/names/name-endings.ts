import { type NameLanguage } from './name-source.js';
import { type PatronymicStyle, type SurnameStyle } from './person-name.js';

/** son of, daughter of: joined to the name in Kazakh, a word of its own elsewhere. National orthography. */
const SON_OF: Readonly<Record<NameLanguage, readonly [son: string, daughter: string]>> = {
  kk: ['ұлы', 'қызы'],
  ky: [' уулу', ' кызы'],
  tg: ['зода', 'зода'],
  uz: [' ўғли', ' қизи'],
  tk: [' оглы', ' гызы'],
  ru: ['ович', 'овна'],
};

/**
 * The ending of a surname for a stem as it is already spelt, in Cyrillic. `spell` brings national endings into the
 * clerk's letters.
 */
export function withSurnameEnding(
  stem: string,
  style: SurnameStyle,
  language: NameLanguage,
  female: boolean,
  spell: (ending: string) => string,
): string {
  switch (style) {
    case 'ov':
      return `${ovStem(stem)}${female ? 'а' : ''}`;
    case 'son-of':
      return stem + spell(SON_OF[language][female ? 1 : 0]);
    case 'zoda':
      return `${stem.replace(/[ӣи]$/, '')}${spell('зода')}`;
    case 'iy':
      return stem.replace(/[аоиӣ]$/, '') + spell(language === 'tg' ? 'ӣ' : 'ий');
    case 'iyon':
      return stem.replace(/[аоиӣ]$/, '') + spell('иён');
    case 'bare':
      return stem;
    case 'whole':
      return female ? feminine(stem) : stem;
  }
}

/** The patronymic of a father's name as it is already spelt, in Cyrillic. */
export function withPatronymicEnding(
  father: string,
  style: PatronymicStyle,
  language: NameLanguage,
  female: boolean,
  spell: (ending: string) => string,
): string {
  switch (style) {
    case 'ovich':
      return language === 'ru' ? russianPatronymic(father, female) : `${ovStem(father)}${female ? 'на' : 'ич'}`;
    case 'son-of':
      return father + spell(SON_OF[language][female ? 1 : 0]);
    case 'zoda':
      return `${father.replace(/[ӣи]$/, '')}${spell('зода')}`;
    case 'bare':
      return father;
  }
}

/** Stem with -ов or -ев: Аҳмадов, Алиев, Тоқаев, Мирзоев. */
function ovStem(stem: string): string {
  if (/й$/.test(stem)) return `${stem.slice(0, -1)}ев`;
  if (/[ыіӣ]$/.test(stem)) return `${stem.slice(0, -1)}иев`;
  if (/ь$/.test(stem)) return `${stem.slice(0, -1)}ев`;
  return /[аоиеяуү]$/.test(stem) || /[шжчц]$/.test(stem) ? `${stem}ев` : `${stem}ов`;
}

function feminine(surname: string): string {
  if (/(?:ов|ев|ёв|ин|ын)$/.test(surname) && surname.length > 3) return `${surname}а`;
  return surname.replace(/(?:ский|цкий|ый|ий)$/, (ending) => ending.replace(/(?:ый|ий)$/, 'ая'));
}

const RUSSIAN_IRREGULAR: Readonly<Record<string, readonly [string, string]>> = {
  павел: ['павлович', 'павловна'],
  лев: ['львович', 'львовна'],
  пётр: ['петрович', 'петровна'],
  илья: ['ильич', 'ильинична'],
  никита: ['никитич', 'никитична'],
  лука: ['лукич', 'лукинична'],
  кузьма: ['кузьмич', 'кузьминична'],
  савва: ['саввич', 'саввична'],
  данила: ['данилович', 'даниловна'],
  михаил: ['михайлович', 'михайловна'],
  яков: ['яковлевич', 'яковлевна'],
};

/** Юрьевич, but after two consonants Дмитриевич. */
function russianPatronymic(father: string, female: boolean): string {
  const irregular = RUSSIAN_IRREGULAR[father];
  if (irregular !== undefined) return irregular[female ? 1 : 0];
  const stem = /(?:[аеёиоуыэюя][бвгджзклмнпрстфхцчшщ]|нт)ий$/.test(father)
    ? `${father.slice(0, -2)}ьев`
    : ovStem(father);
  return `${stem}${female ? 'на' : 'ич'}`;
}
