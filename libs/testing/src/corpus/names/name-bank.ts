import { type SeededRandom } from '../../records/random.js';
import { turkmenToCyrillic, uzbekToCyrillic } from './cyrillic-base.js';
import { KAZAKH } from './kazakh.js';
import { KYRGYZ } from './kyrgyz.js';
import { type NameLanguage, type NameSource, words } from './name-source.js';
import { typeFraction } from './name-type.js';
import { RUSSIAN } from './russian.js';
import { TAJIK } from './tajik.js';
import { TURKMEN } from './turkmen.js';
import { UZBEK } from './uzbek.js';
import { type Weighted, zipf } from './weighted.js';

/** Which name types a corpus may use: all, those for training, or those that training never sees. */
export type NamePart = 'all' | 'training' | 'held-out';

type Role = 'male' | 'female' | 'surname';

const SOURCES: Readonly<Record<NameLanguage, NameSource>> = {
  ...{ kk: KAZAKH, ky: KYRGYZ, tg: TAJIK, uz: UZBEK, tk: TURKMEN, ru: RUSSIAN },
};

/** Share of names that are composed of two parts and not listed: the long tail of real registers. */
const COMPOSED = { male: 0.15, female: 0.12, surname: 0.25 } as const;
const FLAT_TOP = { male: 12, female: 12, surname: 25 } as const;
const ATTEMPTS = 50;

/** Names of one language and part: lower-case Cyrillic of the national orthography. */
export class NameBank {
  private readonly listed: Readonly<Record<Role, Weighted<string>>>;
  private readonly parts: Readonly<Record<'male' | 'female', readonly [readonly string[], readonly string[]]>>;
  /** Whether the part has names of this type. */
  readonly allows: (base: string) => boolean;

  /** `heldOutShare` of the name types, from 0 to 1, belong to the part `held-out`. */
  constructor(language: NameLanguage, part: NamePart, heldOutShare: number) {
    this.allows = (base) => part === 'all' || typeFraction(base) < heldOutShare === (part === 'held-out');
    const source = SOURCES[language];
    const base = (text: string) => words(text).map(toBase(language));
    const list = (role: Role, text: string) => zipf(base(text).filter(this.allows), FLAT_TOP[role]);
    this.listed = {
      male: list('male', source.male),
      female: list('female', source.female),
      surname: list('surname', source.surnames),
    };
    this.parts = {
      male: [base(source.maleHeads), base(source.maleTails)],
      female: [base(source.femaleHeads), base(source.femaleTails)],
    };
  }

  given(random: SeededRandom, female: boolean): string {
    return this.name(random, female ? 'female' : 'male');
  }

  surnameStem(random: SeededRandom): string {
    return this.name(random, 'surname');
  }

  private name(random: SeededRandom, role: Role): string {
    if (random.chance(COMPOSED[role])) {
      const composed = this.composed(random, role === 'female' ? 'female' : 'male');
      if (composed !== undefined) return composed;
    }
    return this.listed[role].draw(random);
  }

  private composed(random: SeededRandom, role: 'male' | 'female'): string | undefined {
    const [heads, tails] = this.parts[role];
    if (heads.length === 0) return undefined;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const [head, tail] = [random.pick(heads), random.pick(tails)];
      if (head !== tail && this.allows(head + tail)) return head + tail;
    }
    return undefined;
  }
}

function toBase(language: NameLanguage): (word: string) => string {
  if (language === 'uz') return uzbekToCyrillic;
  return language === 'tk' ? turkmenToCyrillic : (word) => word;
}
