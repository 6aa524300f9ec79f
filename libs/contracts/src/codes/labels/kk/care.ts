import type { LabelTable } from '../label-table.js';

export const KK_CARE_LABELS = {
  RISK_LEVEL: {
    NONE_FOUND: 'Қауіп анықталмады',
    LOW: 'Төмен',
    MEDIUM: 'Орташа',
    HIGH: 'Жоғары',
    IMMEDIATE: 'Тікелей қауіп',
  },
  PENALISATION: {
    ARREST_OR_DETENTION: 'Қамауға алу немесе ұстау',
    ADMINISTRATIVE_FINE: 'Әкімшілік айыппұл',
    PROSECUTION: 'Қылмыстық қудалау',
    CONVICTION: 'Сотталу',
    DEPORTATION_ORDER: 'Елден шығару туралы шешім',
    ENTRY_BAN: 'Елге кіруге тыйым',
    OTHER: 'Басқа',
  },
  ENTITLEMENT: {
    TEMPORARY_STATUS: 'Уақытша мәртебе',
    RESIDENCE_PERMIT: 'Тұруға рұқсат',
    WORK_PERMIT: 'Жұмыс істеуге рұқсат',
    COMPENSATION: 'Өтемақы',
  },
  RETURN_KIND: {
    VOLUNTARY: 'Ерікті түрде оралу',
    ENFORCED: 'Мәжбүрлеп қайтару',
  },
  REFLECTION_END: {
    PERSON_REQUEST: 'Адамның өтініші бойынша',
    PUBLIC_ORDER: 'Қоғамдық тәртіп',
    STATUS_CLAIMED_IMPROPERLY: 'Мәртебе негізсіз мәлімделген',
  },
  ERASURE_DUTY: {
    COURT_ORDER: 'Сот шешімі',
    STATUTORY_RETENTION: 'Заңда белгіленген сақтау мерзімі',
    LEGAL_CLAIM: 'Талап қою',
  },
} as const satisfies LabelTable;
