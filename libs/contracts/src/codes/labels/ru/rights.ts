import type { LabelTable } from '../label-table.js';

export const RU_RIGHTS_LABELS = {
  COMPLAINT_ABOUT: {
    CONSENT_DISREGARDED: 'Согласие не было учтено',
    SHARED_WITHOUT_BASIS: 'Данные переданы без основания',
    ACCESS_REFUSED: 'Отказано в ознакомлении',
    CORRECTION_REFUSED: 'Отказано в исправлении',
    SERVICE: 'Оказанная услуга',
    CONDUCT_OF_STAFF: 'Поведение сотрудников',
    OTHER: 'Другое',
  },
  COMPLAINT_OUTCOME: {
    UPHELD: 'Удовлетворена',
    PARTLY_UPHELD: 'Удовлетворена частично',
    NOT_UPHELD: 'Не удовлетворена',
  },
  CORRECTION_DECISION: {
    ACCEPTED: 'Принято',
    REFUSED: 'Отказано',
  },
  CORRECTION_REFUSAL: {
    FOUND_CORRECT: 'Запись признана верной',
    NO_EVIDENCE: 'Нет подтверждения изменения',
    RECORD_OF_A_DECISION: 'Запись о принятом решении',
    LEGAL_CLAIM: 'Нужна для правового требования',
  },
  INCIDENT_KIND: {
    DATA_EXPOSED: 'Раскрыты данные',
    SHELTER_EXPOSED: 'Раскрыто место убежища',
    WRONG_RECIPIENT: 'Отправлено не тому получателю',
    READ_WITHOUT_NEED: 'Прочитано без надобности',
    DEVICE_OR_PAPER_LOST: 'Утрачено устройство или бумага',
    OTHER: 'Другое',
  },
  INCIDENT_TOLD: {
    PERSON: 'Само лицо',
    GUARDIAN: 'Опекун',
    SHELTER: 'Убежище',
    COORDINATOR: 'Координатор',
    SUPERVISORY_AUTHORITY: 'Надзорный орган',
    OTHER_ORGANISATION: 'Другая организация',
  },
  INCAPACITY: {
    UNCONSCIOUS: 'Без сознания',
    ACUTE_ILLNESS: 'Острое заболевание',
    UNDER_SUBSTANCES: 'Под действием веществ',
    ACUTE_CRISIS: 'Острый психический кризис',
  },
  DISCLOSURE_BASIS: {
    COURT_ORDER: 'Постановление суда',
    PROSECUTOR_ORDER: 'Постановление прокурора',
    STATUTE: 'Закон',
  },
  DISCLOSED_PART: {
    IDENTITY: 'Данные о личности',
    CONTACT: 'Контактные данные',
    CASE_FACTS: 'Обстоятельства дела',
    DECISIONS: 'Решения',
    CARE: 'Данные о помощи',
    REFERRALS: 'Направления',
  },
  NOT_INFORMED: {
    FORBIDDEN_BY_ORDER: 'Запрещено постановлением',
    ENDANGERS_SOMEBODY: 'Подвергнет кого-то опасности',
    CANNOT_BE_REACHED: 'Связаться невозможно',
  },
} as const satisfies LabelTable;
