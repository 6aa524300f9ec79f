import { withPatronymicEnding, withSurnameEnding } from './name-endings.js';

const asIs = (ending: string) => ending;

describe('endings of names', () => {
  it.each([
    ['аҳмад', 'ov', 'tg', false, 'аҳмадов'],
    ['тоқай', 'ov', 'kk', true, 'тоқаева'],
    ['мирзо', 'ov', 'tg', false, 'мирзоев'],
    ['алӣ', 'ov', 'tg', true, 'алиева'],
    ['сатыбалды', 'ov', 'kk', false, 'сатыбалдиев'],
    ['серік', 'son-of', 'kk', true, 'серікқызы'],
    ['бакыт', 'son-of', 'ky', false, 'бакыт уулу'],
    ['раҳмон', 'zoda', 'tg', true, 'раҳмонзода'],
    ['шариф', 'iy', 'tg', false, 'шарифӣ'],
    ['раҳмон', 'bare', 'tg', true, 'раҳмон'],
    ['ковальский', 'whole', 'ru', true, 'ковальская'],
    ['юдин', 'whole', 'ru', true, 'юдина'],
    ['ким', 'whole', 'ru', true, 'ким'],
    ['шевченко', 'whole', 'ru', true, 'шевченко'],
  ] as const)('surname %s, %s (%s, female %s) is %s', (stem, style, language, female, expected) => {
    expect(withSurnameEnding(stem, style, language, female, asIs)).toBe(expected);
  });

  it.each([
    ['юрий', 'ovich', 'ru', false, 'юрьевич'],
    ['дмитрий', 'ovich', 'ru', true, 'дмитриевна'],
    ['илья', 'ovich', 'ru', true, 'ильинична'],
    ['игорь', 'ovich', 'ru', false, 'игоревич'],
    ['алӣ', 'ovich', 'tg', true, 'алиевна'],
    ['мұса', 'ovich', 'kk', false, 'мұсаевич'],
    ['карим', 'son-of', 'uz', false, 'карим ўғли'],
    ['карим', 'son-of', 'uz', true, 'карим қизи'],
    ['нұрлан', 'son-of', 'kk', false, 'нұрланұлы'],
    ['саид', 'zoda', 'tg', false, 'саидзода'],
  ] as const)('patronymic of %s, %s (%s, female %s) is %s', (father, style, language, female, expected) => {
    expect(withPatronymicEnding(father, style, language, female, asIs)).toBe(expected);
  });
});
