import type { DataSource } from 'typeorm';
import { COUNTRIES, topicOf, type CountryCode } from '#contracts';
import { createHttpApp, type HttpApp } from '#http';
import {
  chunkCounters,
  connectionOf,
  consumerGauges,
  JournalSweep,
  KeregeTransport,
  LagWatch,
  outboxGauges,
  Relay,
  startConsuming,
  transportHealth,
} from '#messaging';
import { createLogger, FinalFailure, Metrics, nestLogger, type Logger } from '#observability';
import { connectedDataSource, inTransaction } from '#persistence';
import { BearerTokens, loadPlatformKeys, loadSealingKey, loadSigningKey } from '#security';
import { agencySide, type AgencyIntake } from './agencies/index.js';
import { API } from './api/api.js';
import { problemOf } from './api/problem-of.js';
import type { NationalConfig } from './config.js';
import type { LevelImport } from './intake/level-import.js';
import { FileKeyStore } from './key-store/file-key-store.js';
import type { KeyStore } from './key-store/key-store.js';
import { nationalParts } from './national-parts.js';
import { NationalModule } from './national.module.js';
import { nationalHealth } from './operation/national-health.js';
import { Periodic } from './operation/periodic.js';
import { sweeps } from './operation/sweeps.js';
import { TakeUpSigningKey } from './operation/take-up-signing-key.js';

/** Milliseconds between two looks at the members log and the key file: a rotation overlaps by minutes. */
const MEMBERS_MS = 2_000;

export interface RunningNational {
  readonly url: string;
  /** Resolves with the reason when a consumer failed for good. */
  readonly failed: Promise<unknown>;
  stop(): Promise<void>;
}

/** Starts one country's service; waits for a database and for brokers that are away. Refuses a key store that does not fit. */
export async function startNational(config: NationalConfig, signal: AbortSignal): Promise<RunningNational> {
  const { country } = config;
  const service = `national-${country.toLowerCase() as Lowercase<typeof country>}` as const;
  const log = createLogger({ service, level: config.logLevel });
  const keyStore = await FileKeyStore.open(config.keyStoreDir, config.masterKey);
  const { databaseUrl: url, poolSize } = config;
  const pool = { url, poolSize, applicationName: `kerege-${service}` };
  const dataSource = await connectedDataSource(pool, { signal, log });
  const sealingKeys = await Promise.all(config.sealingKeyFiles.map(loadSealingKey));
  // Asked by requests and consumers, which begin after the transport is there.
  const members = () => transport.membersView;
  const parts = nationalParts({ ...config, dataSource, keyStore, sealingKeys, members });
  try {
    await inTransaction(dataSource, (tx) => parts.vault.verifyKeyStore(tx));
  } catch (error) {
    await dataSource.destroy();
    await keyStore.close();
    throw error;
  }
  const connection = connectionOf(config, `kerege-${service}`);
  const metrics = new Metrics({ service, processMetrics: true });
  consumerGauges(metrics, dataSource);
  outboxGauges(metrics, dataSource);
  const failure = new FinalFailure();
  const transport = new KeregeTransport({
    ...{ connection, service, group: service, dataSource, logger: log },
    platformKeys: await loadPlatformKeys(config.platformKeysFile),
    topics: topicsReadBy(country),
    metrics: chunkCounters(metrics),
    onFailed: failure.report,
  });
  const health = transportHealth(nationalHealth(dataSource, keyStore), transport);
  const agencies = await agencySide(config, {
    ...{ country, service, dataSource, parts, health, metrics, log },
    onFailed: failure.report,
  });
  const http = await createHttpApp(NationalModule.of({ country, dataSource, parts, transport, health, metrics }), {
    ...API,
    callers: await BearerTokens.load(config.tokensFile),
    log,
    logger: nestLogger(log),
    problemOf,
  });
  http.app.connectMicroservice({ strategy: transport });
  const signingKey = await loadSigningKey(config.signingKeyFile);
  const relay = new Relay({ dataSource, connection, signingKey, source: country, log });
  parts.outbox.onCommitted(() => relay.nudge());
  const takeUp = new TakeUpSigningKey({
    ...{ country, signingKey, log, signing: relay, now: parts.now, load: () => loadSigningKey(config.signingKeyFile) },
    declared: async (at) => {
      await transport.refreshMembers();
      return members().memberAt(country, at);
    },
  });
  const followMembers = new Periodic('follow the members log', MEMBERS_MS, () => takeUp.execute(), log);
  const journal = new JournalSweep({
    ...{ dataSource, log, days: config.journalDays },
    // A case's timeline and what its person is told of it rest on them.
    kept: [topicOf(country, 'case'), topicOf(country, 'mention')],
  });
  const tasks = [followMembers, ...sweeps(dataSource, parts, log), journal];
  const clusters = [() => transport.lag(), ...(agencies === undefined ? [] : [() => agencies.lag()])];
  const lag = new LagWatch({ clusters, metrics, log, bound: config.lagWarning });
  const { levelImport } = parts;
  const running = { http, agencies, levelImport, relay, tasks, lag, dataSource, keyStore, log };
  try {
    const url = await http.listen({ host: config.host, port: config.port });
    log.info({ address: url }, 'listening');
    relay.start();
    for (const task of tasks) task.start();
    await Promise.all([
      startConsuming(() => http.app.startAllMicroservices(), log, signal),
      agencies && startConsuming(() => agencies.start(), log, signal),
    ]);
    lag.start();
    return { url, failed: failure.happened, stop: () => stop(running) };
  } catch (error) {
    await stop(running);
    throw error;
  }
}

/** Its inbox, and what the other countries publish of their directories. */
function topicsReadBy(country: CountryCode): string[] {
  const others = COUNTRIES.filter((other) => other !== country);
  return [topicOf(country, 'inbox'), ...others.map((other) => topicOf(other, 'directory'))];
}

interface Running {
  readonly http: HttpApp;
  readonly agencies: AgencyIntake | undefined;
  readonly levelImport: Pick<LevelImport, 'stop'>;
  readonly relay: Relay;
  readonly tasks: readonly Pick<Periodic, 'start' | 'stop'>[];
  readonly lag: LagWatch;
  readonly dataSource: DataSource;
  readonly keyStore: KeyStore;
  readonly log: Logger;
}

/** First what takes in, which ends its requests and chunks; then what sends; then the stores. */
async function stop({
  http,
  agencies,
  levelImport,
  relay,
  tasks,
  lag,
  dataSource,
  keyStore,
  log,
}: Running): Promise<void> {
  await lag.stop();
  levelImport.stop();
  await http.close();
  await agencies?.stop();
  for (const task of tasks) await task.stop();
  await relay.stop();
  await dataSource.destroy();
  await keyStore.close();
  log.info('stopped');
}
