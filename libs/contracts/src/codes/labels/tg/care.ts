import type { LabelTable } from '../label-table.js';

export const TG_CARE_LABELS = {
  RISK_LEVEL: {
    NONE_FOUND: 'Хатар ошкор нашуд',
    LOW: 'Паст',
    MEDIUM: 'Миёна',
    HIGH: 'Баланд',
    IMMEDIATE: 'Хатари бевосита',
  },
  PENALISATION: {
    ARREST_OR_DETENTION: 'Ҳабс ё дастгиркунӣ',
    ADMINISTRATIVE_FINE: 'Ҷаримаи маъмурӣ',
    PROSECUTION: 'Таъқиби ҷиноятӣ',
    CONVICTION: 'Маҳкумият',
    DEPORTATION_ORDER: 'Қарор дар бораи ихроҷ',
    ENTRY_BAN: 'Манъи воридшавӣ',
    OTHER: 'Дигар',
  },
  ENTITLEMENT: {
    TEMPORARY_STATUS: 'Мақоми муваққатӣ',
    RESIDENCE_PERMIT: 'Иҷозати истиқомат',
    WORK_PERMIT: 'Иҷозати кор',
    COMPENSATION: 'Ҷуброн',
  },
  RETURN_KIND: {
    VOLUNTARY: 'Бозгашти ихтиёрӣ',
    ENFORCED: 'Баргардонидани маҷбурӣ',
  },
  REFLECTION_END: {
    PERSON_REQUEST: 'Бо хоҳиши шахс',
    PUBLIC_ORDER: 'Тартиботи ҷамъиятӣ',
    STATUS_CLAIMED_IMPROPERLY: 'Мақом беасос талаб шудааст',
  },
  ERASURE_DUTY: {
    COURT_ORDER: 'Қарори суд',
    STATUTORY_RETENTION: 'Муҳлати нигоҳдории қонунӣ',
    LEGAL_CLAIM: 'Даъвои ҳуқуқӣ',
  },
} as const satisfies LabelTable;
