import { randomUUID } from 'node:crypto';
import type { RecordRow } from '#testing';
import type { RunningRegion } from '../../../apps/region/src/running-region.js';
import { at, type Desk } from './agency-callers.testing.js';
import type { Ask } from './http-answers.testing.js';
import { filesOfNationals } from './national-files.testing.js';
import type { Needle } from './needles.testing.js';
import { atHome, plantAnswer, plantQuestion, plantRequest, recordOf, sealedNeedles } from './plant-request.testing.js';

const WORDS = {
  sender: 'KZ-NGO-YELISHIZHIBERUSHI552',
  receiver: 'KZ-SHL-YELISHIQABYLDAUSHY736',
  question: 'Төсек-бірінші-қабатта-ма-8843',
  answer: 'Иә-бірінші-қабатта-екен-6157',
  phone: '+998712209914386',
  called: randomUUID(),
};

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
  const planted = await plantRequest(region, WORDS, {
    to: 'KZ',
    record: (sender) => recordOf(person, sender, 'LEAKATHOME1', ['DOMESTIC_REFERRAL']),
  });
  const { sender, receiver, caseRef, path } = planted;
  await plantQuestion(planted, WORDS, 1);
  await plantAnswer(planted, WORDS);
  await at(receiver, `POST ${path}/accept`, { expected: 3 }, 202);
  const inFiles = (await filesOfNationals(region.servers.databaseUrl)).get('kz') ?? '';
  const reads = (desk: Desk, to: string): Ask => ({ token: desk.token, url: `${desk.url}${to}` });
  return {
    needles: [
      ...sealedNeedles(WORDS, ' at home'),
      { field: 'sender at home', text: WORDS.sender, belongs: atHome('kz', inFiles) },
      { field: 'receiver at home', text: WORDS.receiver, belongs: atHome('kz', inFiles) },
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
