import type { LabelTable } from '../label-table.js';

export const TG_FIGURES_LABELS = {
  FIGURE_TABLE: {
    ASSISTED_BY_SERVICE: 'Кӯмакгирифтагон аз рӯи хизмат',
    ASSISTED_BY_FUNDING: 'Кӯмакгирифтагон аз рӯи маблағгузорӣ',
    ASSISTED_OWN_OR_FOREIGN: 'Шаҳрвандони худӣ ва хориҷии кӯмакгирифта',
    ASSISTED_WITHOUT_STATUS: 'Кӯмакгирифтагон бе мақом',
    SHELTERED: 'Паноҳгоҳгирифтагон',
    REFERRED_DOMESTICALLY: 'Роҳнамоишудагони дохилӣ',
    REFERRED_ABROAD: 'Роҳнамоишудагон ба кишварҳои дигар',
    REFLECTION: 'Давраи тааммул',
    RETURNS: 'Бозгаштҳо',
    PENALISATIONS: 'Ҷазодиҳии ҷабрдидагон',
    PERMITS_AND_COMPENSATION: 'Иҷозатномаҳо ва ҷубронпулӣ',
    CONSENTS: 'Розигиҳо',
    DISCLOSURES_BY_LAW: 'Ифшо аз рӯи қонун',
    HOTLINE_CALLS: 'Зангҳо ба хатти боварӣ',
    SCREENINGS: 'Санҷишҳо',
  },
  FIGURE_UNIT: {
    PERSONS: 'Шахсон',
    EVENTS: 'Ҳодисаҳо',
    CASES: 'Парвандаҳо',
  },
  FIGURE_MARKER: {
    NOT_REPORTED: 'Хабар дода нашудааст',
    SUPPRESSED: 'Нишон дода намешавад',
  },
  REFLECTION_COUNT: {
    PRESUMED_FOREIGN: 'Ҷабрдидагони хориҷии эҳтимолӣ',
    PERIOD_BEGUN: 'Давра оғоз шуд',
    ENDED_EARLY: 'Пеш аз мӯҳлат анҷом ёфт',
    EXTENDED: 'Дароз карда шуд',
  },
  RETURN_COUNT: {
    VOLUNTARY: 'Бозгашти ихтиёрӣ',
    ENFORCED_INSIDE_REFLECTION: 'Бозгардонии маҷбурӣ дар давраи тааммул',
    ENFORCED_OUTSIDE_REFLECTION: 'Бозгардонии маҷбурӣ берун аз давраи тааммул',
  },
  PENALISATION_COUNT: {
    UNRESOLVED: 'Ҳалношуда',
    RESOLVED: 'Ҳалшуда',
  },
  PERMIT_COUNT: {
    RESIDENCE_PERMIT: 'Иҷозати иқомат',
    WORK_PERMIT: 'Иҷозати кор',
    COMPENSATION: 'Ҷубронпулӣ',
    MEDICAL_CARE_OF_MIGRANT_WORKER: 'Ёрии тиббӣ ба муҳоҷири меҳнатӣ',
  },
  SCREENING_COUNT: {
    SCREENED: 'Санҷида шуд',
    REFERRED: 'Роҳнамоӣ шуд',
    BECAME_PRESUMED: 'Ҷабрдидаи эҳтимолӣ шинохта шуд',
  },
} as const satisfies LabelTable;
