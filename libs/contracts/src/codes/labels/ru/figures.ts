import type { LabelTable } from '../label-table.js';

export const RU_FIGURES_LABELS = {
  FIGURE_TABLE: {
    ASSISTED_BY_SERVICE: 'Получившие помощь по услугам',
    ASSISTED_BY_FUNDING: 'Получившие помощь по источнику средств',
    ASSISTED_OWN_OR_FOREIGN: 'Получившие помощь свои и иностранные граждане',
    ASSISTED_WITHOUT_STATUS: 'Получившие помощь без статуса',
    SHELTERED: 'Размещённые в приютах',
    REFERRED_DOMESTICALLY: 'Направленные внутри страны',
    REFERRED_ABROAD: 'Направленные в другие страны',
    REFLECTION: 'Период на размышление',
    RETURNS: 'Возвращения',
    PENALISATIONS: 'Наказания жертв',
    PERMITS_AND_COMPENSATION: 'Разрешения и компенсации',
    CONSENTS: 'Согласия',
    DISCLOSURES_BY_LAW: 'Раскрытия по закону',
    HOTLINE_CALLS: 'Звонки на горячую линию',
    SCREENINGS: 'Скрининги',
  },
  FIGURE_UNIT: {
    PERSONS: 'Лица',
    EVENTS: 'События',
    CASES: 'Дела',
  },
  FIGURE_MARKER: {
    NOT_REPORTED: 'Не сообщено',
    SUPPRESSED: 'Не показывается',
  },
  REFLECTION_COUNT: {
    PRESUMED_FOREIGN: 'Предполагаемые иностранные жертвы',
    PERIOD_BEGUN: 'Период начат',
    ENDED_EARLY: 'Окончен досрочно',
    EXTENDED: 'Продлён',
  },
  RETURN_COUNT: {
    VOLUNTARY: 'Добровольное возвращение',
    ENFORCED_INSIDE_REFLECTION: 'Принудительное возвращение в период на размышление',
    ENFORCED_OUTSIDE_REFLECTION: 'Принудительное возвращение вне этого периода',
  },
  PENALISATION_COUNT: {
    UNRESOLVED: 'Не разрешено',
    RESOLVED: 'Разрешено',
  },
  PERMIT_COUNT: {
    RESIDENCE_PERMIT: 'Вид на жительство',
    WORK_PERMIT: 'Разрешение на работу',
    COMPENSATION: 'Компенсация',
    MEDICAL_CARE_OF_MIGRANT_WORKER: 'Медицинская помощь трудовому мигранту',
  },
  SCREENING_COUNT: {
    SCREENED: 'Проверено',
    REFERRED: 'Направлено',
    BECAME_PRESUMED: 'Признано предполагаемыми жертвами',
  },
} as const satisfies LabelTable;
