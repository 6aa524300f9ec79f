import { ORG_TYPE, type OrgType } from '#contracts';
import { isEnforcementBody } from '#domain';
import type { Caller } from '#http';
import { organisationOf } from '../api/organisation-of.js';

/** Who asks about or records something of a person's care. */
export interface CareWorker {
  readonly caller: string;
  readonly organisation: string;
  /** Undefined: nobody stated it, which counts as law enforcement. */
  readonly bodyType: OrgType | undefined;
  readonly enforcement: boolean;
}

/** @throws ProblemError 403 for a caller without an organisation */
export function careWorkerOf(caller: Caller): CareWorker {
  const bodyType = ORG_TYPE.find((type) => type === caller.organisationType);
  return {
    caller: caller.name,
    organisation: organisationOf(caller),
    bodyType,
    enforcement: isEnforcementBody(bodyType),
  };
}
