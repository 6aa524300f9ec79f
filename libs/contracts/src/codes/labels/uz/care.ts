import type { LabelTable } from '../label-table.js';

export const UZ_CARE_LABELS = {
  RISK_LEVEL: {
    NONE_FOUND: 'Xavf aniqlanmadi',
    LOW: 'Past',
    MEDIUM: 'Oʻrtacha',
    HIGH: 'Yuqori',
    IMMEDIATE: 'Bevosita xavf',
  },
  PENALISATION: {
    ARREST_OR_DETENTION: 'Hibsga olish yoki ushlab turish',
    ADMINISTRATIVE_FINE: 'Maʼmuriy jarima',
    PROSECUTION: 'Jinoiy taʼqib',
    CONVICTION: 'Sudlanish',
    DEPORTATION_ORDER: 'Chiqarib yuborish haqidagi qaror',
    ENTRY_BAN: 'Kirishni taqiqlash',
    OTHER: 'Boshqa',
  },
  ENTITLEMENT: {
    TEMPORARY_STATUS: 'Vaqtinchalik maqom',
    RESIDENCE_PERMIT: 'Yashash uchun ruxsatnoma',
    WORK_PERMIT: 'Ishlash uchun ruxsatnoma',
    COMPENSATION: 'Tovon',
  },
  RETURN_KIND: {
    VOLUNTARY: 'Ixtiyoriy qaytish',
    ENFORCED: 'Majburan qaytarish',
  },
  REFLECTION_END: {
    PERSON_REQUEST: 'Shaxsning iltimosiga koʻra',
    PUBLIC_ORDER: 'Jamoat tartibi',
    STATUS_CLAIMED_IMPROPERLY: 'Maqom asossiz talab qilingan',
  },
  ERASURE_DUTY: {
    COURT_ORDER: 'Sud qarori',
    STATUTORY_RETENTION: 'Qonunda belgilangan saqlash muddati',
    LEGAL_CLAIM: 'Huquqiy daʼvo',
  },
} as const satisfies LabelTable;
