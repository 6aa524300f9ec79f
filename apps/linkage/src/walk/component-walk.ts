import type { Transaction } from '#persistence';
import { levelAt } from './levels.js';
import { LinkedGroups } from './linked-groups.js';
import type { LinkReader } from './link-reader.js';
import type { WalkedComponent } from './walked-component.js';
import { StoredLevels } from './stored-levels.js';

/**
 * Finds the components in which something may have changed: those that hold a seed. A component over the cap is walked anew at
 * the next level of strictness, until its parts are small enough.
 *
 * The work is bounded by the seeds and the cap, not by the size of a flood. A walk through a component that is over the cap
 * stops at mentions that are known to be in such a one already: nothing changes for them but where a seed is near. Those that
 * were in a small component until now are walked through to the last, because they move to a stricter level.
 */
export class ComponentWalk {
  private readonly stored: StoredLevels;

  constructor(
    tx: Transaction,
    private readonly reader: LinkReader,
    private readonly statistical: number,
    private readonly cap: number,
  ) {
    this.stored = new StoredLevels(tx);
  }

  async from(seeds: Iterable<number>): Promise<WalkedComponent[]> {
    const found: WalkedComponent[] = [];
    let at = [...new Set(seeds)];
    for (let level = 0; at.length > 0; level += 1) {
      const { least } = levelAt(level, this.statistical);
      const { complete, goOn } = await this.at(level, at);
      found.push(...complete.map((ids) => ({ ids, level, least })));
      at = goOn;
    }
    return found;
  }

  /** What the mentions are stored as; see {@link StoredLevels.change}. */
  async remember(components: readonly WalkedComponent[], retracted: readonly number[]): Promise<void> {
    await this.stored.change(components, retracted);
  }

  private async at(level: number, seeds: readonly number[]): Promise<{ complete: number[][]; goOn: number[] }> {
    const rule = levelAt(level, this.statistical);
    const cap = rule.least === null ? Infinity : this.cap;
    const groups = new LinkedGroups();
    for (const seed of seeds) groups.add(seed);
    const near = new Set(seeds);
    for (let front = [...seeds], round = 0; front.length > 0; round += 1) {
      const fresh: number[] = [];
      for (const { from, to } of await this.reader.links(front, rule)) {
        if (groups.add(to)) fresh.push(to);
        groups.unite(from, to);
        // A link more or less of a seed's neighbour can make that one a flood for others, or no flood any more.
        if (level === 0 && round === 0) near.add(to);
      }
      await this.stored.load(fresh);
      front = fresh.filter((id) => groups.sizeOf(id) <= cap || this.stored.of(id) <= level);
    }
    await this.stored.load(seeds);
    const all = groups.all();
    const tooLarge = all.filter((ids) => ids.length > cap);
    return {
      complete: all.filter((ids) => ids.length <= cap),
      goOn: await this.goOn(level, tooLarge.flat(), near),
    };
  }

  private async goOn(level: number, ids: readonly number[], near: ReadonlySet<number>): Promise<number[]> {
    const next = ids.filter((id) => near.has(id) || this.stored.of(id) <= level);
    if (level > 0 || next.length === 0) return next;
    const around = await this.reader.links(
      [...near].filter((id) => next.includes(id)),
      levelAt(0, this.statistical),
    );
    return [...new Set([...next, ...around.map(({ to }) => to)])];
  }
}
