import { type CaseEventData } from './case-events.js';
import type { DataOf } from './envelope.js';
import { type EVENTS, type EventType } from './all-events.js';
import { exampleRef as ref } from './example-ref.js';
import { REFERRAL_COMMAND_EXAMPLES, REFERRAL_OUTCOME_EXAMPLES } from './referral-examples.js';

type Data = { [E in (typeof EVENTS)[number] as E['type']]: DataOf<E> };

const PROFILE: CaseEventData['kerege.case.registered.v1']['profile'] = {
  sex: 'MALE',
  age: 'ADULT',
  citizenship: 'UZ',
  countryofexploitation: 'KZ',
  exploitation: 'LABOUR_ONLY',
  registered: '2022',
};

/** One valid `data` for each type of event: in the documents, and where tests need a small honest event. Nobody's data. */
export const EVENT_EXAMPLES: { readonly [T in EventType]: Data[T] } = {
  'kerege.case.registered.v1': { personRef: ref(1), profile: PROFILE, generalisation: 2 },
  'kerege.case.corrected.v1': {
    profile: { ...PROFILE, citizenship: 'FOREIGN', countryofexploitation: 'HOME' },
    generalisation: 3,
    reason: 'NEW_FACTS',
  },
  'kerege.case.decided.v1': {
    outcome: 'ACTUAL',
    statuskind: 'CRIMINAL_PROCEDURE',
    decidedby: 'GOVERNMENT',
    decidedyear: 2022,
  },
  'kerege.case.closed.v1': { reason: 'PLAN_COMPLETED', year: 2023 },
  'kerege.case.reopened.v1': { reason: 'RETURN_OF_PERSON', year: 2024 },
  'kerege.case.person-reassigned.v1': { from: ref(1), to: ref(2) },
  'kerege.case.voided.v1': {},
  'kerege.case.erasure-requested.v1': { scope: 'REGIONAL' },
  'kerege.mention.published.v1': {
    epoch: 1,
    model: 'exact-1',
    purpose: 'VICTIM',
    reportedmonth: '2022-07',
    dedupscope: 'PERSON',
    variants: [
      { v: 'X1', tag: '0123456789abcdef' },
      { v: 'A', tag: 'fedcba9876543210' },
    ],
    rarity: 2,
    consent: '0'.repeat(64),
  },
  'kerege.binding.published.v1': { caseRef: ref(3) },
  'kerege.cluster.changed.v1': {
    clusterRef: ref(4),
    mentionRefs: [ref(5), ref(6)],
    status: 'STATISTICAL',
    cause: 'MENTION',
  },
  'kerege.match.proposed.v1': {
    matchRef: ref(7),
    mentionRef: ref(5),
    bands: [
      { attribute: 'BIRTH_DATE', band: 'EQUAL' },
      { attribute: 'SURNAME', band: 'CLOSE' },
    ],
    explanation: 'SIMILAR_NAME_AND_BIRTH_DATE',
    lookalike: 'SIBLINGS',
  },
  'kerege.match.changed.v1': {
    matchRef: ref(7),
    mentionRef: ref(5),
    outcome: 'CONFIRMED',
    contact: { country: 'UZ', reviewer: 'CASE_WORKER' },
  },
  'kerege.proposal.recorded.v1': {
    matchRef: ref(7),
    country: 'KZ',
    mentionRef: ref(5),
    other: { country: 'UZ', mentionRef: ref(6) },
    told: 'PROPOSED',
  },
  'kerege.match.decided.v1': {
    matchRef: ref(7),
    mentionRef: ref(5),
    decision: 'SAME',
    basis: 'OWN_RECORD',
    reviewer: 'REGISTRAR',
  },
  ...REFERRAL_COMMAND_EXAMPLES,
  ...REFERRAL_OUTCOME_EXAMPLES,
  'kerege.directory.service-listed.v1': {
    type: 'NGO',
    services: ['PSYCHOLOGICAL', 'Legal'],
    languages: ['uz', 'ru'],
    serves: ['WOMEN', 'FAMILIES'],
    capacity: 'ASK',
    admin1: 'UZ-TK',
    answerwithin: { amount: 2, unit: 'WORKING_DAYS' },
    listed: true,
  },
  'kerege.directory.referral-key.v1': { for: 'KZ', x: 'A'.repeat(43) },
  'kerege.figures.published.v1': {
    period: '2026-Q1',
    table: 'ASSISTED_BY_FUNDING',
    cells: [
      { codes: ['GOVERNMENT'], value: 41 },
      { codes: ['NGO_DONOR'], value: 'SUPPRESSED' },
    ],
  },
  'kerege.period.attested.v1': {
    period: '2026-Q1',
    tables: [{ table: 'ASSISTED_BY_FUNDING', figures: ref(23), lastversion: 1, complete: true, zeroconfirmed: true }],
  },
  'kerege.clock.read.v1': {},
  'kerege.erasure.requested.v1': { scope: 'ALL' },
  'kerege.erasure.confirmed.v1': { holder: 'LINKAGE', scope: 'REGIONAL' },
  'kerege.sharing.stopped.v1': {},
  'kerege.sharing.stop-confirmed.v1': { holder: 'UZ' },
  'kerege.member.declared.v1': {
    code: 'KZ',
    role: 'MEMBER',
    languages: ['kk', 'ru'],
    keys: [{ kid: 'kz-2022-1', x: 'A'.repeat(43), notbefore: '2022-01-01T00:00:00Z' }],
    capabilities: ['CASES', 'MATCHING'],
    policies: [{ version: 'kz-1', effectivefrom: '2022-01-01', anonymizationprofile: 'f'.repeat(64) }],
  },
  'kerege.key.revoked.v1': {
    kid: 'kz-2022-1',
    lastgood: [{ topic: 'kz.case', partition: 0, offset: '4711' }],
  },
  'kerege.delivery.problem.v1': {
    kind: 'PARKED',
    reason: 'version-gap',
    position: { topic: 'kz.case', partition: 3, offset: '12' },
    subject: ref(3),
    missing: 2,
  },
  'kerege.record.quarantined.v1': {
    consumer: 'AGGREGATOR',
    position: { topic: 'kz.case', partition: 3, offset: '13' },
    digest: 'a'.repeat(64),
    reason: 'schema',
    sender: 'KZ',
  },
};
