import type { EventSource, MemberData } from '#contracts';
import { generateSigningKey, publicJwk, type SigningKey } from '#security';

/** Somebody who signs events in a test: a source, its key, and the rules that it publishes under. */
export interface TestMember {
  readonly source: EventSource;
  readonly key: SigningKey;
  readonly policyversion: string;
  readonly anonymizationprofile: string;
  /** Default: all that referrals, cases and matching need. */
  readonly capabilities?: MemberData['capabilities'];
}

/** A member with a fresh random key. */
export function testMember(source: EventSource, kid = `${source.toLowerCase()}-test-1`): TestMember {
  return { source, key: generateSigningKey(kid), policyversion: 'test-1', anonymizationprofile: 'a'.repeat(64) };
}

/** The member's entry in the members log. */
export function memberData({ source, key, policyversion, anonymizationprofile, capabilities }: TestMember): MemberData {
  const { kid, x } = publicJwk(key);
  return {
    code: source,
    role: source.length === 2 ? 'MEMBER' : 'SERVICE',
    languages: ['en'],
    keys: [{ kid, x }],
    capabilities: capabilities ?? ['CASES', 'MATCHING', 'REFERRALS'],
    policies: [{ version: policyversion, effectivefrom: '2020-01-01', anonymizationprofile }],
  };
}
