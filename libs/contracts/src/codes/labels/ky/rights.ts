import type { LabelTable } from '../label-table.js';

export const KY_RIGHTS_LABELS = {
  COMPLAINT_ABOUT: {
    CONSENT_DISREGARDED: 'Макулдук эске алынган жок',
    SHARED_WITHOUT_BASIS: 'Маалыматтар негизсиз берилди',
    ACCESS_REFUSED: 'Таанышууга уруксат берилген жок',
    CORRECTION_REFUSED: 'Оңдоодон баш тартылды',
    SERVICE: 'Көрсөтүлгөн кызмат',
    CONDUCT_OF_STAFF: 'Кызматкерлердин жүрүм-туруму',
    OTHER: 'Башка',
  },
  COMPLAINT_OUTCOME: {
    UPHELD: 'Канааттандырылды',
    PARTLY_UPHELD: 'Жарым-жартылай канааттандырылды',
    NOT_UPHELD: 'Канааттандырылган жок',
  },
  CORRECTION_DECISION: {
    ACCEPTED: 'Кабыл алынды',
    REFUSED: 'Баш тартылды',
  },
  CORRECTION_REFUSAL: {
    FOUND_CORRECT: 'Жазуу туура деп табылды',
    NO_EVIDENCE: 'Өзгөртүүгө негиз табылган жок',
    RECORD_OF_A_DECISION: 'Кабыл алынган чечимдин жазуусу',
    LEGAL_CLAIM: 'Укуктук доо үчүн керек',
  },
  INCIDENT_KIND: {
    DATA_EXPOSED: 'Маалыматтар ачыкка чыкты',
    SHELTER_EXPOSED: 'Баш калкалоочу жайдын орду ачыкка чыкты',
    WRONG_RECIPIENT: 'Башка алуучуга жиберилди',
    READ_WITHOUT_NEED: 'Зарылчылыксыз окулду',
    DEVICE_OR_PAPER_LOST: 'Жабдуу же кагаз жоголду',
    OTHER: 'Башка',
  },
  INCIDENT_TOLD: {
    PERSON: 'Адамдын өзү',
    GUARDIAN: 'Камкорчу',
    SHELTER: 'Баш калкалоочу жай',
    COORDINATOR: 'Координатор',
    SUPERVISORY_AUTHORITY: 'Көзөмөлдөөчү орган',
    OTHER_ORGANISATION: 'Башка уюм',
  },
  INCAPACITY: {
    UNCONSCIOUS: 'Эс-учун жоготкон',
    ACUTE_ILLNESS: 'Курч оору',
    UNDER_SUBSTANCES: 'Мас кылуучу заттардын таасиринде',
    ACUTE_CRISIS: 'Курч психикалык кризис',
  },
  DISCLOSURE_BASIS: {
    COURT_ORDER: 'Соттун токтому',
    PROSECUTOR_ORDER: 'Прокурордун токтому',
    STATUTE: 'Мыйзам',
  },
  DISCLOSED_PART: {
    IDENTITY: 'Инсандыгы жөнүндө маалымат',
    CONTACT: 'Байланыш маалыматтары',
    CASE_FACTS: 'Иштин жагдайлары',
    DECISIONS: 'Чечимдер',
    CARE: 'Жардам жөнүндө маалымат',
    REFERRALS: 'Жолдомолор',
  },
  NOT_INFORMED: {
    FORBIDDEN_BY_ORDER: 'Токтом менен тыюу салынган',
    ENDANGERS_SOMEBODY: 'Кимдир бирөөгө коркунуч туудурат',
    CANNOT_BE_REACHED: 'Байланышууга мүмкүн эмес',
  },
} as const satisfies LabelTable;
