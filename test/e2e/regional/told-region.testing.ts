import { topicOf, type CountryCode } from '#contracts';
import { LADDER_HASH } from '#domain';
import type { OutgoingEvent } from '#messaging';
import { POLICY, reference } from './deployment.testing.js';

const time = '2022-01-01T00:00:00Z';
const HELD = {
  sex: 'WITHHELD',
  age: 'WITHHELD',
  citizenship: 'WITHHELD',
  countryofexploitation: 'WITHHELD',
  exploitation: 'WITHHELD',
};

/** Events of one case of one country, in the words of the contract. */
export class ToldCase {
  readonly caseRef = reference();

  constructor(
    readonly country: CountryCode,
    readonly personRef: string = reference(),
  ) {}

  registered(year: number): OutgoingEvent {
    const profile = { ...HELD, registered: String(year) };
    return this.event('registered', { personRef: this.personRef, profile, generalisation: 7 });
  }

  decided(decidedby: string, decidedyear: number, outcome = 'ACTUAL'): OutgoingEvent {
    return this.event('decided', { outcome, decidedby, decidedyear });
  }

  closed(year: number): OutgoingEvent {
    return this.event('closed', { reason: 'RETURNED', year });
  }

  voided(): OutgoingEvent {
    return this.event('voided', {});
  }

  erased(): OutgoingEvent {
    return this.event('erasure-requested', { scope: 'ALL' });
  }

  bound(mentionRef: string): OutgoingEvent {
    return binding(this.country, mentionRef, this.caseRef);
  }

  private event(name: string, data: object): OutgoingEvent {
    const rules = { anonymizationprofile: LADDER_HASH, policyversion: POLICY };
    const topic = topicOf(this.country, 'case');
    return { topic, type: `kerege.case.${name}.v1`, subject: this.caseRef, time, data, ...rules };
  }
}

export function binding(country: CountryCode, mentionRef: string, caseRef: string | null): OutgoingEvent {
  const topic = topicOf(country, 'binding');
  return { topic, type: 'kerege.binding.published.v1', subject: mentionRef, time, data: { caseRef } };
}

export function cluster(clusterRef: string, mentionRefs: readonly string[]): OutgoingEvent {
  const data = { clusterRef, mentionRefs, status: 'STATISTICAL', cause: 'MENTION' };
  return { topic: 'linkage.cluster', type: 'kerege.cluster.changed.v1', subject: clusterRef, time, data };
}
