import { birthDateOfNationalId, birthParts } from './birth-date.js';
import { documentNumber, nationalIdNumber, phoneNumber, socialHandle } from './numbers.js';

test('spellings of one number meet', () => {
  for (const typed of ['АА2125161', 'AA 2125161', 'aa№2125161', 'AA-2125161']) {
    expect(documentNumber(typed)).toBe('AA2125161');
  }
  for (const typed of ['+7 777 518 85 39', '87775188539', '777-518-85-39', '8 777 518 85 39 доб. 12']) {
    expect(phoneNumber(typed)).toBe('775188539');
  }
  for (const typed of ['@azamat_04', 'https://t.me/Azamat_04', 'instagram.com/azamat_04/']) {
    expect(socialHandle(typed)).toBe('azamat_04');
  }
});

test('placeholders, words and fillers are no numbers', () => {
  for (const nothing of [
    null,
    '',
    'б/н',
    'нет',
    '—',
    'yoʻqolgan',
    '0000000000',
    '№ 000000',
    'AA0000000',
    '1234567',
    'N 12',
  ]) {
    expect(documentNumber(nothing)).toBeNull();
    expect(nationalIdNumber(nothing === 'N 12' ? '12' : nothing)).toBeNull();
  }
  expect([phoneNumber('0000000000'), phoneNumber('12345'), socialHandle('нет'), socialHandle('@a')]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

test('1 January means that only the year is known', () => {
  expect(birthParts('1997-01-01')).toEqual({ year: '1997', monthDay: null });
  expect(birthParts('1997-04')).toEqual({ year: '1997', monthDay: null });
  expect(birthParts('1997-04-21')).toEqual({ year: '1997', monthDay: '04-21' });
  expect(birthParts(null)).toEqual({ year: null, monthDay: null });
});

test('Kazakh, Kyrgyz and Uzbek numbers carry a birth date, others and impossible dates none', () => {
  expect(birthDateOfNationalId('970421456539')).toBe('1997-04-21');
  expect(birthDateOfNationalId('20403200453236')).toBe('2004-03-04');
  expect(birthDateOfNationalId('42104975550123')).toBe('1997-04-21');
  for (const none of ['971321456539', '123456789', null, '99999999999999']) {
    expect(birthDateOfNationalId(none)).toBeNull();
  }
});
