import type { Transaction } from '#persistence';
import { UNLINKING } from '../edges/edge-store.js';
import type { Level } from './levels.js';

/** Two mentions that a score or decisions of both owners link; `from` was asked for. */
export interface Link {
  readonly from: number;
  readonly to: number;
}

interface SourcedLink extends Link {
  readonly from_source: string;
  readonly to_source: string;
}

/** Reads who is linked with whom. */
export class LinkReader {
  constructor(
    private readonly tx: Transaction,
    private readonly model: number,
    private readonly statistical: number,
    private readonly linksIntoSource: number,
  ) {}

  /** The links of these mentions at a level. */
  async links(ids: readonly number[], { least, withoutFloods }: Level): Promise<Link[]> {
    const decided = await this.tx.rows<Link>(DECIDED, [ids]);
    if (least === null) return decided;
    const scored = withoutFloods ? await this.outsideOfFloods(ids, least) : await this.scored(ids, least);
    return [...scored, ...decided];
  }

  private scored(ids: readonly number[], least: number): Promise<Link[]> {
    return this.tx.rows<Link>(SCORED, [ids, this.model, least, UNLINKING]);
  }

  private async outsideOfFloods(ids: readonly number[], least: number): Promise<Link[]> {
    const links = await this.tx.rows<SourcedLink>(WITH_SOURCES, [ids, this.model, least, UNLINKING]);
    const ends = [...new Set(links.flatMap(({ from, to }) => [from, to]))];
    const floods = new Set(
      (
        await this.tx.rows<{ id: number; source: string }>(FLOODS, [
          ends,
          this.model,
          this.statistical,
          UNLINKING,
          this.linksIntoSource,
        ])
      ).map(({ id, source }) => `${id} ${source}`),
    );
    return links.filter(
      ({ from, to, from_source, to_source }) =>
        !floods.has(`${from} ${to_source}`) && !floods.has(`${to} ${from_source}`),
    );
  }
}

/** Both owners said SAME. The mention asked for may be retracted: its partners are still told. */
const DECIDED = `
  SELECT self.id AS from, partner.id AS to
    FROM linkage.mention AS self
    JOIN linkage.decision AS own
      ON own.source = self.source AND own.mention_ref = self.mention_ref AND own.verdict = 'SAME'
    JOIN linkage.decision AS answer ON answer.match_ref = own.match_ref AND answer.verdict = 'SAME'
    JOIN linkage.mention AS partner
      ON partner.source = answer.source AND partner.mention_ref = answer.mention_ref AND partner.active
   WHERE self.id = ANY($1::integer[]) AND partner.id <> self.id`;

/**
 * OFFSET 0 keeps these an index scan a mention, and `model + 0` one by the mention: to a planner that believes a table empty
 * that has just been filled, reading the whole index for the model costs the same.
 */
const SCORED = `
  SELECT asked.id AS from, link.to
    FROM unnest($1::integer[]) AS asked (id)
   CROSS JOIN LATERAL (
     SELECT hi AS to FROM linkage.edge
      WHERE lo = asked.id AND model + 0 = $2::smallint AND mbits >= $3::integer AND flags & $4::integer = 0
      UNION ALL
     SELECT lo FROM linkage.edge
      WHERE hi = asked.id AND model + 0 = $2::smallint AND mbits >= $3::integer AND flags & $4::integer = 0
     OFFSET 0
   ) AS link`;

/** The source of one mention, looked up by its key for the same reason as above. */
const sourceOf = (id: string) =>
  `CROSS JOIN LATERAL (SELECT source FROM linkage.mention WHERE mention.id = ${id} OFFSET 0)`;

const WITH_SOURCES = `
  SELECT link.from, link.to, near.source AS from_source, far.source AS to_source
    FROM (${SCORED}) AS link ${sourceOf('link.from')} AS near ${sourceOf('link.to')} AS far`;

/** Mentions with more links into a source than a person can have mentions. */
const FLOODS = `
  SELECT link.from AS id, far.source
    FROM (${SCORED}) AS link ${sourceOf('link.to')} AS far
   GROUP BY link.from, far.source HAVING count(*) > $5::integer`;
