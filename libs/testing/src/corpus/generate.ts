import { SeededRandom } from '../records/random.js';
import { NameBank } from './names/name-bank.js';
import { type NameLanguage } from './names/name-source.js';
import { type CorpusOptions, type CorpusPlan, planOf } from './options.js';
import { Episodes } from './person/episodes.js';
import { Households } from './person/household.js';
import { type Person, Population } from './person/person.js';
import { type Corpus, type CorpusRecord, type TrapPair } from './record.js';
import { recordId } from './record-ids.js';
import { Clerks } from './typing/clerk.js';
import { type Carried } from './typing/numbers.js';
import { RecordTyping } from './typing/type-record.js';

/** The records of a few persons who were made together, and the pairs among them that look alike. */
export interface CorpusPart {
  readonly records: readonly CorpusRecord[];
  readonly traps: readonly TrapPair[];
}

/** A whole corpus in memory, its records in the order of registration. */
export function generateCorpus(options: CorpusOptions): Corpus {
  const records: CorpusRecord[] = [];
  const traps: TrapPair[] = [];
  for (const part of corpusParts(options)) {
    records.push(...part.records);
    traps.push(...part.traps);
  }
  return { records: records.sort(byRegistration), traps };
}

/**
 * The same corpus household by household, in constant memory: for millions of records. A person's records follow each
 * other; who needs an order of arrival sorts by `registeredOn`.
 * @throws RangeError for options out of range.
 */
export function* corpusParts(options: CorpusOptions): Generator<CorpusPart> {
  const plan = planOf(options);
  const random = new SeededRandom(plan.seed);
  const population = new Population(plan, banks(plan), random);
  const households = new Households(plan, population, random);
  const episodes = new Episodes(plan, random);
  const typing = new RecordTyping(plan, population, new Clerks(plan, random), random);
  let index = 0;
  for (let persons = 0; persons < plan.persons;) {
    const household = households.next();
    const kept = household.persons.slice(0, plan.persons - persons);
    const ids = new Set(kept.map((person) => person.personId));
    const records = kept.flatMap((person) => recordsOf(person));
    yield { records, traps: household.traps.filter(({ personIds }) => personIds.every((id) => ids.has(id))) };
    persons += kept.length;
  }

  function recordsOf(person: Person): CorpusRecord[] {
    let first: Carried | undefined;
    return episodes.of(person.citizenship).map((episode) => {
      const carried = typing.carried(person, episode, first);
      first ??= carried;
      return typing.type(person, episode, carried, recordId(episode.country, index++, plan.seed));
    });
  }
}

function banks(plan: CorpusPlan): Map<NameLanguage, NameBank> {
  return new Map(plan.languages.map((language) => [language, new NameBank(language, plan.names, plan.heldOutShare)]));
}

function byRegistration(a: CorpusRecord, b: CorpusRecord): number {
  return a.registeredOn.localeCompare(b.registeredOn) || a.recordId.localeCompare(b.recordId);
}
