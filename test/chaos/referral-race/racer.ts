/** One referral, and what the receiver does in the moment in which the sender takes it back. */
export interface Racer {
  readonly referralRef: string;
  readonly receiver: 'reject' | 'fail';
}
