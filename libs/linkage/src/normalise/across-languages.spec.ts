import { nameSkeletons } from './person-name.js';

/** One person's names as Kazakh, Kyrgyz, Tajik, Uzbek and Russian registers write them, in both scripts; made up. */
const PERSONS: readonly (readonly [string, Readonly<Record<string, readonly [string, string | null, string]>>])[] = [
  [
    'Muhammad',
    {
      'kk Cyrillic': ['Мұхаммед', 'Рахымұлы', 'Кәрімов'],
      'kk Latin': ['Mūhammed', 'Rahymūly', 'Kärımov'],
      'ky Cyrillic': ['Мухаммед', 'Рахим уулу', 'Каримов'],
      'ky Latin': ['Muhammed', 'Rahim uulu', 'Karimov'],
      'tg Cyrillic': ['Муҳаммад', 'Раҳимович', 'Каримов'],
      'tg Latin': ['Muhammad', 'Rahimovich', 'Karimov'],
      'uz Latin': ['Muhammad', "Rahim o'g'li", 'Karimov'],
      'uz Cyrillic': ['Муҳаммад', 'Раҳим ўғли', 'Каримов'],
      'ru Cyrillic': ['Мухаммад', 'Рахимович', 'Каримов'],
      'ru Latin': ['Mukhammad', 'Rakhimovich', 'Karimov'],
    },
  ],
  [
    'Fatima',
    {
      'kk Cyrillic': ['Фатима', 'Саидқызы', 'Ахмедова'],
      'kk Latin': ['Fatima', 'Saidqyzy', 'Ahmedova'],
      'ky Cyrillic': ['Фатима', 'Саид кызы', 'Ахмедова'],
      'ky Latin': ['Fatima', 'Said kyzy', 'Akhmedova'],
      'tg Cyrillic': ['Фотима', 'Саидовна', 'Аҳмадова'],
      'tg Latin': ['Fotima', 'Saidovna', 'Ahmadova'],
      'uz Latin': ['Fotima', 'Said qizi', 'Ahmedova'],
      'uz Cyrillic': ['Фотима', 'Саид қизи', 'Аҳмедова'],
      'ru Cyrillic': ['Фатима', 'Саидовна', 'Ахмедова'],
      'ru Latin': ['Fatima', 'Saidovna', 'Akhmedova'],
    },
  ],
  [
    'Zukhra',
    {
      'kk Cyrillic': ['Зухра', 'Юсуфқызы', 'Хасанова'],
      'ky Cyrillic': ['Зухра', 'Юсуф кызы', 'Хасанова'],
      'ky Latin': ['Zuhra', 'Yusuf kyzy', 'Hasanova'],
      'tg Cyrillic': ['Зӯҳро', 'Юсуфовна', 'Ҳасанова'],
      'tg Latin': ['Zuhro', 'Yusufovna', 'Hasanova'],
      'uz Latin': ['Zuhro', 'Yusuf qizi', 'Hasanova'],
      'uz Cyrillic': ['Зуҳро', 'Юсуф қизи', 'Ҳасанова'],
      'ru Cyrillic': ['Зухра', 'Юсуфовна', 'Хасанова'],
      'ru Latin': ['Zukhra', 'Yusufovna', 'Khasanova'],
    },
  ],
  [
    'Jamila',
    {
      'kk Cyrillic': ['Жамила', 'Қадырқызы', 'Жұмабаева'],
      'kk Latin': ['Jamila', 'Qadyrqyzy', 'Jūmabaeva'],
      'ky Cyrillic': ['Жамила', 'Кадыр кызы', 'Жумабаева'],
      'ky Latin': ['Jamila', 'Kadyr kyzy', 'Zhumabaeva'],
      'tg Cyrillic': ['Ҷамила', 'Қодировна', 'Ҷумабоева'],
      'tg Latin': ['Jamila', 'Qodirovna', 'Jumaboeva'],
      'uz Latin': ['Jamila', 'Qodir qizi', 'Jumaboyeva'],
      'uz Cyrillic': ['Жамила', 'Қодир қизи', 'Жумабоева'],
      'ru Cyrillic': ['Джамиля', 'Кадыровна', 'Джумабаева'],
      'ru Latin': ['Dzhamilya', 'Kadyrovna', 'Dzhumabaeva'],
    },
  ],
  [
    'Rustam',
    {
      'kk Cyrillic': ['Рүстем', 'Каримұлы', 'Исмаилов'],
      'kk Latin': ['Rüstem', 'Karimūly', 'İsmailov'],
      'ky Cyrillic': ['Рустам', 'Карим уулу', 'Исмаилов'],
      'ky Latin': ['Rustam', 'Karim uulu', 'Ismailov'],
      'tg Cyrillic': ['Рустам', 'Каримович', 'Исмоилов'],
      'tg Latin': ['Rustam', 'Karimovich', 'Ismoilov'],
      'uz Latin': ['Rustam', "Karim o'g'li", 'Ismoilov'],
      'uz Cyrillic': ['Рустам', 'Карим ўғли', 'Исмоилов'],
      'ru Cyrillic': ['Рустам', 'Каримович', 'Исмаилов'],
      'ru Latin': ['Rustam', 'Karimovich', 'Ismailov'],
    },
  ],
  [
    'Shahnoza',
    {
      'kk Cyrillic': ['Шахноза', 'Бахтиярқызы', 'Юнусова'],
      'ky Cyrillic': ['Шахноза', 'Бахтияр кызы', 'Юнусова'],
      'ky Latin': ['Shahnoza', 'Bahtiyar kyzy', 'Yunusova'],
      'tg Cyrillic': ['Шаҳноза', 'Бахтиёровна', 'Юнусова'],
      'tg Latin': ['Shahnoza', 'Bakhtiyorovna', 'Yunusova'],
      'uz Latin': ['Shahnoza', 'Baxtiyor qizi', 'Yunusova'],
      'uz Cyrillic': ['Шаҳноза', 'Бахтиёр қизи', 'Юнусова'],
      'ru Cyrillic': ['Шахноза', 'Бахтияровна', 'Юнусова'],
      'ru Latin': ['Shakhnoza', 'Bakhtiyarovna', 'Yunusova'],
    },
  ],
  [
    'Gulchehra',
    {
      'kk Cyrillic': ['Гүлчехра', null, 'Шәріпова'],
      'ky Cyrillic': ['Гүлчехра', null, 'Шарипова'],
      'ky Latin': ['Gulchehra', null, 'Sharipova'],
      'tg Cyrillic': ['Гулчеҳра', null, 'Шарипова'],
      'tg Latin': ['Gulchehra', null, 'Sharipova'],
      'uz Latin': ['Gulchehra', null, 'Sharipova'],
      'uz Cyrillic': ['Гулчеҳра', null, 'Шарипова'],
      'ru Cyrillic': ['Гульчехра', null, 'Шарипова'],
      'ru Latin': ['Gulchekhra', null, 'Sharipova'],
    },
  ],
];

describe.each(PERSONS)('%s', (_, spellings) => {
  const expected = spellings['ru Cyrillic'];
  test.each(Object.entries(spellings))('in %s meets itself', (_language, [givenName, patronymic, surname]) => {
    const [given = null, father = null, family = null] = expected ?? [];
    expect(nameSkeletons({ givenName, patronymic, surname })).toEqual(
      nameSkeletons({ givenName: given, patronymic: father, surname: family }),
    );
  });
});

/** A father's name and what registers make of it, for daughter and son. */
const FATHERS: readonly (readonly [string, readonly string[]])[] = [
  ['Али', ['Алиевна', 'Aliyevna', 'Алиевич', 'Alievich', 'Ali qizi', 'Али кызы', "Ali o'g'li", 'Әліқызы', 'Әліұлы']],
  ['Алӣ', ['Алиевна', 'Ализода', 'духтари Алӣ', 'писари Алӣ', 'Али уулу', 'Əli qızı', 'Aly gyzy', 'Али-кызы', 'Алич']],
  ['Валӣ', ['Валиевна', "Vali o'g'li", 'Вали кызы', 'Valiyevich']],
  ['Иса', ['Исаевна', 'Исақызы', 'Iso qizi', 'Isoyevich', 'Иса уулу', 'Isa ogly']],
  ['Нурбек', ['Нурбековна', 'Нұрбекқызы', 'Нурбеккызы', 'Nūrbekqyzy', 'Nurbek kyzy', 'Нұрбекұлы', 'Нурбек уулу']],
  ['Садық', ['Садыковна', 'Садыққызы', 'Sadyqqyzy', 'Садык кызы', 'Sodiq qizi', 'Sodiqovich']],
  ['Довлет', ['Довлетовна', 'Döwletowna', 'Döwlet gyzy', 'Довлетгызы', 'Döwlet ogly']],
  ['Фируз', ['Фирузовна', 'Фируззода', 'Firuz qizi', 'Фируз кызы']],
  ['Юрий', ['Юрьевна', 'Yuryevich', 'Юрий кызы']],
  ['Илья', ['Ильич', 'Ильинична', 'Ilyich', 'Ilyinichna', 'Илья кызы']],
  ['Лука', ['Лукич', 'Лукинична', 'Лука кызы']],
  ['Никита', ['Никитич', 'Никитична', 'Nikitichna', 'Никита уулу']],
  ['Лев', ['Львович', 'Львовна', 'Lvovna', 'Лев кызы']],
];

describe.each(FATHERS)('daughter or son of %s', (father, patronymics) => {
  const of = (patronymic: string) => nameSkeletons({ givenName: null, patronymic, surname: null }).patronymic;
  test.each(patronymics)('%s', (patronymic) => expect(of(patronymic)).toBe(of(father)));
});

test('a careless ending leaves three letters, whatever the father is called', () => {
  const of = (patronymic: string) => nameSkeletons({ givenName: null, patronymic, surname: null }).patronymic;
  expect(of('Рахимона')).toBe(of('Рахимовна'));
  expect(of('Елена')).not.toBe(of('Еле'));
});

/** Forms of one name that differ by more than a register's spelling: sketches and scores bridge them, where they do, not the skeleton. */
test.each([
  ['a language’s own form', ['Фатима', null, 'Ахметова'], ['Фатима', null, 'Ахмедова']],
  ['г for ҳ', ['Рустам', 'Ибрагимович', 'Исмаилов'], ['Рустам', "Ibrohim o'g'li", 'Ismoilov']],
] as const)('not bridged: %s', (_, [given, father, family], [givenName, patronymic, surname]) => {
  expect(nameSkeletons({ givenName, patronymic, surname })).not.toEqual(
    nameSkeletons({ givenName: given, patronymic: father, surname: family }),
  );
});

test('different persons of the table do not meet', () => {
  const all = PERSONS.map(([, spellings]) => spellings['ru Cyrillic'] ?? []).map(([given = null, , surname = null]) => {
    const { given: g, surname: s } = nameSkeletons({ givenName: given, patronymic: null, surname });
    return `${g} ${s}`;
  });
  expect(new Set(all).size).toBe(PERSONS.length);
});
