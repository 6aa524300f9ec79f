import { type CountryCode } from '#contracts';
import { SeededRandom } from '../../records/random.js';
import { type NameLanguage } from '../names/name-source.js';
import { penmanship } from './penmanship.js';
import { type Spelling } from './spelling.js';

const DRAWS = 200;

/** Everything that clerks of a country make of a name. */
function spellings(base: string, language: NameLanguage, spelling: Spelling, country: CountryCode): Set<string> {
  const random = new SeededRandom(1);
  const draws = Array.from({ length: DRAWS }, () => {
    const pen = penmanship(spelling, country, language, random);
    return pen.word(pen.stem(base));
  });
  return new Set(draws);
}

describe('spellings that registers of the region hold', () => {
  it.each([
    ['нұрлан', 'kk', 'KZ', 'national-cyrillic', 'нұрлан'],
    ['нұрлан', 'kk', 'KZ', 'russified', 'нурлан'],
    ['нұрлан', 'kk', 'KG', 'national-cyrillic', 'нурлан'],
    ['нұрлан', 'kk', 'KZ', 'icao', 'nurlan'],
    ['айгүл', 'kk', 'KZ', 'russified', 'айгуль'],
    ['қайырбек', 'kk', 'KZ', 'russified', 'каирбек'],
    ['жақып', 'kk', 'KZ', 'russified', 'жакуп'],
    ['шыңғыс', 'kk', 'KZ', 'national-latin', 'şyñğys'],
    ['жеңиш', 'ky', 'KG', 'russified', 'жениш'],
    ['жээнбек', 'ky', 'KG', 'passport', 'zheenbek'],
    ['жээнбек', 'ky', 'KG', 'bgn', 'jeenbek'],
    ['ғайрат', 'tg', 'TJ', 'russified', 'гайрат'],
    ['ҷамшед', 'tg', 'TJ', 'russified', 'джамшед'],
    ['ҷамшед', 'tg', 'TJ', 'bgn', 'jamshed'],
    ['ҷамшед', 'tg', 'TJ', 'french', 'djamched'],
    ['чоршанбе', 'tg', 'TJ', 'french', 'tchorchanbe'],
    ['хуршед', 'tg', 'TJ', 'french', 'khourched'],
    ['раҳмон', 'tg', 'KZ', 'russified', 'рахман'],
    ['раҳмон', 'tg', 'KZ', 'russified', 'рахмон'],
    ['раҳмон', 'tg', 'KZ', 'national-cyrillic', 'раһмон'],
    ['ўткир', 'uz', 'UZ', 'national-latin', "o'tkir"],
    ['ўткир', 'uz', 'KZ', 'russified', 'уткир'],
    ['ўткир', 'uz', 'KZ', 'read-back', 'откир'],
    ['хуршид', 'uz', 'UZ', 'national-latin', 'xurshid'],
    ['жасур', 'uz', 'KG', 'russified', 'джасур'],
    ['жасур', 'uz', 'TJ', 'national-cyrillic', 'ҷасур'],
    ['юлия', 'ru', 'KZ', 'icao', 'iuliia'],
    ['юлия', 'ru', 'KZ', 'passport', 'yuliya'],
    ['щербаков', 'ru', 'KZ', 'icao', 'shcherbakov'],
    ['дөвлет', 'tk', 'UZ', 'national-latin', 'döwlet'],
    ['александр', 'ru', 'KG', 'ad-hoc', 'alexandr'],
  ] as const)('%s (%s) is in %s, %s, also %s', (base, language, country, spelling, expected) => {
    expect([...spellings(base, language, spelling, country)]).toContain(expected);
  });

  it('leaves no Cyrillic letter in a Latin spelling', () => {
    for (const spelling of ['national-latin', 'icao', 'passport', 'bgn', 'french', 'ad-hoc'] as const) {
      for (const base of ['әбілқасым', 'өзгөн', 'ӯзбекӣ', 'ғофуржон ўғли', 'щёкин-юрьев', 'җеңиш', 'һинд', 'ъь']) {
        for (const country of ['KZ', 'KG', 'TJ', 'UZ'] as const) {
          for (const typed of spellings(base, 'kk', spelling, country)) {
            expect(typed).not.toMatch(/\p{Script=Cyrillic}/u);
          }
        }
      }
    }
  });

  it('puts only letters of the clerk into national Cyrillic', () => {
    expect([...spellings('ҷӯраӣ', 'tg', 'national-cyrillic', 'KZ')].join('')).toMatch(/^[а-яәғқңөұүһі]+$/);
    expect([...spellings('әңгімеқұл', 'kk', 'national-cyrillic', 'TJ')].join('')).toMatch(/^[а-яғӣқӯҳҷ]+$/);
  });
});
