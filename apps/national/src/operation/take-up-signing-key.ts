import type { CountryCode, MemberData } from '#contracts';
import type { MessagingLog } from '#messaging';
import { publicJwk, type SigningKey } from '#security';

type DeclaredKey = MemberData['keys'][number];

/** A key that ends sooner than this counts as ended: what it signs now would be stamped by the broker too late. Milliseconds. */
const TOO_LATE_MS = 10_000;

/** What sends signed events. */
export interface Signing {
  signWith(key: SigningKey): void;
  hold(): void;
}

export interface TakeUpSigningKeyOptions {
  readonly country: CountryCode;
  /** The key that the service started with. */
  readonly signingKey: SigningKey;
  /** Reads the key file again. */
  readonly load: () => Promise<SigningKey>;
  /** What the members log says of the country now; undefined: nothing has been read. */
  readonly declared: (at: Date) => Promise<MemberData | undefined>;
  readonly signing: Signing;
  readonly now: () => Date;
  readonly log: Pick<MessagingLog, 'info' | 'warn'>;
}

/**
 * Follows the rotation of the country's signing key while the service runs. A key that stands in the key file is taken up once the
 * members log declares it, never before: nobody would believe its signatures. When the key in use has ended and no other counts,
 * nothing is sent until one does, because an event that is refused everywhere is not sent again.
 */
export class TakeUpSigningKey {
  private current: SigningKey;
  /** The last thing that was logged, so that each is said once. */
  private said = '';

  constructor(private readonly options: TakeUpSigningKeyOptions) {
    this.current = options.signingKey;
  }

  /** One look at the file and the log. Repeatable. */
  async execute(): Promise<void> {
    const { declared, load, now, signing } = this.options;
    const at = now();
    const keys = (await declared(at))?.keys;
    if (keys === undefined) return;
    const filed = await load();
    if (filed.kid !== this.current.kid && counts(filed, keys, at)) {
      this.current = filed;
      signing.signWith(filed);
      this.say('info', filed, 'signs with another key from now on');
    } else if (!counts(this.current, keys, at)) {
      signing.hold();
      this.say('warn', this.current, 'the members log does not let the signing key count: nothing is sent');
    } else if (filed.kid !== this.current.kid) {
      this.say('warn', filed, 'the key file holds a key that the members log does not declare: the former one goes on');
    }
  }

  private say(level: 'info' | 'warn', { kid }: SigningKey, message: string): void {
    if (this.said === kid + message) return;
    this.said = kid + message;
    this.options.log[level]({ kid }, message);
  }
}

function counts(key: SigningKey, declared: readonly DeclaredKey[], at: Date): boolean {
  const { kid, x } = publicJwk(key);
  const listed = declared.find((one) => one.kid === kid && one.x === x);
  if (listed === undefined) return false;
  const hasBegun = listed.notbefore === undefined || Date.parse(listed.notbefore) <= at.getTime();
  return hasBegun && (listed.notafter === undefined || Date.parse(listed.notafter) > at.getTime() + TOO_LATE_MS);
}
