/** Lower-case letters of all six Cyrillic alphabets to Latin. */
export interface LatinTable {
  readonly letters: Readonly<Record<string, string>>;
  /** What е is at the beginning of a word and after a vowel. */
  readonly openE: string;
  /** Whether дж is one sound, spelt like ҷ. */
  readonly joinsDzh: boolean;
}

const COMMON: Readonly<Record<string, string>> = {
  ...{ а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ё: 'yo', ж: 'zh', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l' },
  ...{ м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh' },
  ...{ щ: 'shch', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya', і: 'i', ә: 'a', ғ: 'g', қ: 'k', ң: 'n', ө: 'o' },
  ...{ ұ: 'u', ү: 'u', һ: 'h', ҳ: 'h', ҷ: 'j', җ: 'j', ӯ: 'u', ӣ: 'i', ў: 'u' },
};

export const ICAO: LatinTable = {
  letters: { ...COMMON, ё: 'e', й: 'i', ъ: 'ie', ю: 'iu', я: 'ia', ң: 'n', ғ: 'g', ҳ: 'kh' },
  openE: 'e',
  joinsDzh: false,
};

export const OLD_PASSPORT: LatinTable = { letters: COMMON, openE: 'ye', joinsDzh: false };

/** Passports of Uzbekistan and Tajikistan in the same habit: j for both sounds, q and gh kept. */
export const OLD_PASSPORT_SOUTH: LatinTable = {
  letters: { ...COMMON, ж: 'j', қ: 'q', ғ: 'gh', ў: 'o', ҳ: 'h' },
  openE: 'ye',
  joinsDzh: true,
};

export const BGN: LatinTable = {
  letters: { ...COMMON, қ: 'q', ғ: 'gh', ң: 'ng', ҳ: 'h', ў: 'o' },
  openE: 'e',
  joinsDzh: false,
};

/** Kyrgyz and Uzbek ж is j in BGN/PCGN. */
export const BGN_J: LatinTable = { letters: { ...BGN.letters, ж: 'j' }, openE: 'e', joinsDzh: true };

export const FRENCH: LatinTable = {
  letters: {
    ...COMMON,
    ...{ ж: 'j', ҷ: 'dj', җ: 'dj', ч: 'tch', ш: 'ch', щ: 'chtch', у: 'ou', ӯ: 'ou', ұ: 'ou', ү: 'ou', ў: 'ou' },
    ...{ й: 'i', ю: 'iou', я: 'ia', ё: 'io', ғ: 'gh', қ: 'k' },
  },
  openE: 'e',
  joinsDzh: true,
};

/** Uzbek Latin of 1995; the apostrophe stands for whatever mark the clerk's keyboard gives. */
export const UZBEK_LATIN: LatinTable = {
  letters: {
    ...COMMON,
    ...{ ж: 'j', ҷ: 'j', җ: 'j', х: 'x', ҳ: 'h', ў: "o'", ӯ: "o'", ғ: "g'", қ: 'q', ъ: "'", ы: 'i', щ: 'sh', ң: 'ng' },
  },
  openE: 'ye',
  joinsDzh: true,
};

/** Uzbek Latin as first decreed in 1993. */
export const UZBEK_LATIN_1993: LatinTable = {
  letters: { ...UZBEK_LATIN.letters, ш: 'ş', ч: 'ç', ў: 'ö', ғ: 'ğ' },
  openE: 'ye',
  joinsDzh: true,
};

/** Kazakh Latin of the 2021 draft. */
export const KAZAKH_LATIN: LatinTable = {
  letters: {
    ...COMMON,
    ...{
      ә: 'ä',
      ғ: 'ğ',
      ж: 'j',
      и: 'i',
      й: 'i',
      қ: 'q',
      ң: 'ñ',
      ө: 'ö',
      ұ: 'ū',
      ү: 'ü',
      х: 'h',
      ч: 'ç',
      ш: 'ş',
      і: 'ı',
    },
  },
  openE: 'e',
  joinsDzh: true,
};

export const TURKMEN_LATIN: LatinTable = {
  letters: {
    ...COMMON,
    ...{ в: 'w', ж: 'ž', җ: 'j', й: 'ý', ң: 'ň', ө: 'ö', ү: 'ü', ә: 'ä', х: 'h', ч: 'ç', ш: 'ş', ы: 'y' },
    ...{ ё: 'ýo', ю: 'ýu', я: 'ýa' },
  },
  openE: 'ýe',
  joinsDzh: false,
};

/** Latin of lower-case Cyrillic `text` by the table. */
export function transliterate(text: string, table: LatinTable): string {
  const source = table.joinsDzh ? text.replaceAll('дж', 'ҷ') : text;
  let latin = '';
  for (let i = 0; i < source.length; i++) {
    const letter = source.charAt(i);
    latin += letter === 'е' && isOpen(source, i) ? table.openE : (table.letters[letter] ?? letter);
  }
  return table === FRENCH ? latin.replace(/g(?=[ei])/g, 'gu') : latin;
}

function isOpen(text: string, index: number): boolean {
  return index === 0 || /[аеёиоуыэюяіәөұүўӯӣъь\s-]/.test(text.charAt(index - 1));
}

export { COMMON as COMMON_LATIN };
