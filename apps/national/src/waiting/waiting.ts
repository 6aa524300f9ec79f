import type { TopicKind } from '#contracts';

/** Events of one kind that have not left the country yet. */
export interface WaitingEvents {
  /** Kind of the topic that they leave on. */
  readonly kind: TopicKind;
  readonly count: number;
  /** Of them those that are held for a batch. */
  readonly held: number;
  /** How long the oldest one that may leave has been waiting, in seconds; 0 when none may. */
  readonly oldestSeconds: number;
  /** When the first and the last of the held ones may leave; `null`: none is held. */
  readonly notBefore: { readonly first: Date; readonly last: Date } | null;
}
