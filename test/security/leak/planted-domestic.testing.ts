import { randomUUID } from 'node:crypto';
import type { RecordRow } from '#testing';
import type { RunningRegion } from '../../../apps/region/src/running-region.js';
import { at, deskOf } from './agency-callers.testing.js';
import type { Ask } from './http-answers.testing.js';
import { filesOfNationals } from './national-files.testing.js';
import type { Needle } from './needles.testing.js';
import { atHome, LISTING, recordOf, REQUEST } from './planted-referral.testing.js';

/** Words that nobody else uses: organisations, question, answer, telephone. */
const SENDER = 'KZ-NGO-YELISHIZHIBERUSHI552';
const RECEIVER = 'KZ-SHL-YELISHIQABYLDAUSHY736';
const QUESTION = 'Төсек-бірінші-қабатта-ма-8843';
const ANSWER = 'Иә-бірінші-қабатта-екен-6157';
const PHONE = '+998712209914386';
const CALLED = randomUUID();

export interface PlantedDomestic {
  readonly needles: readonly Needle[];
  /** What both organisations may read without being told an identity or a word that is sealed. */
  readonly reads: readonly Ask[];
  /** What tells its own organisation: the search must find it there. */
  readonly tells: readonly Ask[];
  /** Fields of needles that `tells` holds. */
  readonly told: readonly string[];
}

/** A referral inside the country up to the acceptance, with a word of its own in everything that only the two may read. */
export async function plantDomesticReferral(region: RunningRegion, person: RecordRow): Promise<PlantedDomestic> {
  const [sender, receiver] = [await deskOf(region, 'KZ', SENDER), await deskOf(region, 'KZ', RECEIVER)];
  const { organisationRef: organisation } = await at<{ organisationRef: string }>(
    receiver,
    'PUT /v1/directory/own',
    LISTING,
  );
  const record = { ...recordOf(person, sender, ['DOMESTIC_REFERRAL']), record_id: 'KZ-LEAKATHOME1' };
  const { case_ref: caseRef } = await at<{ case_ref: string }>(sender, 'POST /v1/records', record);
  const call = { organisation: CALLED, phone: PHONE };
  const request = { ...REQUEST, to: 'KZ', organisation, call };
  const { referralRef } = await at<{ referralRef: string }>(
    sender,
    `POST /v1/cases/${caseRef}/referrals`,
    request,
    202,
  );
  const path = `/v1/referrals/${referralRef}`;
  await at(receiver, `POST ${path}/ask`, { expected: 1, question: { topics: ['HEALTH'], text: QUESTION } }, 202);
  await at(sender, `POST ${path}/answer`, { answer: { topics: ['HEALTH'], text: ANSWER } }, 202);
  await at(receiver, `POST ${path}/accept`, { expected: 3 }, 202);
  const inFiles = (await filesOfNationals(region.servers.databaseUrl)).get('kz') ?? '';
  const reads = (desk: typeof sender, to: string): Ask => ({ token: desk.token, url: `${desk.url}${to}` });
  return {
    needles: [
      { field: 'question at home', text: QUESTION },
      { field: 'answer at home', text: ANSWER },
      { field: 'telephone to call at home', text: PHONE.slice(1), bounded: true },
      { field: 'organisation to call at home', text: CALLED },
      { field: 'sender at home', text: SENDER, belongs: atHome('kz', inFiles) },
      { field: 'receiver at home', text: RECEIVER, belongs: atHome('kz', inFiles) },
    ],
    reads: [
      reads(sender, `/v1/cases/${caseRef}/timeline`),
      reads(receiver, `/v1/cases/${caseRef}/timeline`),
      reads(receiver, `/v1/cases/${caseRef}/care`),
      reads(receiver, '/v1/exports/htcds?identity=whole'),
      reads(receiver, '/v1/notifications'),
    ],
    tells: [reads(sender, path), reads(receiver, path), reads(sender, '/v1/exports/htcds?identity=whole')],
    told: ['question at home', 'answer at home', 'telephone to call at home', 'sender at home', 'surname'],
  };
}
