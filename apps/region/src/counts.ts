import { COUNTRIES, topicsOf, type CountryCode } from '#contracts';
import type { DatabaseName } from './databases.js';
import { queryDatabase } from './query.js';
import type { Region } from './region.js';

export interface EventCounts {
  /**
   * Sent by the four national services to the regional ones; a tombstone repeats the retraction before it and is no event of its own.
   * What countries tell each other (directories) is not among them.
   */
  readonly published: number;
  /** Of them applied by the regional services, as their inboxes remember. */
  readonly accepted: number;
  readonly parked: number;
  readonly quarantined: number;
  readonly byCountry: Readonly<Record<CountryCode, number>>;
}

export interface CountryPersons {
  /** Records in the register. */
  readonly records: number;
  readonly persons: number;
  readonly knownElsewhere: number;
}

export interface PersonCounts {
  /** Published, not retracted, without fakes. */
  readonly mentions: number;
  /** Published, not retracted, made up: only who sees all four registers can count them. */
  readonly fakes: number;
  /** Clusters of two or more mentions, fakes left out. */
  readonly clusters: number;
  /** Of them with mentions of two or more countries. */
  readonly crossBorder: number;
  readonly byCountry: Readonly<Record<CountryCode, CountryPersons>>;
}

const REGIONAL = ['kerege_aggregator', 'kerege_linkage'] as const;
const DIRECTORIES = topicsOf('directory')
  .map(({ name }) => `'${name}'`)
  .join(', ');
const SOURCES = COUNTRIES.map((country) => `'${country}'`).join(', ');

export async function eventCounts(region: Region): Promise<EventCounts> {
  const byCountry = await forEachCountry((country) =>
    count(
      region,
      nationalDatabase(country),
      `SELECT count(*) FROM messaging.outbox
        WHERE sent_at IS NOT NULL AND data IS NOT NULL AND topic NOT IN (${DIRECTORIES})`,
    ),
  );
  const published = Object.values(byCountry).reduce((a, b) => a + b, 0);
  const accepted = await inRegion(region, `SELECT count(*) FROM messaging.inbox WHERE source IN (${SOURCES})`);
  const parked = await inRegion(region, 'SELECT count(*) FROM messaging.parked');
  const quarantined = await inRegion(region, 'SELECT count(*) FROM messaging.quarantine WHERE released_at IS NULL');
  return { published, accepted, parked, quarantined, byCountry };
}

export async function personCounts(region: Region): Promise<PersonCounts> {
  const one = (database: DatabaseName, sql: string) => count(region, database, sql);
  const fakes = Object.values(await forEachCountry((country) => fakesOf(region, country))).flat();
  return {
    mentions: await one('kerege_aggregator', 'SELECT count(*) FROM aggregator.binding WHERE case_ref IS NOT NULL'),
    fakes: fakes.length,
    ...(await clustersWithout(region, fakes)),
    byCountry: await forEachCountry(async (country) => ({
      records: await one(nationalDatabase(country), 'SELECT count(*) FROM register.episode'),
      persons: await one(nationalDatabase(country), 'SELECT count(DISTINCT person_ref) FROM register.episode'),
      knownElsewhere: await one('kerege_aggregator', KNOWN_ELSEWHERE(country)),
    })),
  };
}

async function fakesOf(region: Region, country: CountryCode): Promise<string[]> {
  const sql = 'SELECT mention_ref AS ref FROM anonymisation.fake WHERE standing';
  return (await queryDatabase<{ ref: string }>(region, nationalDatabase(country), sql)).map(({ ref }) => ref);
}

async function clustersWithout(
  region: Region,
  fakes: readonly string[],
): Promise<Pick<PersonCounts, 'clusters' | 'crossBorder'>> {
  const sql = `
    SELECT count(*)::float8 AS clusters, count(*) FILTER (WHERE sources > 1)::float8 AS "crossBorder"
      FROM (SELECT count(DISTINCT mention.source) AS sources
              FROM linkage.member JOIN linkage.mention ON mention.id = member.mention_id
             WHERE mention.mention_ref <> ALL ($1::uuid[])
             GROUP BY member.cluster_ref HAVING count(*) > 1) AS cluster`;
  const [row] = await queryDatabase<Pick<PersonCounts, 'clusters' | 'crossBorder'>>(region, 'kerege_linkage', sql, [
    fakes,
  ]);
  return row ?? { clusters: 0, crossBorder: 0 };
}

/** Persons of a country whose mention shares a cluster with another country's. */
const KNOWN_ELSEWHERE = (country: CountryCode) => `
  SELECT count(DISTINCT own_case.person_ref)
    FROM aggregator.binding own
    JOIN aggregator.case_state own_case ON own_case.source = own.source AND own_case.case_ref = own.case_ref
    JOIN aggregator.cluster_member a ON a.mention_ref = own.mention_ref
    JOIN aggregator.cluster_member b ON b.cluster_ref = a.cluster_ref
    JOIN aggregator.binding other ON other.mention_ref = b.mention_ref
   WHERE own.source = '${country}' AND other.source <> '${country}'`;

function nationalDatabase(country: CountryCode): DatabaseName {
  return `kerege_national_${country.toLowerCase() as Lowercase<CountryCode>}`;
}

async function forEachCountry<T>(of: (country: CountryCode) => Promise<T>): Promise<Record<CountryCode, T>> {
  const entries = await Promise.all(COUNTRIES.map(async (country) => [country, await of(country)] as const));
  return Object.fromEntries(entries) as Record<CountryCode, T>;
}

async function inRegion(region: Region, sql: string): Promise<number> {
  const counts = await Promise.all(REGIONAL.map((database) => count(region, database, sql)));
  return counts.reduce((a, b) => a + b, 0);
}

async function count(region: Region, database: DatabaseName, sql: string): Promise<number> {
  const [row] = await queryDatabase<{ count: string }>(region, database, sql);
  return Number(row?.count ?? 0);
}
