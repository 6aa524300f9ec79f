import type { OutboxPort } from '#messaging';
import { CarryOutErasure, type CarryOutOptions } from './carry-out-erasure.js';
import { ListErasures } from './list-erasures.js';
import { ReceiveErasure } from './receive-erasure.js';
import { RequestErasure } from './request-erasure.js';

/** The use cases of an erasure. */
export class Erasures {
  readonly request: RequestErasure;
  readonly list: ListErasures;
  readonly carryOut: CarryOutErasure;
  readonly receive: ReceiveErasure;

  constructor(options: CarryOutOptions & { readonly outbox: OutboxPort }) {
    const { dataSource, now } = options;
    this.carryOut = new CarryOutErasure(options);
    this.request = new RequestErasure(dataSource, this.carryOut, now);
    this.list = new ListErasures(dataSource);
    this.receive = new ReceiveErasure(options);
  }
}
