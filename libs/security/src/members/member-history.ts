import type { MemberData } from '#contracts';
import { publicKeyFrom } from '../signing-key.js';

interface Declaration {
  /** Broker time in milliseconds from which it is in force, until the next one is. */
  readonly from: number;
  readonly member: MemberData;
  readonly keys: ReadonlyMap<string, DeclaredKey>;
}

interface DeclaredKey {
  readonly publicKey: Buffer;
  readonly notBefore: number;
  readonly notAfter: number;
}

/** Every declaration of one member and side, oldest first: old records stay judged by what was in force then. */
export class MemberHistory {
  private readonly declarations: Declaration[] = [];

  add(brokerTime: number, member: MemberData, ownKid: (kid: string) => boolean): void {
    const keys = new Map(
      member.keys
        .filter((key) => ownKid(key.kid))
        .map((key) => [
          key.kid,
          {
            publicKey: publicKeyFrom(key.x),
            notBefore: Math.max(brokerTime, instant(key.notbefore, -Infinity)),
            notAfter: instant(key.notafter, Infinity),
          },
        ]),
    );
    this.declarations.push({ from: brokerTime, member, keys });
  }

  /** The declaration in force at a broker time (milliseconds). */
  at(brokerTime: number): Declaration | undefined {
    return this.declarations.findLast((declaration) => declaration.from <= brokerTime);
  }

  /** The key, if the declaration in force at that time lists it and its own validity (notafter excluded) covers it. */
  keyAt(kid: string, brokerTime: number): Buffer | undefined {
    const key = this.at(brokerTime)?.keys.get(kid);
    if (key === undefined || brokerTime < key.notBefore || brokerTime >= key.notAfter) return undefined;
    return key.publicKey;
  }
}

function instant(text: string | undefined, otherwise: number): number {
  return text === undefined ? otherwise : Date.parse(text);
}
