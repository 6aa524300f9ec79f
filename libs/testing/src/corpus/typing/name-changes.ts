import { type SeededRandom } from '../../records/random.js';
import { type NameLanguage } from '../names/name-source.js';

/** Endings of courtesy and kinship that come and go with a given name: [male, female]. */
const COURTESY: Readonly<Partial<Record<NameLanguage, readonly [readonly string[], readonly string[]]>>> = {
  uz: [
    ['жон', 'жон', 'бек', 'хон'],
    ['хон', 'хон', 'ой', 'гул', 'бону'],
  ],
  tg: [
    ['ҷон', 'ҷон', 'бек', 'хон', 'шо'],
    ['хон', 'бону', 'гул', 'моҳ'],
  ],
  kk: [
    ['бек', 'жан', 'хан'],
    ['гүл', 'жан', 'ай'],
  ],
  ky: [
    ['бек', 'жан', 'алы'],
    ['гүл', 'кан', 'ай', 'бүбү'],
  ],
};

/** Whether names of the language take such endings at all. */
export function takesCourtesy(language: NameLanguage): boolean {
  return COURTESY[language] !== undefined;
}

/** The given name with an ending of courtesy added or, where it has one, left out. */
export function courtesy(random: SeededRandom, given: string, language: NameLanguage, female: boolean): string {
  const endings = COURTESY[language]?.[female ? 1 : 0] ?? [];
  const own = endings.find((ending) => given.endsWith(ending) && given.length - ending.length >= 4);
  if (own !== undefined) return given.slice(0, -own.length);
  return endings.length === 0 ? given : given + random.pick(endings);
}

const HEADS = /^(абду|мир|саид|муҳаммад|мұхамед|нур|нұр|шо|ай|бек)(?=\p{L}{3})/u;
const TAILS = /(?<=\p{L}{3})(бек|жан|жон|ҷон|хон|гүл|гул|алӣ|али|мурод|мырат|бай|бой|нисо|назар)$/u;

/** A compound written apart, as some papers have it: Абду Раҳмон, Нур-бек. The same where it is no compound. */
export function split(random: SeededRandom, given: string): string {
  const joint = random.chance(0.6) ? ' ' : '-';
  const apart = given.replace(TAILS, `${joint}$1`);
  return apart === given ? given.replace(HEADS, `$1${joint}`) : apart;
}
