/**
 * One map for Kazakh, Kyrgyz, Tajik, Uzbek and Russian Cyrillic. `C` is ch, `S` is sh; soft and hard signs are nothing.
 */
export const LETTERS: Readonly<Record<string, string>> = {
  ...{ а: 'a', ә: 'a', б: 'b', в: 'v', г: 'g', ғ: 'g', д: 'd', е: 'e', ё: 'yo', ж: 'j', җ: 'j', ҷ: 'j', з: 'z' },
  ...{ и: 'i', й: 'y', і: 'i', ї: 'i', ӣ: 'i', ы: 'i', к: 'k', қ: 'k', л: 'l', м: 'm', н: 'n', ң: 'n', о: 'o' },
  ...{ ө: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ү: 'u', ұ: 'u', ӯ: 'u', ў: 'u', ф: 'f', х: 'h', ҳ: 'h' },
  ...{ һ: 'h', ц: 's', ч: 'C', ҹ: 'C', ш: 'S', щ: 'S', э: 'e', ю: 'yu', я: 'ya', ъ: '', ь: '' },
};

/**
 * Lower-case Cyrillic to the common alphabet. Two letters that Latin spellings write like one are that one: `ts` is ц as well as
 * тс, `tch` ч as well as тч. What is no letter of the five languages is dropped.
 */
export function fromCyrillic(text: string): string {
  const joined = text.replaceAll('дж', 'ж').replaceAll('тс', 'с').replaceAll('тч', 'ч');
  return [...joined].map((letter) => LETTERS[letter] ?? (/[a-z]/.test(letter) ? letter : '')).join('');
}
