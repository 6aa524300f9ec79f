/** A place in a Kafka log: topic name without the deployment's prefix. */
export interface LogPosition {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
}

interface Revocation {
  readonly from: number;
  readonly lastGood: ReadonlyMap<string, bigint>;
}

/** What was taken back, by kid. A revocation is never undone; of several the strictest counts. */
export class Revocations {
  private readonly byKid = new Map<string, Revocation[]>();

  add(kid: string, brokerTime: number, lastGood: readonly LogPosition[]): void {
    const positions = new Map<string, bigint>();
    for (const position of lastGood) {
      const known = positions.get(partitionOf(position));
      if (known === undefined || position.offset < known) positions.set(partitionOf(position), position.offset);
    }
    this.byKid.set(kid, [...(this.byKid.get(kid) ?? []), { from: brokerTime, lastGood: positions }]);
  }

  /** In a partition that a revocation names, its offset decides; in every other one the revocation's broker time. */
  covers(kid: string, brokerTime: number, position: LogPosition): boolean {
    return (this.byKid.get(kid) ?? []).some((revocation) => {
      const lastGood = revocation.lastGood.get(partitionOf(position));
      return lastGood === undefined ? brokerTime >= revocation.from : position.offset > lastGood;
    });
  }
}

function partitionOf(position: LogPosition): string {
  return `${position.topic}/${position.partition}`;
}
