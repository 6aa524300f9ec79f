import type { ReturnKind } from '#contracts';
import { consentState, judgeReturn } from '#domain';
import { ProblemError } from '#http';
import { retryingTransaction, type Transaction } from '#persistence';
import type { DataSource } from 'typeorm';
import { consentHistories } from '../register/consents.js';
import { raiseBreach, type Reflections } from '../reflection/index.js';
import { riskAssessmentStands } from './assessments.js';
import { recordOnce } from './care-store.js';
import type { CareWorker } from './care-worker.js';
import type { CaseWalls } from './case-walls.js';
import { pastDay } from './past-day.js';

export interface NewReturn {
  readonly kind: ReturnKind;
  readonly returned_on: string;
}

/** Returns to the country of origin: those that a person chose and was prepared for, and those that were forced on them. */
export class Returns {
  constructor(
    private readonly dataSource: DataSource,
    private readonly walls: CaseWalls,
    private readonly reflections: Reflections,
    private readonly now: () => Date,
  ) {}

  /**
   * A voluntary return needs a consent of its own and an assessment of risk; an enforced one is recorded as it happened, and
   * inside the reflection period it raises an alert as well. Repeatable.
   * @returns reference of the return
   * @throws ProblemError 422 `return-not-prepared` with what is missing: RETURN_ARRANGEMENT, RISK_ASSESSMENT
   */
  async record(worker: CareWorker, caseRef: string, { kind, returned_on }: NewReturn): Promise<string> {
    pastDay('returned_on', returned_on, this.now());
    return retryingTransaction(this.dataSource, async (tx) => {
      await this.walls.caseFor(tx, worker, caseRef);
      if (kind === 'VOLUNTARY') await prepared(tx, caseRef, returned_on);
      const judged = judgeReturn(kind, returned_on, await this.reflections.periodOf(tx, caseRef));
      const id = await recordOnce(tx, 'person_return', worker, {
        ...{ case_ref: caseRef, kind, returned_on, inside_reflection: judged.insideReflection },
      });
      if (judged.breach) await raiseBreach(tx, { id, caseRef, returnedOn: returned_on });
      return id;
    });
  }
}

async function prepared(tx: Transaction, caseRef: string, on: string): Promise<void> {
  const history = (await consentHistories(tx, [caseRef])).get(caseRef) ?? [];
  const entries = history.map(({ purpose, decision, decidedOn }) => ({ purpose, decision, decidedAt: decidedOn }));
  const missing = [
    ...(consentState(entries, 'RETURN_ARRANGEMENT') === 'GIVEN' ? [] : ['RETURN_ARRANGEMENT']),
    ...((await riskAssessmentStands(tx, caseRef, on)) ? [] : ['RISK_ASSESSMENT']),
  ];
  if (missing.length === 0) return;
  throw new ProblemError(
    422,
    'return-not-prepared',
    'Nobody returns without a consent to this return and a risk assessment by a body other than law enforcement.',
    { missing },
  );
}
