import type { LabelTable } from '../label-table.js';

export const UZ_RIGHTS_LABELS = {
  COMPLAINT_ABOUT: {
    CONSENT_DISREGARDED: 'Rozilik inobatga olinmadi',
    SHARED_WITHOUT_BASIS: 'Maʼlumotlar asossiz berildi',
    ACCESS_REFUSED: 'Tanishishga ruxsat berilmadi',
    CORRECTION_REFUSED: 'Tuzatish rad etildi',
    SERVICE: 'Koʻrsatilgan xizmat',
    CONDUCT_OF_STAFF: 'Xodimlarning xatti-harakati',
    OTHER: 'Boshqa',
  },
  COMPLAINT_OUTCOME: {
    UPHELD: 'Qanoatlantirildi',
    PARTLY_UPHELD: 'Qisman qanoatlantirildi',
    NOT_UPHELD: 'Qanoatlantirilmadi',
  },
  CORRECTION_DECISION: {
    ACCEPTED: 'Qabul qilindi',
    REFUSED: 'Rad etildi',
  },
  CORRECTION_REFUSAL: {
    FOUND_CORRECT: 'Yozuv toʻgʻri deb topildi',
    NO_EVIDENCE: 'Oʻzgartirishga asos topilmadi',
    RECORD_OF_A_DECISION: 'Qabul qilingan qarorning qaydi',
    LEGAL_CLAIM: 'Huquqiy daʼvo uchun zarur',
  },
  INCIDENT_KIND: {
    DATA_EXPOSED: 'Maʼlumotlar oshkor boʻldi',
    SHELTER_EXPOSED: 'Boshpana joyi oshkor boʻldi',
    WRONG_RECIPIENT: 'Notoʻgʻri oluvchiga yuborildi',
    READ_WITHOUT_NEED: 'Zaruratsiz oʻqildi',
    DEVICE_OR_PAPER_LOST: 'Qurilma yoki qogʻoz yoʻqoldi',
    OTHER: 'Boshqa',
  },
  INCIDENT_TOLD: {
    PERSON: 'Shaxsning oʻzi',
    GUARDIAN: 'Vasiy',
    SHELTER: 'Boshpana',
    COORDINATOR: 'Muvofiqlashtiruvchi',
    SUPERVISORY_AUTHORITY: 'Nazorat organi',
    OTHER_ORGANISATION: 'Boshqa tashkilot',
  },
  INCAPACITY: {
    UNCONSCIOUS: 'Hushsiz',
    ACUTE_ILLNESS: 'Oʻtkir kasallik',
    UNDER_SUBSTANCES: 'Mast qiluvchi moddalar taʼsirida',
    ACUTE_CRISIS: 'Oʻtkir ruhiy inqiroz',
  },
  DISCLOSURE_BASIS: {
    COURT_ORDER: 'Sud qarori',
    PROSECUTOR_ORDER: 'Prokuror qarori',
    STATUTE: 'Qonun',
  },
  DISCLOSED_PART: {
    IDENTITY: 'Shaxsiga oid maʼlumotlar',
    CONTACT: 'Aloqa maʼlumotlari',
    CASE_FACTS: 'Ish holatlari',
    DECISIONS: 'Qarorlar',
    CARE: 'Yordamga oid maʼlumotlar',
    REFERRALS: 'Yoʻllanmalar',
  },
  NOT_INFORMED: {
    FORBIDDEN_BY_ORDER: 'Qaror bilan taqiqlangan',
    ENDANGERS_SOMEBODY: 'Kimgadir xavf tugʻdiradi',
    CANNOT_BE_REACHED: 'Bogʻlanib boʻlmaydi',
  },
} as const satisfies LabelTable;
