import type { LabelTable } from '../label-table.js';

export const TG_RIGHTS_LABELS = {
  COMPLAINT_ABOUT: {
    CONSENT_DISREGARDED: 'Ризоият ба назар гирифта нашуд',
    SHARED_WITHOUT_BASIS: 'Маълумот бе асос дода шуд',
    ACCESS_REFUSED: 'Ба шиносоӣ иҷозат дода нашуд',
    CORRECTION_REFUSED: 'Ислоҳ рад шуд',
    SERVICE: 'Хизматрасонӣ',
    CONDUCT_OF_STAFF: 'Рафтори кормандон',
    OTHER: 'Дигар',
  },
  COMPLAINT_OUTCOME: {
    UPHELD: 'Қонеъ гардонида шуд',
    PARTLY_UPHELD: 'Қисман қонеъ гардонида шуд',
    NOT_UPHELD: 'Қонеъ гардонида нашуд',
  },
  CORRECTION_DECISION: {
    ACCEPTED: 'Қабул шуд',
    REFUSED: 'Рад шуд',
  },
  CORRECTION_REFUSAL: {
    FOUND_CORRECT: 'Сабт дуруст дониста шуд',
    NO_EVIDENCE: 'Барои тағйир асос ёфт нашуд',
    RECORD_OF_A_DECISION: 'Сабти қарори қабулшуда',
    LEGAL_CLAIM: 'Барои даъвои ҳуқуқӣ лозим',
  },
  INCIDENT_KIND: {
    DATA_EXPOSED: 'Маълумот ошкор шуд',
    SHELTER_EXPOSED: 'Ҷойи паноҳгоҳ ошкор шуд',
    WRONG_RECIPIENT: 'Ба гирандаи нодуруст фиристода шуд',
    READ_WITHOUT_NEED: 'Бе зарурат хонда шуд',
    DEVICE_OR_PAPER_LOST: 'Дастгоҳ ё ҳуҷҷат гум шуд',
    OTHER: 'Дигар',
  },
  INCIDENT_TOLD: {
    PERSON: 'Худи шахс',
    GUARDIAN: 'Сарпараст',
    SHELTER: 'Паноҳгоҳ',
    COORDINATOR: 'Ҳамоҳангсоз',
    SUPERVISORY_AUTHORITY: 'Мақоми назоратӣ',
    OTHER_ORGANISATION: 'Ташкилоти дигар',
  },
  INCAPACITY: {
    UNCONSCIOUS: 'Беҳуш',
    ACUTE_ILLNESS: 'Бемории шадид',
    UNDER_SUBSTANCES: 'Таҳти таъсири моддаҳои мастикунанда',
    ACUTE_CRISIS: 'Буҳрони шадиди равонӣ',
  },
  DISCLOSURE_BASIS: {
    COURT_ORDER: 'Қарори суд',
    PROSECUTOR_ORDER: 'Қарори прокурор',
    STATUTE: 'Қонун',
  },
  DISCLOSED_PART: {
    IDENTITY: 'Маълумот дар бораи шахсият',
    CONTACT: 'Маълумоти тамос',
    CASE_FACTS: 'Ҳолатҳои парванда',
    DECISIONS: 'Қарорҳо',
    CARE: 'Маълумот дар бораи кӯмак',
    REFERRALS: 'Роҳхатҳо',
  },
  NOT_INFORMED: {
    FORBIDDEN_BY_ORDER: 'Бо қарор манъ шудааст',
    ENDANGERS_SOMEBODY: 'Ба касе хатар меорад',
    CANNOT_BE_REACHED: 'Тамос имконнопазир аст',
  },
} as const satisfies LabelTable;
