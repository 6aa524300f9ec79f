import { Type, type Static } from '@sinclair/typebox';
import { CORRECTION_REASON, ERASURE_SCOPE, REOPENING_REASON } from '../codes/case-reasons.js';
import {
  AGE_BAND,
  CLOSURE_REASON,
  COUNTRY_GROUP,
  DECIDED_BY,
  DECISION_OUTCOME,
  EXPLOITATION,
  EXPLOITATION_ROLLUP,
  HOME_OR_ABROAD,
  MAJORITY,
  OWN_OR_FOREIGN,
  SEX,
  STATUS_KIND,
  WITHHELD,
} from '../codes/facts.js';
import { closed, event, oneOf, QuarterSchema, UuidSchema, YearSchema, type DataOf } from './envelope.js';

const withheld = Type.Literal(WITHHELD);

/** The generalised profile. Which form each attribute takes follows from the level (docs/reference/generalisation.md). */
export const ProfileSchema = closed({
  sex: Type.Union([oneOf(SEX), withheld]),
  age: Type.Union([oneOf([...AGE_BAND, ...MAJORITY.filter((m) => m !== 'UNKNOWN')]), withheld]),
  /** COUNTRY_GROUP code or OWN at levels 0 to 2; OWN or FOREIGN from level 3. The own country is always OWN. */
  citizenship: Type.Union([oneOf([...COUNTRY_GROUP, ...OWN_OR_FOREIGN.filter((o) => o !== 'UNKNOWN')]), withheld]),
  /** COUNTRY_GROUP code at levels 0 to 2; HOME or ABROAD at level 3. */
  countryofexploitation: Type.Union([
    oneOf([...COUNTRY_GROUP, ...HOME_OR_ABROAD.filter((h) => h !== 'UNKNOWN')]),
    withheld,
  ]),
  /** Sorted fine types at level 0, `[]` for not asked; the roll-up from level 1. */
  exploitation: Type.Union([
    Type.Array(oneOf([...EXPLOITATION, 'UNKNOWN']), { uniqueItems: true, maxItems: EXPLOITATION.length }),
    oneOf(EXPLOITATION_ROLLUP),
    withheld,
  ]),
  /** Time of registration: quarter at levels 0 and 1, else year. */
  registered: Type.Union([QuarterSchema, Type.String({ pattern: '^(199[0-9]|20[0-9]{2})$' })]),
});
export type Profile = Static<typeof ProfileSchema>;

/** Rung of the ladder, 0 most specific, 7 year of registration only. */
export const LevelSchema = Type.Integer({ minimum: 0, maximum: 7 });

export const CaseRegistered = event({
  type: 'kerege.case.registered.v1',
  title: 'Case registered',
  description: 'An episode of one person was entered in the country’s register. Fires once a case.',
  data: closed({ personRef: UuidSchema, profile: ProfileSchema, generalisation: LevelSchema }),
});

export const CaseCorrected = event({
  type: 'kerege.case.corrected.v1',
  title: 'Case corrected',
  description:
    'Facts were wrong. Carries the full new profile at the published level or a coarser one, never a finer one. ' +
    'With reason DECISION_ERROR no decision told before it stands any more; those that do stand follow.',
  data: closed({
    profile: ProfileSchema,
    generalisation: LevelSchema,
    reason: oneOf(CORRECTION_REASON),
  }),
});

export const CaseDecided = event({
  type: 'kerege.case.decided.v1',
  title: 'Case decided',
  description: 'A body decided whether the person is a victim. A later decision (appeal) supersedes.',
  data: closed({
    outcome: oneOf(DECISION_OUTCOME),
    statuskind: Type.Optional(oneOf(STATUS_KIND)),
    decidedby: oneOf(DECIDED_BY),
    decidedyear: YearSchema,
    /** Only at levels 0 and 1. */
    decidedquarter: Type.Optional(QuarterSchema),
  }),
});

export const CaseClosed = event({
  type: 'kerege.case.closed.v1',
  title: 'Case closed',
  description: 'The country closed the case.',
  data: closed({ reason: oneOf(CLOSURE_REASON), year: YearSchema }),
});

export const CaseReopened = event({
  type: 'kerege.case.reopened.v1',
  title: 'Case reopened',
  description: 'A closed case goes back to where it was.',
  data: closed({ reason: oneOf(REOPENING_REASON), year: YearSchema }),
});

export const CasePersonReassigned = event({
  type: 'kerege.case.person-reassigned.v1',
  title: 'Person reassigned',
  description: 'Repairs a merge or split of persons inside the country.',
  data: closed({ from: UuidSchema, to: UuidSchema }),
});

export const CaseVoided = event({
  type: 'kerege.case.voided.v1',
  title: 'Case voided',
  description: 'Entered in error: leaves all counts. Leaves the country at once.',
  data: closed({}),
  protective: true,
});

export const CaseErasureRequested = event({
  type: 'kerege.case.erasure-requested.v1',
  title: 'Erasure requested',
  description: 'The person asked for erasure. Leaves the country at once; every holder confirms.',
  data: closed({ scope: oneOf(ERASURE_SCOPE) }),
  protective: true,
});

export const CASE_EVENTS = [
  CaseRegistered,
  CaseCorrected,
  CaseDecided,
  CaseClosed,
  CaseReopened,
  CasePersonReassigned,
  CaseVoided,
  CaseErasureRequested,
] as const;

export type CaseEventData = { [E in (typeof CASE_EVENTS)[number] as E['type']]: DataOf<E> };
export type CaseEventType = keyof CaseEventData;
/** A case event as a consumer sees it: the type decides the shape of the data. */
export type CaseEvent = { [T in CaseEventType]: { type: T; data: CaseEventData[T] } }[CaseEventType];
