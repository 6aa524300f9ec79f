import { KeyRevoked, MemberDeclared, type DataOf, type MemberData } from '#contracts';
import { MemberHistory } from './member-history.js';
import type { PlatformKeys } from './platform-keys.js';
import { Revocations, type LogPosition } from './revocations.js';

/** A key and whose it is. The envelope's `source` must be this one. */
export interface SourceOfKey {
  readonly source: string;
  /** Raw, 32 bytes. */
  readonly publicKey: Buffer;
}

/** One accepted entry of `regional.members`: schema and platform signature already checked by the usual arrival checks. */
export interface MembersEntry {
  readonly type: string;
  readonly data: unknown;
  readonly position: LogPosition;
  readonly brokerTime: Date;
}

/**
 * The members log folded in memory (docs/reference/members-log.md): who signs with which key, when, under which policies.
 * Pure: the same entries give the same answers, for old broker times too.
 */
export class MembersView {
  private readonly members = new Map<string, MemberHistory>();
  private readonly ownerOfKid = new Map<string, string>();
  private readonly revocations = new Revocations();
  private latest = -Infinity;
  private next = 0n;

  constructor(private readonly platform: PlatformKeys) {}

  /** The offset of the log up to which this view knows it: every answer about a record needs the log's end after that record. */
  get nextOffset(): bigint {
    return this.next;
  }

  /** Every source ever declared. */
  get sources(): readonly string[] {
    return [...this.members.keys()];
  }

  /** Takes the next entry; one already seen is ignored. Unknown types are for later readers and change nothing. */
  apply(entry: MembersEntry): void {
    if (entry.position.offset < this.next) return;
    this.next = entry.position.offset + 1n;
    // A broker's clock may step back; the order of the log must not.
    this.latest = Math.max(this.latest, entry.brokerTime.getTime());
    if (entry.type === MemberDeclared.type) this.declare(entry.data as MemberData);
    else if (entry.type === KeyRevoked.type) this.revoke(entry.data as DataOf<typeof KeyRevoked>);
  }

  /** Notes that the log was read up to an offset without an entry there (a quarantined record). */
  skipTo(nextOffset: bigint): void {
    if (nextOffset > this.next) this.next = nextOffset;
  }

  /** Whose key this is at a record's broker time and place; undefined: unknown, not yet or no longer valid, revoked. */
  keyFor(kid: string, brokerTime: Date, position: LogPosition): SourceOfKey | undefined {
    const time = brokerTime.getTime();
    if (this.revocations.covers(kid, time, position)) return undefined;
    const rootKey = this.platform.get(kid);
    if (rootKey !== undefined) return { source: 'PLATFORM', publicKey: rootKey };
    const source = this.ownerOfKid.get(kid);
    const publicKey = source === undefined ? undefined : this.members.get(source)?.keyAt(kid, time);
    return source === undefined || publicKey === undefined ? undefined : { source, publicKey };
  }

  /** What a member was declared as at a broker time. */
  memberAt(source: string, brokerTime: Date): MemberData | undefined {
    return this.members.get(source)?.at(brokerTime.getTime())?.member;
  }

  /** Whether a country had declared this policy, with this ladder, as effective at the record's broker time (date in UTC). */
  knowsRules(source: string, policyversion: string, anonymizationprofile: string, brokerTime: Date): boolean {
    const policies = this.memberAt(source, brokerTime)?.policies ?? [];
    return policies.some(
      (policy) =>
        policy.version === policyversion &&
        policy.anonymizationprofile === anonymizationprofile &&
        Date.parse(`${policy.effectivefrom}T00:00:00Z`) <= brokerTime.getTime(),
    );
  }

  private declare(member: MemberData): void {
    const history = this.members.get(member.code) ?? new MemberHistory();
    this.members.set(member.code, history);
    // A kid belongs to whoever was declared with it first, so no entry can hand one member's past records to another.
    const own = (kid: string) => {
      if (this.platform.get(kid) !== undefined) return false;
      const owner = this.ownerOfKid.get(kid) ?? member.code;
      this.ownerOfKid.set(kid, owner);
      return owner === member.code;
    };
    history.add(this.latest, member, own);
  }

  private revoke({ kid, lastgood }: DataOf<typeof KeyRevoked>): void {
    const positions = lastgood.map(({ topic, partition, offset }) => ({ topic, partition, offset: BigInt(offset) }));
    this.revocations.add(kid, this.latest, positions);
  }
}
