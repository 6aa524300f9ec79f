import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyAgencyTopology, createKafka, type KafkaConnection } from '#messaging';
import { createLogger } from '#observability';
import { generateSealingKey, sealingPublicKey, type SealingKey } from '#security';
import { eventually, newPassword, startKafka, type KafkaServer } from '#testing';
import { AGENCIES, TestNational } from '../national.testing.js';
import { AgencyDesk } from './agency-desk.testing.js';
import { AgencyIntake } from './agency-intake.js';
import { ConnectedAgencies } from './connected-agencies.js';

export const SERVICE = 'national-kz';

/** Kazakhstan's service with brokers of its own, and the systems of its organisations. */
export class AgencySide {
  private running: AgencyIntake | undefined;

  private constructor(
    readonly kafka: KafkaServer,
    readonly home: string,
    readonly national: TestNational,
    readonly desks: readonly AgencyDesk[],
    readonly intakeKey: SealingKey,
  ) {}

  static async start(): Promise<AgencySide> {
    const home = await mkdtemp(join(tmpdir(), 'kerege-agencies-'));
    const users = Object.fromEntries(['admin', SERVICE, ...AGENCIES].map((name) => [name, newPassword()]));
    const [kafka, national] = await Promise.all([startKafka({ home, users }), TestNational.start()]);
    const intakeKey = generateSealingKey('kz-intake-1');
    const desks = AGENCIES.map(
      (code) => new AgencyDesk(code, createKafka(connectionOf(kafka, code)), sealingPublicKey(intakeKey)),
    );
    const side = new AgencySide(kafka, home, national, desks, intakeKey);
    const admin = createKafka(side.connection('admin')).admin();
    await admin.connect();
    await applyAgencyTopology(admin, { country: 'KZ', organisations: [...AGENCIES], prefix: '' });
    await admin.disconnect();
    return side;
  }

  /** The organisations' systems begin to read. */
  async openDesks(): Promise<void> {
    await Promise.all(this.desks.map((desk) => desk.open()));
  }

  connection(user: string): KafkaConnection {
    return connectionOf(this.kafka, user);
  }

  desk(index: number): AgencyDesk {
    const desk = this.desks[index];
    if (desk === undefined) throw new Error(`there is no organisation ${index}`);
    return desk;
  }

  async startIntake(): Promise<AgencyIntake> {
    const { national, desks, intakeKey } = this;
    this.running = new AgencyIntake({
      ...{ country: 'KZ', dataSource: national.dataSource, connection: this.connection(SERVICE) },
      agencies: new ConnectedAgencies(desks.map(({ connected }) => connected)),
      intakeKeys: [intakeKey],
      ...{ records: national.parts.takeIn, now: national.parts.now },
      log: createLogger({ service: 'spec', level: 'silent' }),
    });
    await this.running.start();
    return this.running;
  }

  async stopIntake(): Promise<void> {
    await this.running?.stop();
    this.running = undefined;
  }

  /** Waits until everything that was handed in has been taken in. */
  async takenIn(records: number): Promise<void> {
    await eventually(
      async () => {
        const [row] = await this.national.rows<{ done: string }>(
          'SELECT sum(next_offset) AS done FROM messaging.stream',
        );
        return Number(row?.done) >= records;
      },
      { timeoutMs: 30_000, what: `${records} messages taken in` },
    );
  }

  /** Whoever uses the brokers goes, then the brokers: what they had in memory is in files afterwards. */
  async stopBrokers(): Promise<void> {
    await Promise.all(this.desks.map((desk) => desk.close()));
    await this.stopIntake();
    await this.kafka.stop();
  }

  async stop(): Promise<void> {
    await this.stopBrokers();
    await this.national.stop();
    await rm(this.home, { recursive: true, force: true });
  }
}

function connectionOf(kafka: KafkaServer, username: string): KafkaConnection {
  const password = kafka.users[username] ?? '';
  return { brokers: kafka.brokers, username, password, clientId: username, topicPrefix: '' };
}
