import type { RecordRow } from '#testing';
import type { RunningRegion } from '../../../apps/region/src/running-region.js';
import { at, deskOf, type Desk } from './agency-callers.testing.js';
import type { Needle } from './needles.testing.js';

/** Words of one referral that nobody else uses. */
export interface ReferralWords {
  /** Names of organisations. */
  readonly sender: string;
  readonly receiver: string;
  readonly question: string;
  readonly answer: string;
  /** Whom the receiver may call, and whose telephone that is. */
  readonly phone: string;
  readonly called: string;
}

/** A referral that was asked for, and who takes part in it. */
export interface PlantedRequest {
  readonly sender: Desk;
  readonly receiver: Desk;
  /** The reference under which the receiver is listed. */
  readonly organisation: string;
  readonly caseRef: string;
  readonly path: string;
}

/** What a receiver says of itself. */
export const LISTING = {
  ...{ type: 'NGO', services: ['SAFE_ACCOMMODATION'], languages: ['uz'], serves: ['WOMEN'], capacity: 'ASK' },
  answerwithin: { amount: 24, unit: 'HOURS' },
};

/** An organisation's name stays in its country: register, what its own service logs, and the files of that database. */
export const atHome = (country: string, files: string) =>
  new RegExp(`^kerege_national_${country}\\.|/logs/national-${country}\\.log$|${files}`);

/** A request for a bed, with somebody to call. */
export function requestOf({ called, phone }: ReferralWords, to: 'KZ' | 'UZ') {
  return {
    ...{ to, mode: 'SERVICE', reason: 'AdditionalServicesRequired', urgency: 'EMERGENCY', consenttakenby: 'NGO' },
    ...{ attested: [], services: ['SAFE_ACCOMMODATION'], languages: ['uz'], dependants: ['0-8'], needs: ['MEDICAL'] },
    contact: { ways: ['THROUGH_CASE_WORKER'], doNotInformFamily: true, doNotInformAuthorities: true },
    call: { organisation: called, phone },
  };
}

/** The person's case at an organisation; her identity is searched for as everybody's. */
export function recordOf(
  person: RecordRow,
  { organisation }: Desk,
  id: string,
  consents = ['CROSS_BORDER_REFERRAL'],
): object {
  const { given_name, surname, birth_date, document_no, address, notes } = person;
  return {
    ...{ given_name, surname, birth_date, document_no, address, notes, sex: 'FEMALE', citizenship: 'UZ' },
    ...{ exploitation_types: ['ForcedLabour'], country_of_exploitation: 'KZ', registered_on: '2024-03-05' },
    ...{ trafficking_status: 'ActualVictimOfTrafficking', decision_org: 'Police', decided_on: '2024-05-01' },
    ...{ record_id: `${organisation.slice(0, 2)}-${id}`, agency: organisation, consents },
  };
}

/**
 * Registers the person at the sender and asks the receiver to take her on.
 * @param listed waits until the sender's directory names the receiver
 */
export async function plantRequest(
  region: RunningRegion,
  words: ReferralWords,
  { to, record }: { readonly to: 'KZ' | 'UZ'; readonly record: (sender: Desk) => object },
  listed: (sender: Desk, caseRef: string) => Promise<void> = () => Promise.resolve(),
): Promise<PlantedRequest> {
  const [sender, receiver] = [await deskOf(region, 'KZ', words.sender), await deskOf(region, to, words.receiver)];
  const listing = await at<{ organisationRef: string }>(receiver, 'PUT /v1/directory/own', LISTING);
  const { case_ref: caseRef } = await at<{ case_ref: string }>(sender, 'POST /v1/records', record(sender));
  await listed(sender, caseRef);
  const organisation = listing.organisationRef;
  const request = { ...requestOf(words, to), organisation };
  const requests = `POST /v1/cases/${caseRef}/referrals`;
  const { referralRef } = await at<{ referralRef: string }>(sender, requests, request, 202);
  return { sender, receiver, organisation, caseRef, path: `/v1/referrals/${referralRef}` };
}

/** @param expected version that the receiver has seen */
export async function plantQuestion({ receiver, path }: PlantedRequest, { question }: ReferralWords, expected: number) {
  await at(receiver, `POST ${path}/ask`, { expected, question: { topics: ['HEALTH'], text: question } }, 202);
}

export async function plantAnswer({ sender, path }: PlantedRequest, { answer }: ReferralWords) {
  await at(sender, `POST ${path}/answer`, { answer: { topics: ['HEALTH'], text: answer } }, 202);
}

/** What is sealed or kept under the referral's key. @param where ends the names of the fields */
export function sealedNeedles({ question, answer, phone, called }: ReferralWords, where = ''): readonly Needle[] {
  return [
    { field: `question${where}`, text: question },
    { field: `answer${where}`, text: answer },
    { field: `telephone to call${where}`, text: phone.slice(1), bounded: true },
    { field: `organisation to call${where}`, text: called },
  ];
}
