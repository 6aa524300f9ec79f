import type { LabelTable } from '../label-table.js';

export const KK_FIGURES_LABELS = {
  FIGURE_TABLE: {
    ASSISTED_BY_SERVICE: 'Қызмет түрі бойынша көмек алғандар',
    ASSISTED_BY_FUNDING: 'Қаржыландыру бойынша көмек алғандар',
    ASSISTED_OWN_OR_FOREIGN: 'Көмек алған өз және шетел азаматтары',
    ASSISTED_WITHOUT_STATUS: 'Мәртебесіз көмек алғандар',
    SHELTERED: 'Баспана алғандар',
    REFERRED_DOMESTICALLY: 'Ел ішінде жолданғандар',
    REFERRED_ABROAD: 'Басқа елдерге жолданғандар',
    REFLECTION: 'Ойлану кезеңі',
    RETURNS: 'Қайтарулар',
    PENALISATIONS: 'Жәбірленушілерді жазалау',
    PERMITS_AND_COMPENSATION: 'Рұқсаттар мен өтемақылар',
    CONSENTS: 'Келісімдер',
    DISCLOSURES_BY_LAW: 'Заң бойынша ашулар',
    HOTLINE_CALLS: 'Сенім телефонына қоңыраулар',
    SCREENINGS: 'Тексерулер',
  },
  FIGURE_UNIT: {
    PERSONS: 'Адамдар',
    EVENTS: 'Оқиғалар',
    CASES: 'Істер',
  },
  FIGURE_MARKER: {
    NOT_REPORTED: 'Хабарланбаған',
    SUPPRESSED: 'Көрсетілмейді',
  },
  REFLECTION_COUNT: {
    PRESUMED_FOREIGN: 'Болжамды шетелдік жәбірленушілер',
    PERIOD_BEGUN: 'Кезең басталды',
    ENDED_EARLY: 'Мерзімінен бұрын аяқталды',
    EXTENDED: 'Ұзартылды',
  },
  RETURN_COUNT: {
    VOLUNTARY: 'Ерікті қайту',
    ENFORCED_INSIDE_REFLECTION: 'Ойлану кезеңінде мәжбүрлеп қайтару',
    ENFORCED_OUTSIDE_REFLECTION: 'Ойлану кезеңінен тыс мәжбүрлеп қайтару',
  },
  PENALISATION_COUNT: {
    UNRESOLVED: 'Шешілмеген',
    RESOLVED: 'Шешілген',
  },
  PERMIT_COUNT: {
    RESIDENCE_PERMIT: 'Тұруға рұқсат',
    WORK_PERMIT: 'Жұмысқа рұқсат',
    COMPENSATION: 'Өтемақы',
    MEDICAL_CARE_OF_MIGRANT_WORKER: 'Еңбекші мигрантқа медициналық көмек',
  },
  SCREENING_COUNT: {
    SCREENED: 'Тексерілді',
    REFERRED: 'Жолданды',
    BECAME_PRESUMED: 'Болжамды жәбірленуші деп танылды',
  },
} as const satisfies LabelTable;
