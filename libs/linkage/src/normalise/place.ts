import { nameWords } from './name-words.js';
import { nameForms, type NameForms } from './name-forms.js';

/** Kinds of settlement, before or behind the name, in the common alphabet. */
const KIND =
  /^(?:g|gor|gorod|S|Sahri|Sahar|Sahr|kalasi|kala|kiSlak|kiSlok|selo|s|aul|ail|aili|auli|pos|poselok|nohia|nohiai|raion|tumani|d|der)$/;
const MOST_WORDS = 2;

/** Forms of a town or village: its first two words without the kind of settlement. `null` for none. */
export function placeForms(text: string | null): NameForms | null {
  const words = nameWords(text, false).map(({ letters }) => letters);
  const named = words.filter((word) => !KIND.test(word));
  const joined = named.slice(0, MOST_WORDS).join('');
  return nameForms(joined === '' ? null : joined, (word) => word);
}
