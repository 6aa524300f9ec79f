import type { DataSource } from 'typeorm';
import type { CountryCode } from '#contracts';
import type { OutboxPort } from '#messaging';
import type { ReadRecords } from '../register/read-records.js';
import { AnswerReview } from './answer-review.js';
import { CompareRecords, type PersonsOfCases } from './compare-records.js';
import { DeclineFakes, type FakeMentions } from './decline-fakes.js';
import { ExplainReview } from './explain-review.js';
import { ListReviews } from './list-reviews.js';
import { OpenReview } from './open-review.js';
import { ReceiveReview } from './receive-review.js';

export interface ReviewsOptions {
  readonly country: CountryCode;
  readonly dataSource: DataSource;
  readonly records: ReadRecords;
  readonly outbox: OutboxPort;
  readonly fakes: FakeMentions;
  readonly persons: PersonsOfCases;
  readonly now: () => Date;
}

/** The use cases of clerical review, wired. */
export class Reviews {
  readonly receive: ReceiveReview;
  readonly list: ListReviews;
  readonly open: OpenReview;
  readonly answer: AnswerReview;
  readonly explain: ExplainReview;
  readonly compare: CompareRecords;

  constructor({ country, dataSource, records, outbox, fakes, persons, now }: ReviewsOptions) {
    this.receive = new ReceiveReview(new DeclineFakes(country, fakes, outbox, now));
    this.list = new ListReviews(dataSource, now);
    this.open = new OpenReview(dataSource, records, now);
    this.answer = new AnswerReview(dataSource, country, outbox, now);
    this.explain = new ExplainReview(dataSource, now);
    this.compare = new CompareRecords(dataSource, persons, now);
  }
}
