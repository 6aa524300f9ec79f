import { comparableNumber } from './number-forms.js';

describe('the comparable form of a number', () => {
  it.each([
    ['AD № 2723173', 'AD2723173'],
    ['ad-272 3173', 'AD2723173'],
    ['АА2125161', 'AA2125161'],
    ['ＡＡ２１２５１６１', 'AA2125161'],
    ['22910199101317', '22910199101317'],
    ['№1234', undefined],
    ['12 34-56', undefined],
  ])('of %s is %s', (typed, form) => {
    expect(comparableNumber(typed)).toBe(form);
  });

  it.each([
    null,
    '',
    'б/н',
    'нет',
    'N/A',
    '---',
    '0000000000',
    'AA1111111',
    '123456789',
    '987654321',
    'AB 123',
    'дома',
  ])('takes %s for a placeholder', (typed) => {
    expect(comparableNumber(typed)).toBeUndefined();
  });
});
