import type { DataSource } from 'typeorm';
import type { CountryCode } from '#contracts';
import type { ChunkOutcome } from '#messaging';
import { Unhealthy, type HealthRegistry, type Logger, type Metrics } from '#observability';
import { loadSealingKey } from '#security';
import type { NationalParts } from '../national-parts.js';
import { nationalBrokers, type AgencyConfig } from './agency-config.js';
import { AgencyIntake } from './agency-intake.js';
import { ConnectedAgencies } from './connected-agencies.js';

export interface AgencySideOptions {
  readonly country: CountryCode;
  readonly service: string;
  readonly dataSource: DataSource;
  readonly parts: NationalParts;
  readonly health: HealthRegistry;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** Called when the consumer failed for good. */
  readonly onFailed: (error: unknown) => void;
}

/** The agencies' side as the environment names it; undefined where the country has no brokers of its own. */
export async function agencySide(
  config: AgencyConfig,
  { country, service, dataSource, parts, health, metrics, log, onFailed }: AgencySideOptions,
): Promise<AgencyIntake | undefined> {
  const brokers = nationalBrokers(config, `kerege-${service}`);
  if (brokers === undefined) return undefined;
  const intake = new AgencyIntake({
    ...{ country, dataSource, connection: brokers.connection, log },
    agencies: await ConnectedAgencies.load(brokers.agenciesFile),
    intakeKeys: await Promise.all(brokers.intakeKeyFiles.map(loadSealingKey)),
    records: parts.takeIn,
    now: parts.now,
    onOutcome: counting(metrics),
    onFailed,
  });
  watch(health, intake);
  return intake;
}

function counting(metrics: Metrics): (outcome: ChunkOutcome) => void {
  const counter = metrics.counter({
    name: 'agency_messages',
    unit: 'messages',
    description: 'Messages of organisations over the national brokers, by what became of them',
    labels: ['outcome'],
  });
  return ({ applied, quarantined, silent }) => {
    counter.inc({ outcome: 'looked-at' }, applied);
    counter.inc({ outcome: 'refused' }, quarantined);
    counter.inc({ outcome: 'repeated' }, silent);
  };
}

/** Ready while records are read; alive unless the consumer failed for good, which does not come back by itself. */
function watch(health: HealthRegistry, intake: AgencyIntake): void {
  health
    .live('agency-consumer-alive', () => {
      const { state, reason } = intake.status;
      if (state === 'failed') throw new Unhealthy(reason ?? state);
    })
    .ready('agency-consumer', () => {
      const { state, reason } = intake.status;
      if (state !== 'running') throw new Unhealthy(reason ?? state);
    });
}
