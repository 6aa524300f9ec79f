import type { LabelTable } from '../label-table.js';

export const KK_RIGHTS_LABELS = {
  COMPLAINT_ABOUT: {
    CONSENT_DISREGARDED: 'Келісім ескерілмеді',
    SHARED_WITHOUT_BASIS: 'Деректер негізсіз берілді',
    ACCESS_REFUSED: 'Танысуға рұқсат берілмеді',
    CORRECTION_REFUSED: 'Түзетуден бас тартылды',
    SERVICE: 'Көрсетілген қызмет',
    CONDUCT_OF_STAFF: 'Қызметкерлердің мінез-құлқы',
    OTHER: 'Басқа',
  },
  COMPLAINT_OUTCOME: {
    UPHELD: 'Қанағаттандырылды',
    PARTLY_UPHELD: 'Ішінара қанағаттандырылды',
    NOT_UPHELD: 'Қанағаттандырылмады',
  },
  CORRECTION_DECISION: {
    ACCEPTED: 'Қабылданды',
    REFUSED: 'Бас тартылды',
  },
  CORRECTION_REFUSAL: {
    FOUND_CORRECT: 'Жазба дұрыс деп танылды',
    NO_EVIDENCE: 'Өзгертуге негіз табылмады',
    RECORD_OF_A_DECISION: 'Қабылданған шешімнің жазбасы',
    LEGAL_CLAIM: 'Құқықтық талап үшін қажет',
  },
  INCIDENT_KIND: {
    DATA_EXPOSED: 'Деректер ашылды',
    SHELTER_EXPOSED: 'Баспананың орны ашылды',
    WRONG_RECIPIENT: 'Басқа алушыға жіберілді',
    READ_WITHOUT_NEED: 'Қажеттіліксіз оқылды',
    DEVICE_OR_PAPER_LOST: 'Құрылғы немесе қағаз жоғалды',
    OTHER: 'Басқа',
  },
  INCIDENT_TOLD: {
    PERSON: 'Адамның өзі',
    GUARDIAN: 'Қамқоршы',
    SHELTER: 'Баспана',
    COORDINATOR: 'Үйлестіруші',
    SUPERVISORY_AUTHORITY: 'Қадағалау органы',
    OTHER_ORGANISATION: 'Басқа ұйым',
  },
  INCAPACITY: {
    UNCONSCIOUS: 'Ес-түссіз',
    ACUTE_ILLNESS: 'Жедел ауру',
    UNDER_SUBSTANCES: 'Мас ететін заттардың әсерінде',
    ACUTE_CRISIS: 'Жедел психикалық дағдарыс',
  },
  DISCLOSURE_BASIS: {
    COURT_ORDER: 'Сот қаулысы',
    PROSECUTOR_ORDER: 'Прокурордың қаулысы',
    STATUTE: 'Заң',
  },
  DISCLOSED_PART: {
    IDENTITY: 'Жеке басы туралы деректер',
    CONTACT: 'Байланыс деректері',
    CASE_FACTS: 'Істің мән-жайлары',
    DECISIONS: 'Шешімдер',
    CARE: 'Көмек туралы деректер',
    REFERRALS: 'Жолдамалар',
  },
  NOT_INFORMED: {
    FORBIDDEN_BY_ORDER: 'Қаулымен тыйым салынған',
    ENDANGERS_SOMEBODY: 'Біреуге қауіп төндіреді',
    CANNOT_BE_REACHED: 'Хабарласу мүмкін емес',
  },
} as const satisfies LabelTable;
