import type { Transaction } from '#persistence';
import type { WalkedComponent } from './walked-component.js';

/** At which level of strictness each mention was clustered last; 0 for nearly all, which have no row. */
export class StoredLevels {
  private readonly known = new Map<number, number>();
  private any: boolean | undefined;

  constructor(private readonly tx: Transaction) {}

  async load(ids: readonly number[]): Promise<void> {
    if (ids.length === 0 || !(await this.isAny())) return;
    const rows = await this.tx.rows<{ id: number; level: number }>(LEVELS, [ids]);
    for (const { id, level } of rows) this.known.set(id, level);
  }

  of(id: number): number {
    return this.known.get(id) ?? 0;
  }

  async change(components: readonly WalkedComponent[], retracted: readonly number[]): Promise<void> {
    const rows = components.flatMap(({ ids, level }) => ids.map((id) => ({ id, level })));
    if (rows.every(({ level }) => level === 0) && !(await this.isAny())) return;
    await this.tx.run('DELETE FROM linkage.oversize WHERE mention_id = ANY($1::integer[])', [
      [...rows.filter(({ level }) => level === 0).map(({ id }) => id), ...retracted],
    ]);
    const strict = rows.filter(({ level }) => level > 0);
    await this.tx.run(SET, [strict.map(({ id }) => id), strict.map(({ level }) => level)]);
  }

  private async isAny(): Promise<boolean> {
    if (this.any === undefined) {
      const [row] = await this.tx.rows<{ any: boolean }>('SELECT EXISTS (SELECT FROM linkage.oversize) AS any');
      this.any = row?.any ?? false;
    }
    return this.any;
  }
}

const LEVELS = 'SELECT mention_id AS id, level FROM linkage.oversize WHERE mention_id = ANY($1::integer[])';

const SET = `
  INSERT INTO linkage.oversize AS known (mention_id, level) SELECT * FROM unnest($1::integer[], $2::smallint[])
      ON CONFLICT (mention_id) DO UPDATE SET level = excluded.level WHERE known.level <> excluded.level`;
