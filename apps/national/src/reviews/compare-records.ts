import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { notFound } from '#http';
import {
  comparable,
  createPersonEncoder,
  explainPair,
  personPairModel,
  whyNotLinked,
  type PairModel,
  type PersonMention,
  type ProposalText,
  type WhyNotLinked,
} from '#linkage';
import { retryingTransaction, type Transaction } from '#persistence';
import { logRead, type ReviewReader } from './read-log.js';

/** Opens what the encoder needs of persons, by case. */
export interface PersonsOfCases {
  of(tx: Transaction, caseRefs: readonly string[]): Promise<ReadonlyMap<string, PersonMention>>;
}

/** Why two own records are not held to be one person, by what their mentions alone say. */
export interface OwnWhyNot {
  /** The strongest first; none: alone by their evidence the two would be linked. */
  readonly whyNot: readonly WhyNotLinked[];
  /** Bands, never values; `null`: nothing in common. */
  readonly text: ProposalText | null;
}

let made: PairModel | undefined;
/** Made at the first question: a service that is asked none starts sooner. */
const pairModel = () => (made ??= personPairModel());

const LINKED = { usableTags: 1, obstacle: null, ambiguous: false, stricter: false } as const;

/**
 * Compares two own records as linkage would compare their mentions, without asking it: under a key that is thrown away, because
 * what two encodings have in common does not depend on the key. Both records are of one organisation, which may read them anyway.
 */
export class CompareRecords {
  constructor(
    private readonly dataSource: DataSource,
    private readonly persons: PersonsOfCases,
    private readonly now: () => Date,
  ) {}

  /** @throws ProblemError 404 where one of the two is another organisation's, or not there: which one is not told */
  async whyNot(reader: ReviewReader, recordId: string, otherId: string): Promise<OwnWhyNot> {
    const [one, other] = await retryingTransaction(this.dataSource, async (tx) => {
      const rows = await tx.rows<{ recordId: string; caseRef: string }>(OWN, [
        reader.organisation,
        [recordId, otherId],
      ]);
      if (rows.length < 2) throw notFound();
      for (const { recordId: seen } of rows) await logRead(tx, reader, { act: 'WHY_NOT', recordId: seen }, this.now());
      const caseRefs = rows.map(({ caseRef }) => caseRef);
      const persons = await this.persons.of(tx, caseRefs);
      return caseRefs.map((caseRef) => persons.get(caseRef));
    });
    if (one === undefined || other === undefined) throw notFound();
    return compared(one, other);
  }
}

function compared(one: PersonMention, other: PersonMention): OwnWhyNot {
  const encoder = createPersonEncoder(randomBytes(32), 1);
  const model = pairModel();
  const evidence = model.evidence(comparable(encoder.encode(one)), comparable(encoder.encode(other)));
  const sharedTags = evidence.shared.length;
  const { standing } = explainPair(model, evidence);
  const facts = { ...LINKED, commonEpoch: true, sharedTags, standing, said: [] };
  const together = sharedTags > 0 && standing === 'STATISTICAL';
  return {
    whyNot: whyNotLinked({ ...facts, together }),
    text: sharedTags === 0 ? null : model.text(evidence),
  };
}

const OWN = `
  SELECT record_id AS "recordId", case_ref AS "caseRef" FROM register.episode
   WHERE organisation = $1 AND record_id = ANY($2::text[]) AND status = 'OPEN' ORDER BY record_id`;
