import type { CountryCode } from '#contracts';

/** Frequent names of the region, commoner ones first, and how a surname and a patronymic are made of them. */
export interface NameTable {
  readonly female: readonly string[];
  readonly male: readonly string[];
  readonly surnameStems: readonly string[];
  /** Endings of a patronymic in the national way: of a son and of a daughter. */
  readonly childOf: readonly [son: string, daughter: string];
  readonly script: 'CYRILLIC' | 'LATIN';
}

const words = (text: string): string[] => text.split(/\s+/);

export const NAMES: Readonly<Record<CountryCode, NameTable>> = {
  KZ: {
    female:
      words(`Айгүл Динара Гүлнар Сәуле Жанар Мадина Әсем Айнұр Әсел Айгерім Алия Гүлмира Дана Аружан Аяулым Ақмарал
      Алтынай Асия Балнұр Гаухар Жұлдыз Зарина Камила Ләззат Меруерт Назгүл Нұргүл Перизат Райхан Сабина Салтанат Шолпан`),
    male: words(`Нұрлан Серік Ерлан Қайрат Асқар Марат Талғат Болат Бақыт Данияр Бауыржан Азамат Арман Айдос Ержан Мұрат
      Самат Олжас Санжар Рустам Дархан Жандос Ермек Мақсат Медет Қуаныш Сәкен Темір Тілек Ұлан Хамит Әлібек`),
    surnameStems:
      words(`Ахмет Оспан Сейіт Жұмабай Қасым Ибрагим Омар Сұлтан Нұрлан Смағұл Ысқақ Жүсіп Мұса Сәрсен Тұрсын
      Есен Ермек Рахым Тоқтар Әлімбек Байжан Бекболат Досжан Ержан Жақып Кенжебай Құрман Мұхамеджан Ораз Сатыбалды`),
    childOf: ['ұлы', 'қызы'],
    script: 'CYRILLIC',
  },
  KG: {
    female:
      words(`Айгүл Гүлнара Жылдыз Айнура Бермет Нургүл Чолпон Гүлзат Асель Айжан Жамиля Мээрим Элиза Назгүл Бегимай
      Венера Динара Айпери Салтанат Кундуз Сайкал Токтайым Замира Анара Бактыгүл Жаңыл Нурзат Перизат Роза Уулкан`),
    male: words(`Бакыт Нурлан Азамат Талант Эркин Улан Мирлан Кубат Руслан Данияр Жолдош Таалай Эрмек Айбек Бекболот Канат
      Максат Марат Суйун Темир Туран Чыңгыз Эмил Жакып Касым Нурбек Сапар Тойчу Адилет Дастан`),
    surnameStems:
      words(`Асан Токто Жумабек Мамат Осмон Абдыкадыр Алыкул Бекмурат Ибраим Исак Кадыр Касым Кенжебек Мамбет
      Молдо Нурмат Орозбек Сатар Сыдык Темирбек Турдубай Усон Чолпонбай Шамшы Эсен Эшмат Жээнбек Борбу Дуйшен Карим`),
    childOf: [' уулу', ' кызы'],
    script: 'CYRILLIC',
  },
  TJ: {
    female:
      words(`Зарина Мадина Нигина Фарзона Шаҳноза Парвина Мавлуда Гулнора Сабрина Ситора Нилуфар Манижа Зебо Муниса
      Тахмина Рухшона Гулчеҳра Дилбар Саодат Фотима Зулайхо Малика Мехрангез Назира Нозанин Ойша Робия Сурайё Хосият Шамсия`),
    male: words(`Фаррух Рустам Шариф Далер Сухроб Парвиз Бахром Фируз Абдулло Иброҳим Исмоил Камол Карим Манучеҳр Мирзо Наим
      Нозим Раҳим Саид Сафар Сорбон Темур Умед Фаридун Хуршед Ҷамшед Шерали Эмомали Юсуф Ҳасан`),
    surnameStems:
      words(`Раҳмон Шариф Саид Назар Карим Мирзо Ҳоҷи Абдулло Холиқ Юсуф Иброҳим Исмоил Камол Қурбон Мирзоали
      Наҷмиддин Одина Раҷаб Сафар Содиқ Умар Файзулло Хол Ҳаким Ҷумъа Шамс Шукур Эшон Қодир Азиз`),
    childOf: ['ович', 'овна'],
    script: 'CYRILLIC',
  },
  UZ: {
    female:
      words(`Gulnora Dilnoza Nigora Shahnoza Zulfiya Malika Nilufar Feruza Dildora Gulchehra Madina Muhabbat Nargiza
      Nodira Zarina Zilola Ziyoda Sevara Shahlo Barno Dilbar Dilorom Fotima Zuhra Gavhar Kamola Lola Mavluda Munira Umida`),
    male: words(`Sherzod Jasur Dilshod Bobur Otabek Rustam Farrux Aziz Jamshid Sardor Bekzod Alisher Anvar Akmal Bahodir
      Botir Farhod Hasan Husan Ibrohim Ilhom Karim Mansur Murod Nodir Odil Oybek Sanjar Shavkat Ulug'bek`),
    surnameStems:
      words(`Karim Yusup Rahim Raxmon Isroil Sulton Abdulla Ali Nazar Ergash Tursun Mirza Said Usmon Umar Ibrohim
      Ismoil Hakim Qodir Qosim Sodiq Sobir Xolmat Yo'ldosh Olim Normat Rajab Safar Toshmat Xudoyberdi`),
    childOf: [" o'g'li", ' qizi'],
    script: 'LATIN',
  },
};

const VOWEL = /[aeiouаеёиоуыэюяәөүұіӣӯ]$/i;

export function surnameOf({ script }: NameTable, stem: string, female: boolean): string {
  const soft = VOWEL.test(stem);
  if (script === 'LATIN') return `${stem}${soft ? 'yev' : 'ov'}${female ? 'a' : ''}`;
  return `${stem}${soft ? 'ев' : 'ов'}${female ? 'а' : ''}`;
}

export function patronymicOf(
  { childOf, script }: NameTable,
  father: string,
  female: boolean,
  national: boolean,
): string {
  if (national) return `${father}${childOf[female ? 1 : 0]}`;
  if (script === 'LATIN') return `${father}${female ? 'ovna' : 'ovich'}`;
  return `${father}${female ? 'овна' : 'ович'}`;
}
