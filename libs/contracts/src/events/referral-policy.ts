import { Type, type Static } from '@sinclair/typebox';
import { closed } from './envelope.js';

const hours = (maximum: number) => Type.Integer({ minimum: 0, maximum });

/** How long a receiving country takes, and when it works. Part of its policy in the members log. */
export const ReferralPolicySchema = closed({
  /** Hours added to the deadline before a referral expires. */
  gracehours: hours(168),
  /** Hours after the expiry in which a receiver that was cut off may still accept; 0 for emergencies whatever it says. */
  offlinegracehours: hours(72),
  /** Days after the acceptance after which a start is overdue. */
  startlimitdays: Type.Integer({ minimum: 1, maximum: 365 }),
  /** IANA time zone in which its days begin. */
  timezone: Type.String({ pattern: '^[A-Za-z]{1,20}(/[A-Za-z_+-]{1,20}){0,2}$' }),
  /** Weekdays without work, ISO 8601: 1 Monday to 7 Sunday. */
  weekend: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { uniqueItems: true, maxItems: 6 }),
  /** Days without work. */
  holidays: Type.Array(Type.String({ format: 'date' }), { uniqueItems: true, maxItems: 400 }),
});
export type ReferralPolicy = Static<typeof ReferralPolicySchema>;
