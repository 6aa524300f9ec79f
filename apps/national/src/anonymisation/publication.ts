import type { Profile } from '#contracts';
import type { CaseDecision, Level } from '#domain';

/** What of one case has left the country; everything is absent until the first event has. */
export interface Publication {
  readonly caseRef: string;
  readonly level: Level | null;
  readonly profile: Profile | null;
  readonly personRef: string | null;
  /** The decisions that stand abroad, in the order in which they left. */
  readonly decisions: readonly CaseDecision[];
  /** Highest `seq` of the register's closings and reopenings that has left. */
  readonly closingSeq: number;
  /** VOIDED or ERASED once that has left: nothing follows. */
  readonly ended: 'VOIDED' | 'ERASED' | null;
  /** The register's tuple keys and day at that time: whose groups shrink when they change. */
  readonly seenKeys: readonly string[] | null;
  readonly seenOn: string | null;
  readonly mentionRef: string | null;
  /** SHA-256 of the mention's content, hex; `null` while none stands. */
  readonly mentionDigest: string | null;
  /** The key epochs whose encodings it carries, newest first; `null` while none stands. */
  readonly mentionEpochs: string | null;
  /** Random, kept in the country: without it nobody can test a guessed consent record against the published digest. */
  readonly consentSalt: string | null;
  /** Why nothing more leaves for this case: a stable code. */
  readonly problem: string | null;
}

export function unpublished(caseRef: string): Publication {
  return {
    caseRef,
    level: null,
    profile: null,
    personRef: null,
    decisions: [],
    closingSeq: 0,
    ended: null,
    seenKeys: null,
    seenOn: null,
    mentionRef: null,
    mentionDigest: null,
    mentionEpochs: null,
    consentSalt: null,
    problem: null,
  };
}
