import type { ConsentPurpose, ExploitationRollup, Sex } from '#contracts';
import { consentState, type PartialDate } from '#domain';
import { notFound } from '#http';
import type { Transaction } from '#persistence';
import { consentHistories, type ConsentRow } from '../register/consents.js';
import type { BirthDates } from '../vault/birth-dates.js';

/** What a referral needs to know of an own case: coarse facts and the person's decisions; no identity. */
export interface ConsentedCase {
  readonly caseRef: string;
  readonly status: 'OPEN' | 'VOIDED' | 'ERASED';
  readonly facts: {
    readonly sex: Sex;
    readonly rollup: ExploitationRollup;
  };
  readonly consents: readonly ConsentRow[];
}

/** The same with what tells how old the person is by now, and was when somebody decided. */
export interface CaseToRefer extends ConsentedCase {
  readonly birthDate: PartialDate | null;
}

/** Undefined for a case of another organisation as for one that is not there. Locks it, so that no withdrawal comes between. */
export async function consentedCase(
  tx: Transaction,
  organisation: string,
  caseRef: string,
): Promise<ConsentedCase | undefined> {
  const [row] = await tx.rows<Omit<ConsentedCase, 'consents'>>(
    `SELECT case_ref AS "caseRef", status, facts FROM register.episode
      WHERE organisation = $1 AND case_ref = $2::uuid FOR UPDATE`,
    [organisation, caseRef],
  );
  if (row === undefined) return undefined;
  return { ...row, consents: (await consentHistories(tx, [caseRef])).get(caseRef) ?? [] };
}

/** An open case of the organisation, locked. @throws ProblemError 404 */
export async function caseToRefer(
  tx: Transaction,
  births: Pick<BirthDates, 'of'>,
  organisation: string,
  caseRef: string,
): Promise<CaseToRefer> {
  const known = await consentedCase(tx, organisation, caseRef);
  if (known?.status !== 'OPEN') throw notFound();
  return { ...known, birthDate: await births.of(tx, caseRef) };
}

/** The decision that gives consent to a purpose now; undefined: none does. */
export function liveConsent(
  { consents }: Pick<ConsentedCase, 'consents'>,
  purpose: ConsentPurpose,
): { readonly entry: ConsentRow; readonly version: number } | undefined {
  const entries = consents.map((entry) => ({ ...entry, decidedAt: entry.decidedOn }));
  if (consentState(entries, purpose) !== 'GIVEN') return undefined;
  const ofPurpose = consents.filter((entry) => entry.purpose === purpose);
  const given = ofPurpose.filter(({ decision }) => decision === 'GIVEN');
  const entry = given.reduce((a, b) => ((b.decidedOn ?? '') >= (a.decidedOn ?? '') ? b : a), given[0] as ConsentRow);
  return { entry, version: ofPurpose.indexOf(entry) + 1 };
}
