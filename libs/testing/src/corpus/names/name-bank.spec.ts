import { SeededRandom } from '../../records/random.js';
import { NameBank } from './name-bank.js';
import { NAME_LANGUAGES, type NameSource, words } from './name-source.js';
import { nameType } from './name-type.js';
import { KAZAKH } from './kazakh.js';
import { KYRGYZ } from './kyrgyz.js';
import { RUSSIAN } from './russian.js';
import { TAJIK } from './tajik.js';
import { UZBEK } from './uzbek.js';

const DRAWS = 3000;
const HELD_OUT_SHARE = 0.3;

function typesDrawn(part: 'training' | 'held-out'): Set<string> {
  const random = new SeededRandom(4);
  const types = new Set<string>();
  for (const language of NAME_LANGUAGES) {
    const bank = new NameBank(language, part, HELD_OUT_SHARE);
    for (let i = 0; i < DRAWS; i++) {
      for (const name of [bank.given(random, true), bank.given(random, false), bank.surnameStem(random)]) {
        types.add(nameType(name));
      }
    }
  }
  return types;
}

describe('the bank of names', () => {
  it('shares no name type between training and hold-out, in any language or role', () => {
    const [training, heldOut] = [typesDrawn('training'), typesDrawn('held-out')];
    expect([...heldOut].filter((type) => training.has(type))).toEqual([]);
    const share = heldOut.size / (heldOut.size + training.size);
    expect(Math.abs(share - HELD_OUT_SHARE)).toBeLessThan(0.05);
  });

  it.each(['раҳмон рахман рахмон', 'жамшид ҷамшед джамшид', 'мұхаммед муҳаммад мухамад', 'қодир кадыр'])(
    'has one type for %s',
    (spellings) => {
      expect(new Set(words(spellings).map(nameType)).size).toBe(1);
    },
  );

  it.each([
    ['Kazakh', KAZAKH],
    ['Kyrgyz', KYRGYZ],
    ['Tajik', TAJIK],
    ['Uzbek', UZBEK],
    ['Russian', RUSSIAN],
  ] as [string, NameSource][])('has at least 150 given names a sex and 200 surnames in %s', (_, source) => {
    expect(words(source.male).length).toBeGreaterThanOrEqual(150);
    expect(words(source.female).length).toBeGreaterThanOrEqual(150);
    expect(words(source.surnames).length).toBeGreaterThanOrEqual(200);
  });

  it('keeps each list in one script', () => {
    for (const source of [KAZAKH, KYRGYZ, TAJIK, RUSSIAN]) {
      expect(Object.values(source).join(' ')).not.toMatch(/\p{Script=Latin}/u);
    }
    expect(Object.values(UZBEK).join(' ')).not.toMatch(/\p{Script=Cyrillic}/u);
  });
});
