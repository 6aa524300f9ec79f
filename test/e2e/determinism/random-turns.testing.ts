import type { SeededRandom } from '#testing';
import type { DataSource, QueryRunner } from 'typeorm';

/**
 * Decides at random whose transaction comes next. Consumers ask for a transaction when they have a chunk in hand, so with
 * many partitions at once this is a random interleaving of the partitions' chunks.
 */
export class RandomTurns {
  private readonly waiting: (() => void)[] = [];
  private active = 0;

  constructor(
    private readonly random: SeededRandom,
    /** Transactions at the same time. */
    private readonly atOnce: number,
  ) {}

  /** The data source, with transactions that wait for their turn. Plain queries do not wait. */
  guard(dataSource: DataSource): DataSource {
    return new Proxy(dataSource, {
      get: (target, name) => {
        if (name === 'createQueryRunner') return () => this.taking(target.createQueryRunner());
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
  }

  private taking(runner: QueryRunner): QueryRunner {
    let has = false;
    const connect = runner.connect.bind(runner) as () => Promise<unknown>;
    const release = runner.release.bind(runner);
    const giveBack = () => {
      if (has) this.ended();
      has = false;
    };
    return Object.assign(runner, {
      connect: async () => {
        if (has) return connect();
        await this.turn();
        has = true;
        return connect().catch((error: unknown) => {
          giveBack();
          throw error;
        });
      },
      release: async () => {
        await release();
        giveBack();
      },
    });
  }

  private turn(): Promise<void> {
    return new Promise((go) => {
      this.waiting.push(go);
      this.draw();
    });
  }

  private ended(): void {
    this.active -= 1;
    this.draw();
  }

  /** Draws a little later, so that others that are about to ask take part. */
  private draw(): void {
    setTimeout(() => {
      if (this.active >= this.atOnce || this.waiting.length === 0) return;
      const [go] = this.waiting.splice(this.random.integer(0, this.waiting.length - 1), 1);
      this.active += 1;
      go?.();
    }, 1);
  }
}
