import { createHash } from 'node:crypto';
import { WITHHELD, type Profile } from '#contracts';
import type { ProfileFacts } from '../facts/profile-facts.js';
import { GUARDED_LEVELS, rungAt, type Level } from './ladder.js';

/** The facts as the rung shows them. */
export function profileAt(facts: ProfileFacts, level: Level): Profile {
  const rung = rungAt(level);
  return {
    sex: rung.sex === undefined ? WITHHELD : facts.sex,
    age: rung.age === undefined ? WITHHELD : rung.age === 'BAND' ? facts.ageBand : facts.majority,
    citizenship:
      rung.citizenship === undefined ? WITHHELD : rung.citizenship === 'GROUP' ? facts.citizenship : facts.ownOrForeign,
    countryofexploitation:
      rung.countryofexploitation === undefined
        ? WITHHELD
        : rung.countryofexploitation === 'GROUP'
          ? facts.countryOfExploitation
          : facts.homeOrAbroad,
    exploitation:
      rung.exploitation === undefined
        ? WITHHELD
        : rung.exploitation === 'FINE'
          ? [...facts.exploitation]
          : facts.rollup,
    registered: rung.registered === 'QUARTER' ? facts.quarter : facts.year,
  };
}

/**
 * Equal for equal profile tuples, and only for them: 128 bits of SHA-256, hex. Not keyed: it stays in the register, beside
 * the facts that it is made of.
 */
export function tupleKey(profile: Profile): string {
  const { sex, age, citizenship, countryofexploitation, exploitation, registered } = profile;
  const tuple = JSON.stringify([sex, age, citizenship, countryofexploitation, exploitation, registered]);
  return createHash('sha256').update(tuple).digest('hex').slice(0, 32);
}

/** The tuple keys of rungs 0 to 6, in order: the register's columns `k0` to `k6`. */
export function tupleKeys(facts: ProfileFacts): string[] {
  return GUARDED_LEVELS.map((level) => tupleKey(profileAt(facts, level)));
}
