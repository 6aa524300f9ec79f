import { topicOf, type CountryCode } from '#contracts';
import { attestationRef, figuresRef } from '#domain';
import type { OutgoingEvent } from '#messaging';

const PERIOD = '2021-Q1';
const TABLE = 'RETURNS';

/** A country's table of returns of the first quarter of 2021, by code. */
export function counted(country: CountryCode, counts: Readonly<Record<string, number>>): OutgoingEvent {
  const cells = Object.entries(counts).map(([code, value]) => ({ codes: [code], value }));
  return {
    ...{ topic: topicOf(country, 'figures'), type: 'kerege.figures.published.v1', time: '2021-01-01T00:00:00Z' },
    ...{ subject: figuresRef(country, TABLE, PERIOD), data: { period: PERIOD, table: TABLE, cells } },
  };
}

/** An officer vouches for that table. */
export function attested(country: CountryCode, lastversion: number): OutgoingEvent {
  const figures = figuresRef(country, TABLE, PERIOD);
  const tables = [{ table: TABLE, figures, lastversion, complete: true, zeroconfirmed: true }];
  return {
    ...{ topic: topicOf(country, 'figures'), type: 'kerege.period.attested.v1', time: '2021-01-01T00:00:00Z' },
    ...{ subject: attestationRef(country, PERIOD), data: { period: PERIOD, tables } },
  };
}
