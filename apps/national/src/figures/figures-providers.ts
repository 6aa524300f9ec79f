import type { Provider } from '@nestjs/common';
import type { CountryCode } from '#contracts';
import type { PublicationPolicy } from '#domain';
import type { OutboxPort } from '#messaging';
import type { DataSource } from 'typeorm';
import { Figures } from './figures.js';
import { AttestPeriod, MonthlyCounts, PeriodFigures } from './tables/index.js';

export interface FiguresOptions {
  readonly country: CountryCode;
  readonly dataSource: DataSource;
  readonly outbox: OutboxPort;
  readonly policy: PublicationPolicy;
  readonly now: () => Date;
}

/** The use cases of figures, for the controllers. */
export function figuresProviders({ country, dataSource, outbox, policy, now }: FiguresOptions): Provider[] {
  const ports = { country, dataSource, outbox, now };
  return [
    { provide: Figures, useValue: new Figures(dataSource, country, policy) },
    { provide: PeriodFigures, useValue: new PeriodFigures(ports) },
    { provide: AttestPeriod, useValue: new AttestPeriod(ports) },
    { provide: MonthlyCounts, useValue: new MonthlyCounts(dataSource) },
  ];
}
