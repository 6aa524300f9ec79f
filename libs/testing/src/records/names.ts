import type { CountryCode } from '#contracts';

/** Ordinary names of the region as a clerk of the country would type them; the persons are fictitious. */
export interface NameList {
  readonly female: readonly string[];
  readonly male: readonly string[];
  /** Surname pairs: female, male form. */
  readonly surnames: readonly (readonly [string, string])[];
  readonly fathers: readonly string[];
  readonly towns: readonly string[];
}

export const NAMES: Readonly<Record<CountryCode, NameList>> = {
  KZ: {
    female: ['Айгүл', 'Динара', 'Сәуле', 'Гүлнар', 'Жанар', 'Мадина', 'Әсем', 'Ботагөз', 'Светлана', 'Ольга'],
    male: ['Нұрлан', 'Ерлан', 'Бауыржан', 'Серік', 'Қанат', 'Дәурен', 'Асқар', 'Талғат', 'Виктор', 'Сергей'],
    surnames: [
      ['Нұрланова', 'Нұрланов'],
      ['Сейітова', 'Сейітов'],
      ['Ахметова', 'Ахметов'],
      ['Жұмабаева', 'Жұмабаев'],
      ['Оспанова', 'Оспанов'],
      ['Ким', 'Ким'],
      ['Иванова', 'Иванов'],
      ['Қасымова', 'Қасымов'],
    ],
    fathers: ['Нұрлан', 'Серік', 'Бақыт', 'Марат', 'Қайрат', 'Болат'],
    towns: ['Шымкент', 'Тараз', 'Алматы', 'Ақтау', 'Қызылорда'],
  },
  KG: {
    female: ['Айжан', 'Бермет', 'Гүлзат', 'Нургүл', 'Чолпон', 'Жылдыз', 'Асель', 'Назгүл'],
    male: ['Азамат', 'Бакыт', 'Нурбек', 'Тилек', 'Улан', 'Эркин', 'Данияр', 'Суйун'],
    surnames: [
      ['Абдыкадырова', 'Абдыкадыров'],
      ['Жумабекова', 'Жумабеков'],
      ['Токтогулова', 'Токтогулов'],
      ['Асанова', 'Асанов'],
      ['Мамытова', 'Мамытов'],
      ['Осмонова', 'Осмонов'],
    ],
    fathers: ['Асан', 'Бакыт', 'Улан', 'Жумабек', 'Токтогул'],
    towns: ['Ош', 'Баткен', 'Жалал-Абад', 'Нарын', 'Талас'],
  },
  TJ: {
    female: ['Зарина', 'Манижа', 'Нигора', 'Мадина', 'Шаҳноза', 'Гулноз', 'Парвина', 'Ситора'],
    male: ['Рустам', 'Фирдавс', 'Ҷамшед', 'Сино', 'Баҳром', 'Далер', 'Умед', 'Хуршед'],
    surnames: [
      ['Раҳмонова', 'Раҳмонов'],
      ['Саидова', 'Саидов'],
      ['Назарова', 'Назаров'],
      ['Холзода', 'Холзода'],
      ['Мирзоева', 'Мирзоев'],
      ['Каримзода', 'Каримзода'],
    ],
    fathers: ['Раҳмон', 'Саид', 'Назар', 'Мирзо', 'Карим'],
    towns: ['Душанбе', 'Кӯлоб', 'Хуҷанд', 'Бохтар', 'Хоруғ'],
  },
  UZ: {
    female: ['Gulnora', 'Dilnoza', 'Nigora', 'Parvina', 'Shahnoza', 'Zulfiya', 'Intizor', 'Malika'],
    male: ['Ulugʻbek', 'Sherzod', 'Jasur', 'Dilshod', 'Bobur', 'Otabek', 'Rustam', 'Farrux'],
    surnames: [
      ['Karimova', 'Karimov'],
      ['Toʻlqinova', 'Toʻlqinov'],
      ['Yusupova', 'Yusupov'],
      ['Raxmonova', 'Raxmonov'],
      ['Isroilova', 'Isroilov'],
      ['Sultonova', 'Sultonov'],
    ],
    fathers: ['Karim', 'Yusuf', 'Dilshod', 'Aziz', 'Raxmon'],
    towns: ['Termiz', 'Buxoro', 'Guliston', 'Nukus', 'Fargʻona'],
  },
};
