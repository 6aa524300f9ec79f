import 'reflect-metadata';
import { Controller, Inject, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventPattern, Payload, Transport, type MicroserviceOptions } from '@nestjs/microservices';
import { DataSource, EntitySchema } from 'typeorm';
import { measuredProgram, Stopwatch } from '../lib/child.js';
import { POOL_SIZE, type Setup } from './setup.js';

/** The same table that Kerege's aggregator folds case events into. */
interface CaseRow {
  source: string;
  case_ref: string;
  version: number;
  state: string;
  person_ref: string;
  registered_year: number;
}

const CaseEntity = new EntitySchema<CaseRow>({
  name: 'case_state',
  schema: 'aggregator',
  tableName: 'case_state',
  columns: {
    source: { type: 'text', primary: true },
    case_ref: { type: 'uuid', primary: true },
    version: { type: 'int' },
    state: { type: 'text' },
    person_ref: { type: 'uuid' },
    registered_year: { type: 'smallint' },
  },
});

const TOPIC = Symbol('topic');

/**
 * What a team would write with the tools as they come: the Nest Kafka server with its defaults and one `save` an event. No
 * signature, no inbox, no parking, no offset row; a bad record stops its partition.
 */
function stockModule(topic: string, dataSource: DataSource, stopwatch: Stopwatch) {
  @Controller()
  class CaseEvents {
    constructor(@Inject(DataSource) private readonly database: DataSource) {}

    @EventPattern(topic)
    async onCaseEvent(@Payload() data: { personRef?: string }): Promise<void> {
      const personRef = data.personRef ?? NOBODY;
      await this.database.getRepository(CaseEntity).save({ ...BASE, case_ref: this.nextCase(), person_ref: personRef });
      stopwatch.add(1);
    }

    /** One of as many cases as the same number of events has with five events a case. */
    private nextCase(): string {
      const number = (this.handled++ % 2_000).toString(16).padStart(12, '0');
      return `00000000-0000-4000-8000-${number}`;
    }

    private handled = 0;
  }

  @Module({
    controllers: [CaseEvents],
    providers: [
      { provide: DataSource, useValue: dataSource },
      { provide: TOPIC, useValue: topic },
    ],
  })
  class StockModule {}
  return StockModule;
}

const NOBODY = '00000000-0000-4000-8000-000000000000';
const BASE = { source: 'KZ', version: 1, state: 'REGISTERED', registered_year: 2022 };

measuredProgram<Setup>(async ({ connection, databaseUrl, topic, total }) => {
  const dataSource = await new DataSource({
    type: 'postgres',
    url: databaseUrl,
    poolSize: POOL_SIZE,
    entities: [CaseEntity],
    installExtensions: false,
  }).initialize();
  const stopwatch = new Stopwatch(total);
  const physical = connection.topicPrefix + topic;
  const app = await NestFactory.createMicroservice<MicroserviceOptions>(stockModule(physical, dataSource, stopwatch), {
    transport: Transport.KAFKA,
    logger: false,
    options: {
      client: {
        brokers: [...connection.brokers],
        clientId: 'stock',
        sasl: { mechanism: 'scram-sha-512', username: connection.username ?? '', password: connection.password ?? '' },
      },
      consumer: { groupId: `${connection.topicPrefix}stock` },
      subscribe: { fromBeginning: true },
    },
  });
  await app.listen();
  const measured = await stopwatch.finished;
  // Stopping the stock server waits for its long poll; the figure is taken.
  void app.close();
  return measured;
});
