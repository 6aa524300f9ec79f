import fc from 'fast-check';
import type { CaseEvent, CountryCode } from '#contracts';
import { foldCase } from '#domain';
import { ref } from './accepted.testing.js';
import type { Region, ToldCase } from './region.testing.js';
import { referralPlans, toldReferrals } from './told-referral.testing.js';

const tie = fc.record({
  country: fc.constantFrom<CountryCode>('KZ', 'KG', 'UZ'),
  person: fc.nat(3),
  cluster: fc.nat(7),
});

/** Identified persons with many cases in many clusters and referrals: long chains of persons tied through each other. */
export const tangledRegion: fc.Arbitrary<Region> = fc
  .tuple(fc.array(tie, { maxLength: 16 }), referralPlans)
  .map(([ties, plans]) => {
    const cases = ties.map(({ country, person }, i) => identifiedCase(country, i, person));
    return {
      cases,
      mentions: ties.map(({ country }, i) => ({
        source: country,
        mentionRef: ref('m', i),
        bound: [ref('c', i)],
        removed: false,
      })),
      clusters: Array.from({ length: 8 }, (_, k) => ({
        clusterRef: ref('k', k),
        members: [ties.flatMap(({ cluster }, i) => (cluster === k ? [ref('m', i)] : []))],
      })),
      referrals: toldReferrals(plans, cases),
    };
  });

function identifiedCase(source: CountryCode, i: number, person: number): ToldCase {
  const held = 'WITHHELD' as const;
  const profile = { sex: held, age: held, citizenship: held, countryofexploitation: held, exploitation: held };
  const events: CaseEvent[] = [
    {
      type: 'kerege.case.registered.v1',
      data: { personRef: ref('p', person), profile: { ...profile, registered: '2020' }, generalisation: 7 },
    },
    { type: 'kerege.case.decided.v1', data: { outcome: 'ACTUAL', decidedby: 'NGO', decidedyear: 2020 } },
  ];
  const state = foldCase(events);
  if (state === undefined) throw new Error('a registered case has a state');
  return { source, caseRef: ref('c', i), events, state };
}
