import { COUNTRIES, decisionClass, topicsOf, type CountryCode, type DecisionOrg } from '#contracts';
import type { RecordRow } from '#testing';
import type { DatabaseName } from '../../../apps/region/src/databases.js';
import { getAsOperator } from '../../../apps/region/src/get-as-operator.js';
import { queryDatabase } from '../../../apps/region/src/query.js';
import type { RunningRegion } from '../../../apps/region/src/running-region.js';
import type { CrashScenario } from './crash-scenario.js';

/** Everything that is not as it would be had nothing been killed, in words without a value of any person. */
export async function violations(scenario: CrashScenario): Promise<string[]> {
  const found = await Promise.all([
    ...COUNTRIES.map((country) => lostOrInvented(scenario, country)),
    appliedTwiceOrNever(scenario.region),
    behind(scenario.region),
    otherFigures(scenario),
  ]);
  return found.flat();
}

const nationalDatabase = (country: CountryCode) => `kerege_national_${country.toLowerCase()}` as DatabaseName;

/** Every record that was acknowledged, and no other, has one case: the one that was named, here and in the region. */
async function lostOrInvented({ region, agencies, sent }: CrashScenario, country: CountryCode): Promise<string[]> {
  const agency = agencies.get(country);
  const episodes = await queryDatabase<{ id: string; ref: string }>(
    region.region,
    nationalDatabase(country),
    'SELECT record_id AS id, case_ref AS ref FROM register.episode',
  );
  const cases = await queryDatabase<{ ref: string }>(
    region.region,
    'kerege_aggregator',
    `SELECT case_ref AS ref FROM aggregator.case_state WHERE source = '${country}'`,
  );
  const known = new Set(cases.map(({ ref }) => ref));
  const caseOf = new Map(episodes.map(({ id, ref }) => [id, ref]));
  const records = sent[country].map((row) => row['record_id'] ?? '');
  return [
    ...records.filter((id) => !agency?.acknowledged.has(id)).map((id) => `${id} was never acknowledged`),
    ...[...(agency?.acknowledged ?? [])].flatMap(([id, ref]) => [
      ...(caseOf.get(id) === ref ? [] : [`${id} was acknowledged but is not in the register of ${country}`]),
      ...(known.has(ref) ? [] : [`${id} was acknowledged but has no case in the aggregator`]),
    ]),
    ...(episodes.length === records.length ? [] : [`${country} has ${episodes.length} cases of ${records.length}`]),
    ...(known.size === records.length ? [] : [`the aggregator has ${known.size} cases of ${records.length}`]),
  ];
}

interface Told {
  readonly topic: string;
  readonly subject: string;
  readonly version: number;
  readonly id: string;
}

/** What was sent on topics where every version counts was applied exactly once, and cases stand at their last version. */
async function appliedTwiceOrNever(region: RunningRegion): Promise<string[]> {
  const logTopics = topicsOf('case').map(({ name }) => name);
  const sent = await Promise.all(
    [...COUNTRIES.map(nationalDatabase), 'kerege_linkage' as const].map((database) =>
      queryDatabase<Told>(
        region.region,
        database,
        `SELECT topic, subject, version, id FROM messaging.outbox WHERE topic IN (${quoted([...logTopics, 'linkage.cluster'])})`,
      ),
    ),
  );
  const applied = await queryDatabase<Told>(
    region.region,
    'kerege_aggregator',
    `SELECT s.topic, i.subject, i.version, i.id FROM messaging.inbox i JOIN messaging.stream s ON s.id = i.stream
      WHERE s.topic IN (${quoted([...logTopics, 'linkage.cluster'])})`,
  );
  const stale = await queryDatabase<{ subject: string }>(
    region.region,
    'kerege_aggregator',
    `SELECT i.subject FROM messaging.inbox i JOIN messaging.stream s ON s.id = i.stream
       LEFT JOIN aggregator.case_state c ON c.case_ref = i.subject
      WHERE s.topic IN (${quoted(logTopics)})
      GROUP BY i.subject
     HAVING count(*) <> max(i.version) OR min(i.version) <> 1 OR max(i.version) IS DISTINCT FROM max(c.version)`,
  );
  const said = new Set(sent.flat().map(textOf));
  const taken = new Set(applied.map(textOf));
  return [
    ...(applied.length === taken.size ? [] : ['the inbox holds an event twice']),
    ...[...said].filter((event) => !taken.has(event)).map((event) => `never applied: ${event}`),
    ...[...taken].filter((event) => !said.has(event)).map((event) => `applied but never told: ${event}`),
    ...stale.map(({ subject }) => `versions of case ${subject} are not whole`),
  ];
}

const textOf = ({ topic, subject, version, id }: Told) => `${topic} ${subject} ${version} ${id}`;
const quoted = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ');

/** On topics where the highest version counts, that version has arrived; and nothing waits or was refused anywhere. */
async function behind(region: RunningRegion): Promise<string[]> {
  const arrived = new Map<string, number>();
  const keep = async (kind: 'binding' | 'mention', database: DatabaseName) => {
    const rows = await queryDatabase<{ source: string; mention_ref: string; version: string }>(
      region.region,
      database,
      `SELECT source, mention_ref, version FROM ${database.replace('kerege_', '')}.${kind}`,
    );
    for (const { source, mention_ref: ref, version } of rows) {
      arrived.set(`${source.toLowerCase()}.${kind} ${ref}`, Number(version));
    }
  };
  await keep('binding', 'kerege_aggregator');
  await keep('mention', 'kerege_linkage');
  const found: string[] = [];
  for (const country of COUNTRIES) {
    const last = await queryDatabase<{ topic: string; subject: string; version: number }>(
      region.region,
      nationalDatabase(country),
      `SELECT topic, subject, max(version) AS version FROM messaging.outbox
        WHERE topic ~ '(binding|mention)$' GROUP BY topic, subject HAVING bool_and(data IS NOT NULL)`,
    );
    for (const { topic, subject, version } of last) {
      if (arrived.get(`${topic} ${subject}`) !== version) {
        found.push(`${topic}: ${subject} is not at version ${version}`);
      }
    }
  }
  for (const database of ['kerege_aggregator', 'kerege_linkage'] as const) {
    const waiting = await queryDatabase<{ what: string }>(
      region.region,
      database,
      `SELECT 'parked' AS what FROM messaging.parked UNION ALL SELECT reason FROM messaging.quarantine`,
    );
    found.push(...waiting.map(({ what }) => `${database}: ${what}`));
  }
  return found;
}

interface Figure {
  readonly metric: string;
  readonly country: string;
  readonly year: string;
  readonly persons: number;
}

/** The region's figures are those that the sent records give when they are counted by hand. */
async function otherFigures({ region, sent }: CrashScenario): Promise<string[]> {
  const { rows } = await getAsOperator<{ rows: Figure[] }>(
    region.region,
    region.services,
    'coordination',
    '/v1/identified',
  );
  return rows
    .filter(({ metric }) => metric.startsWith('V1') || metric.startsWith('V2_'))
    .flatMap(({ metric, country, year, persons }) => {
      const counted = identified(sent[country as CountryCode], metric.startsWith('V1'), String(year));
      return counted === persons ? [] : [`${metric} ${country} ${year} is ${persons}, counted ${counted}`];
    });
}

/** Every generated record of a country is about another person. */
function identified(rows: readonly RecordRow[], byGovernment: boolean, year: string): number {
  return rows.filter((row) => {
    if (row['trafficking_status'] !== 'ActualVictimOfTrafficking' || !row['decided_on']?.startsWith(year)) return false;
    return (decisionClass(row['decision_org'] as DecisionOrg) === 'GOVERNMENT') === byGovernment;
  }).length;
}
