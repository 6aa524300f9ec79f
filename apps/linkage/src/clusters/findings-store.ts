import type { Reclustered } from '#linkage';
import type { Transaction } from '#persistence';
import type { ComponentMention } from './component.js';

type Findings = Pick<Reclustered<ComponentMention>, 'ambiguous' | 'contested'>;

/**
 * Puts what operators must see beside the clusters in the place of what was found before about these mentions. Gives everybody in a
 * chain that is or was contested: what their countries were told may be due to change.
 */
export async function replaceFindings(
  tx: Transaction,
  ids: readonly number[],
  findings: readonly Findings[],
): Promise<number[]> {
  const former = await tx.rows<{ chain: number[] }>(FORGET, [ids]);
  const possible = findings.flatMap(({ ambiguous }) =>
    ambiguous.flatMap((one) => one.possible.map(({ b, mbits }) => ({ id: one.mention.id, toward: b.id, mbits }))),
  );
  const contested = findings.flatMap(({ contested: pairs }) =>
    pairs.map(({ pair: [a, b], chain }) => ({
      ...{ lo: Math.min(a.id, b.id), hi: Math.max(a.id, b.id) },
      chain: chain.map(({ id }) => id),
    })),
  );
  if (possible.length > 0) {
    await tx.run(
      'INSERT INTO linkage.possible (mention_id, toward_id, mbits) SELECT * FROM unnest($1::integer[], $2::integer[], $3::integer[])',
      [possible.map(({ id }) => id), possible.map(({ toward }) => toward), possible.map(({ mbits }) => mbits)],
    );
  }
  if (contested.length > 0) {
    await tx.run(
      `INSERT INTO linkage.contested (lo, hi, chain)
       SELECT lo, hi, chain FROM json_to_recordset($1::json) AS pair (lo integer, hi integer, chain integer[])`,
      [JSON.stringify(contested)],
    );
  }
  return [...new Set([...former, ...contested].flatMap(({ chain }) => chain))];
}

const FORGET = `
  WITH possible AS (DELETE FROM linkage.possible WHERE mention_id = ANY($1::integer[]))
  DELETE FROM linkage.contested WHERE lo = ANY($1::integer[]) OR hi = ANY($1::integer[])
  RETURNING chain`;
