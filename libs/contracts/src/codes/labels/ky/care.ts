import type { LabelTable } from '../label-table.js';

export const KY_CARE_LABELS = {
  RISK_LEVEL: {
    NONE_FOUND: 'Коркунуч табылган жок',
    LOW: 'Төмөн',
    MEDIUM: 'Орточо',
    HIGH: 'Жогору',
    IMMEDIATE: 'Түздөн-түз коркунуч',
  },
  PENALISATION: {
    ARREST_OR_DETENTION: 'Камакка алуу же кармоо',
    ADMINISTRATIVE_FINE: 'Административдик айып',
    PROSECUTION: 'Кылмыш-жаза куугунтугу',
    CONVICTION: 'Соттолуу',
    DEPORTATION_ORDER: 'Өлкөдөн чыгаруу чечими',
    ENTRY_BAN: 'Өлкөгө кирүүгө тыюу',
    OTHER: 'Башка',
  },
  ENTITLEMENT: {
    TEMPORARY_STATUS: 'Убактылуу статус',
    RESIDENCE_PERMIT: 'Жашоого уруксат',
    WORK_PERMIT: 'Иштөөгө уруксат',
    COMPENSATION: 'Компенсация',
  },
  RETURN_KIND: {
    VOLUNTARY: 'Ыктыярдуу кайтуу',
    ENFORCED: 'Мажбурлап кайтаруу',
  },
  REFLECTION_END: {
    PERSON_REQUEST: 'Адамдын өтүнүчү боюнча',
    PUBLIC_ORDER: 'Коомдук тартип',
    STATUS_CLAIMED_IMPROPERLY: 'Статус негизсиз талап кылынган',
  },
  ERASURE_DUTY: {
    COURT_ORDER: 'Соттун чечими',
    STATUTORY_RETENTION: 'Мыйзамда белгиленген сактоо мөөнөтү',
    LEGAL_CLAIM: 'Доо арыз',
  },
} as const satisfies LabelTable;
