import type { LabelTable } from '../label-table.js';

export const KY_FIGURES_LABELS = {
  FIGURE_TABLE: {
    ASSISTED_BY_SERVICE: 'Кызматтын түрү боюнча жардам алгандар',
    ASSISTED_BY_FUNDING: 'Каржылоо боюнча жардам алгандар',
    ASSISTED_OWN_OR_FOREIGN: 'Жардам алган өз жана чет өлкө жарандары',
    ASSISTED_WITHOUT_STATUS: 'Статусу жок жардам алгандар',
    SHELTERED: 'Баш калка алгандар',
    REFERRED_DOMESTICALLY: 'Өлкө ичинде жөнөтүлгөндөр',
    REFERRED_ABROAD: 'Башка өлкөлөргө жөнөтүлгөндөр',
    REFLECTION: 'Ойлонуу мезгили',
    RETURNS: 'Кайтаруулар',
    PENALISATIONS: 'Жабырлануучуларды жазалоо',
    PERMITS_AND_COMPENSATION: 'Уруксаттар жана компенсациялар',
    CONSENTS: 'Макулдуктар',
    DISCLOSURES_BY_LAW: 'Мыйзам боюнча ачуулар',
    HOTLINE_CALLS: 'Ишеним телефонуна чалуулар',
    SCREENINGS: 'Текшерүүлөр',
  },
  FIGURE_UNIT: {
    PERSONS: 'Адамдар',
    EVENTS: 'Окуялар',
    CASES: 'Иштер',
  },
  FIGURE_MARKER: {
    NOT_REPORTED: 'Билдирилген эмес',
    SUPPRESSED: 'Көрсөтүлбөйт',
  },
  REFLECTION_COUNT: {
    PRESUMED_FOREIGN: 'Болжолдуу чет өлкөлүк жабырлануучулар',
    PERIOD_BEGUN: 'Мезгил башталды',
    ENDED_EARLY: 'Мөөнөтүнөн мурда аяктады',
    EXTENDED: 'Узартылды',
  },
  RETURN_COUNT: {
    VOLUNTARY: 'Ыктыярдуу кайтуу',
    ENFORCED_INSIDE_REFLECTION: 'Ойлонуу мезгилинде мажбурлап кайтаруу',
    ENFORCED_OUTSIDE_REFLECTION: 'Ойлонуу мезгилинен тышкары мажбурлап кайтаруу',
  },
  PENALISATION_COUNT: {
    UNRESOLVED: 'Чечилген эмес',
    RESOLVED: 'Чечилген',
  },
  PERMIT_COUNT: {
    RESIDENCE_PERMIT: 'Жашоого уруксат',
    WORK_PERMIT: 'Иштөөгө уруксат',
    COMPENSATION: 'Компенсация',
    MEDICAL_CARE_OF_MIGRANT_WORKER: 'Эмгек мигрантына медициналык жардам',
  },
  SCREENING_COUNT: {
    SCREENED: 'Текшерилди',
    REFERRED: 'Жөнөтүлдү',
    BECAME_PRESUMED: 'Болжолдуу жабырлануучу деп таанылды',
  },
} as const satisfies LabelTable;
