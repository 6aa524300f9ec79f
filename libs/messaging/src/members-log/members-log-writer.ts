import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { KeyRevoked, MemberDeclared, type DataOf, type MemberData } from '#contracts';
import { SecurityError, type PublicJwk, type SealingPublicKey, type SigningKey } from '#security';
import kafkajs from 'kafkajs';
import { createKafka, physicalName, type KafkaConnection } from '../kafka/kafka-connection.js';
import { valueOf } from '../outbox/outgoing-row.js';
import { wireRecord } from '../outbox/wire-record.js';
import { memberSubject } from './member-subject.js';
import { MEMBERS_TOPIC } from '../members/member-entries.js';
import { readMembersLog, type LoggedEntry } from './read-log.js';

export type RevocationData = DataOf<typeof KeyRevoked>;

/**
 * Writes `regional.members` as the platform: who signs with which key, and which keys no longer count. Operators use one
 * writer at a time; a second one would repeat a version, which readers refuse as an equivocation.
 */
export class MembersLogWriter {
  private readonly versions = new Map<string, number>();
  private readonly declared = new Map<string, MemberData>();

  private constructor(
    private readonly connection: KafkaConnection,
    private readonly platformKey: SigningKey,
  ) {}

  /** Reads the log to its end. The connection is the platform's. */
  static async open(connection: KafkaConnection, platformKey: SigningKey): Promise<MembersLogWriter> {
    const writer = new MembersLogWriter(connection, platformKey);
    for (const entry of await readMembersLog(connection)) writer.remember(entry);
    return writer;
  }

  /** What a member is declared as now. */
  current(code: string): MemberData | undefined {
    return this.declared.get(code);
  }

  /** Declares a member's whole state; it replaces the one before from its broker time on. False: it says so already. */
  async declare(member: MemberData): Promise<boolean> {
    if (isDeepStrictEqual(this.declared.get(member.code), member)) return false;
    await this.append(MemberDeclared.type, member.code, member);
    return true;
  }

  /**
   * Gives a member a new key. Its other keys stay valid until `overlapUntil`, for events that are on their way: relays
   * sign when they send, so a few minutes are enough.
   */
  async rotateKey(code: string, key: PublicJwk, overlapUntil: Date): Promise<void> {
    const member = this.rotating(code, key.kid);
    const keys = [...endingBy(member.keys, overlapUntil), { kid: key.kid, x: key.x }];
    await this.append(MemberDeclared.type, code, { ...member, keys });
  }

  /**
   * Gives a member a new key that parts are sealed to. Senders seal to it as soon as they have read the entry; until
   * `overlapUntil` the former ones may still be sealed to. Who may open what is not the log's business: the member keeps
   * its former keys for what is under way.
   */
  async rotateSealingKey(code: string, key: SealingPublicKey, overlapUntil: Date): Promise<void> {
    const member = this.rotating(code, key.kid);
    const sealingkeys = [...endingBy(member.sealingkeys ?? [], overlapUntil), { kid: key.kid, x: key.x }];
    await this.append(MemberDeclared.type, code, { ...member, sealingkeys });
  }

  /**
   * Takes a key back for good. `lastgood` names for each partition the last offset that still counts; in partitions
   * that it does not name the key ends with this entry's broker time.
   */
  async revokeKey(code: string, revocation: RevocationData): Promise<void> {
    await this.append(KeyRevoked.type, code, revocation);
  }

  private rotating(code: string, kid: string): MemberData {
    const member = this.declared.get(code);
    if (member === undefined) throw new SecurityError('members-log-invalid', `${code} is not declared`);
    for (const { keys, sealingkeys = [] } of this.declared.values()) {
      if (![...keys, ...sealingkeys].some((listed) => listed.kid === kid)) continue;
      throw new SecurityError('members-log-invalid', `${kid} is declared already: a key has a kid of its own`);
    }
    return member;
  }

  private async append(type: string, code: string, data: MemberData | RevocationData): Promise<void> {
    const subject = memberSubject(code);
    const version = (this.versions.get(subject) ?? 0) + 1;
    const event = { topic: MEMBERS_TOPIC, type, subject, version, time: wholeSecond(new Date()), data };
    const row = {
      ...event,
      seq: '0',
      id: randomUUID(),
      data: valueOf(event),
      anonymizationprofile: null,
      policyversion: null,
    };
    const { topicPrefix } = this.connection;
    const record = wireRecord(row, { source: 'PLATFORM', signingKey: this.platformKey, topicPrefix });
    await this.produce(record);
    this.remember(event);
  }

  private async produce(record: ReturnType<typeof wireRecord>): Promise<void> {
    const producer = createKafka(this.connection).producer({
      allowAutoTopicCreation: false,
      createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
    });
    await producer.connect();
    try {
      await producer.send({ topic: physicalName(this.connection, MEMBERS_TOPIC), acks: -1, messages: [record] });
    } finally {
      await producer.disconnect();
    }
  }

  private remember({ type, subject, version, data }: LoggedEntry): void {
    this.versions.set(subject, version);
    if (type === MemberDeclared.type) this.declared.set((data as MemberData).code, data as MemberData);
  }
}

/** Keys that have not ended, each with an end at the latest then. */
function endingBy<K extends { readonly notafter?: string }>(keys: readonly K[], until: Date) {
  const ending = keys.map((old) => ({ ...old, notafter: earlier(old.notafter, until.toISOString()) }));
  return ending.filter((old) => Date.parse(old.notafter) > Date.now());
}

function earlier(a: string | undefined, b: string): string {
  return a !== undefined && Date.parse(a) < Date.parse(b) ? a : b;
}

function wholeSecond(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
