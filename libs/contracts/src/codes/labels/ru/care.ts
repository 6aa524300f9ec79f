import type { LabelTable } from '../label-table.js';

export const RU_CARE_LABELS = {
  RISK_LEVEL: {
    NONE_FOUND: 'Опасность не выявлена',
    LOW: 'Низкая',
    MEDIUM: 'Средняя',
    HIGH: 'Высокая',
    IMMEDIATE: 'Непосредственная угроза',
  },
  PENALISATION: {
    ARREST_OR_DETENTION: 'Арест или задержание',
    ADMINISTRATIVE_FINE: 'Административный штраф',
    PROSECUTION: 'Уголовное преследование',
    CONVICTION: 'Осуждение',
    DEPORTATION_ORDER: 'Решение о выдворении',
    ENTRY_BAN: 'Запрет на въезд',
    OTHER: 'Другое',
  },
  ENTITLEMENT: {
    TEMPORARY_STATUS: 'Временный статус',
    RESIDENCE_PERMIT: 'Вид на жительство',
    WORK_PERMIT: 'Разрешение на работу',
    COMPENSATION: 'Компенсация',
  },
  RETURN_KIND: {
    VOLUNTARY: 'Добровольное возвращение',
    ENFORCED: 'Принудительное возвращение',
  },
  REFLECTION_END: {
    PERSON_REQUEST: 'По просьбе человека',
    PUBLIC_ORDER: 'Общественный порядок',
    STATUS_CLAIMED_IMPROPERLY: 'Статус заявлен неправомерно',
  },
  ERASURE_DUTY: {
    COURT_ORDER: 'Решение суда',
    STATUTORY_RETENTION: 'Срок хранения по закону',
    LEGAL_CLAIM: 'Судебный иск',
  },
} as const satisfies LabelTable;
