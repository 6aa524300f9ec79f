import { AGENCIES, someRecord, type RawRecord, type TestNational } from '../national.testing.js';

/** The body that the specs of care enter records for, and that has no powers over anybody. */
export const NGO = AGENCIES[1];
export const POLICE = AGENCIES[0];

/** Registers a presumed foreign person with the NGO (or another organisation) and gives the reference of the case. */
export async function registeredCase(national: TestNational, fields: RawRecord = {}): Promise<string> {
  const record = someRecord({ agency: NGO, ...fields });
  const answer = await national.record(String(record.agency), record);
  const { case_ref } = answer.body as { case_ref?: string };
  if (case_ref === undefined) throw new Error('the record was not registered');
  return case_ref;
}

export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
