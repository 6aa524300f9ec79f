import { commonLetters } from './letters.js';
import { nameWords } from './name-words.js';
import { nameForms, type NameForms } from './name-forms.js';

/** Kinds of settlement and district, before or behind the name, as they are typed in the region. */
export const PLACE_KINDS: readonly string[] = [
  ...[
    'гор',
    'город',
    'пос',
    'посёлок',
    'поселок',
    'пгт',
    'село',
    'дер',
    'деревня',
    'ст',
    'станция',
    'район',
    'рн',
    'ну',
  ],
  ...['область', 'обл', 'аул', 'кишлак', 'қала', 'қаласы', 'ауыл', 'ауылы', 'аулы', 'аудан', 'ауданы', 'облысы'],
  ...['шаар', 'шаары', 'айыл', 'айылы', 'аил', 'аилы', 'району', 'облусу', 'шаҳр', 'шаҳри', 'деҳа', 'деҳаи', 'ноҳия'],
  ...['ноҳияи', 'вилояти', 'шаҳар', 'шаҳри', 'қишлоқ', 'қишлоғи', 'туман', 'тумани', 'şäher', 'şäheri', 'шәхери'],
  ...['etrap', 'etraby', 'obasy', 'shahar', 'shahri', 'qishloq', 'qishlogʻi', 'tumani', 'viloyati', 'shaary', 'aiyly'],
  ...['gorod', 'selo', 'raion', 'city', 'town', 'village', 'district', 'region'],
];
/** Names of countries, which clerks abroad add. */
export const PLACE_COUNTRIES: readonly string[] = [
  ...['Казахстан', 'Қазақстан', 'Казакстан', 'Қазоқистон', 'Қозоғистон', 'Kazakhstan', 'Qozogʻiston', 'Qazaqstan'],
  ...['Киргизия', 'Кыргызстан', 'Қырғызстан', 'Қирғизистон', 'Kyrgyzstan', 'Qirgʻiziston', 'Киргизстан'],
  ...['Таджикистан', 'Тоҷикистон', 'Тәжікстан', 'Тажикстан', 'Тожикистон', 'Tajikistan', 'Tojikiston'],
  ...['Узбекистан', 'Ўзбекистон', 'Ӯзбекистон', 'Өзбекстан', 'Uzbekistan', 'Oʻzbekiston'],
  ...['Туркменистан', 'Туркмения', 'Türkmenistan', 'Россия', 'РФ', 'Russia'],
];
const KINDS = new Set(PLACE_KINDS.map((word) => commonLetters(word)));
const COUNTRIES = new Set(PLACE_COUNTRIES.map((word) => commonLetters(word)));
const LEAST_LETTERS = 2;
const MOST_WORDS = 2;

/**
 * Forms of a town or village: its first two words without kinds of settlement, single letters (г., қ., р-н) and countries. A
 * country alone stands. `null` for none.
 */
export function placeForms(text: string | null): NameForms | null {
  const words = nameWords(text, false).map(({ letters }) => letters);
  const named = words.filter((word) => word.length >= LEAST_LETTERS && !KINDS.has(word));
  const inside = named.filter((word) => !COUNTRIES.has(word));
  const joined = (inside.length > 0 ? inside : named).slice(0, MOST_WORDS).join('');
  return nameForms(joined === '' ? null : joined, (word) => word);
}
