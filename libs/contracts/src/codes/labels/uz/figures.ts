import type { LabelTable } from '../label-table.js';

export const UZ_FIGURES_LABELS = {
  FIGURE_TABLE: {
    ASSISTED_BY_SERVICE: 'Xizmat turi boʻyicha yordam olganlar',
    ASSISTED_BY_FUNDING: 'Moliyalashtirish boʻyicha yordam olganlar',
    ASSISTED_OWN_OR_FOREIGN: 'Yordam olgan oʻz va chet el fuqarolari',
    ASSISTED_WITHOUT_STATUS: 'Maqomsiz yordam olganlar',
    SHELTERED: 'Boshpana olganlar',
    REFERRED_DOMESTICALLY: 'Mamlakat ichida yoʻllanganlar',
    REFERRED_ABROAD: 'Boshqa davlatlarga yoʻllanganlar',
    REFLECTION: 'Mulohaza davri',
    RETURNS: 'Qaytarishlar',
    PENALISATIONS: 'Jabrlanuvchilarni jazolash',
    PERMITS_AND_COMPENSATION: 'Ruxsatnomalar va kompensatsiyalar',
    CONSENTS: 'Roziliklar',
    DISCLOSURES_BY_LAW: 'Qonun boʻyicha oshkor etishlar',
    HOTLINE_CALLS: 'Ishonch telefoniga qoʻngʻiroqlar',
    SCREENINGS: 'Tekshiruvlar',
  },
  FIGURE_UNIT: {
    PERSONS: 'Shaxslar',
    EVENTS: 'Hodisalar',
    CASES: 'Ishlar',
  },
  FIGURE_MARKER: {
    NOT_REPORTED: 'Xabar berilmagan',
    SUPPRESSED: 'Koʻrsatilmaydi',
  },
  REFLECTION_COUNT: {
    PRESUMED_FOREIGN: 'Ehtimoliy chet ellik jabrlanuvchilar',
    PERIOD_BEGUN: 'Davr boshlandi',
    ENDED_EARLY: 'Muddatidan oldin tugadi',
    EXTENDED: 'Uzaytirildi',
  },
  RETURN_COUNT: {
    VOLUNTARY: 'Ixtiyoriy qaytish',
    ENFORCED_INSIDE_REFLECTION: 'Mulohaza davrida majburiy qaytarish',
    ENFORCED_OUTSIDE_REFLECTION: 'Mulohaza davridan tashqari majburiy qaytarish',
  },
  PENALISATION_COUNT: {
    UNRESOLVED: 'Hal qilinmagan',
    RESOLVED: 'Hal qilingan',
  },
  PERMIT_COUNT: {
    RESIDENCE_PERMIT: 'Yashash uchun ruxsatnoma',
    WORK_PERMIT: 'Ishlash uchun ruxsatnoma',
    COMPENSATION: 'Kompensatsiya',
    MEDICAL_CARE_OF_MIGRANT_WORKER: 'Mehnat migrantiga tibbiy yordam',
  },
  SCREENING_COUNT: {
    SCREENED: 'Tekshirildi',
    REFERRED: 'Yoʻllandi',
    BECAME_PRESUMED: 'Ehtimoliy jabrlanuvchi deb topildi',
  },
} as const satisfies LabelTable;
