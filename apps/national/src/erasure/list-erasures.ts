import type { DataSource } from 'typeorm';
import { retryingTransaction } from '#persistence';
import type { Erasure } from './erasure.js';
import { listErasures } from './erasure-store.js';

export class ListErasures {
  constructor(private readonly dataSource: DataSource) {}

  /** In the order of the requests. @param organisation `null`: of all */
  execute(organisation: string | null): Promise<Erasure[]> {
    return retryingTransaction(this.dataSource, (tx) => listErasures(tx, organisation, null));
  }
}
