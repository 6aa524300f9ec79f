import type { DataSource } from 'typeorm';
import { isTransient, retryingTransaction, type RetryOptions } from '#persistence';
import { lockRegister } from '../register/lock.js';
import { CHUNK } from './chunks.js';
import { ImportLock, nextToLevel, openImports, setStatus, type ImportStatus } from './import-jobs.js';
import type { Publishing } from './publishing.js';

/** A file waits for a database that is away for about a minute; all of its steps recognise their own repetition. */
export const PATIENT: RetryOptions = { attempts: 20, delayMs: 50, maxDelayMs: 8_000, retryOn: isTransient };

/** Publishes what a file changed, after the file was read, in order of (`registered_on`, record id). */
export class LevelImport {
  private stopping = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly publishing: Publishing,
  ) {}

  /** From now on no further chunk is levelled: an import that is not through stays open, and the next start finishes it. */
  stop(): void {
    this.stopping = true;
  }

  /**
   * Levels in chunks, then sets the status in the transaction of the last one. Goes on where a dead process stopped.
   * @param report is called after the commit of each chunk with the number of cases levelled until then
   * @returns whether it came to its end
   */
  async execute(
    importId: string,
    status: ImportStatus,
    report: (cases: number) => Promise<void> = () => Promise.resolve(),
  ): Promise<boolean> {
    for (let [levelled, left] = [0, CHUNK]; left > 0;) {
      if (this.stopping) return false;
      left = await retryingTransaction(
        this.dataSource,
        async (tx) => {
          await lockRegister(tx);
          const caseRefs = await nextToLevel(tx, importId, CHUNK);
          if (caseRefs.length > 0) await this.publishing.bringUpToDate(tx, caseRefs);
          else await setStatus(tx, importId, status);
          return caseRefs.length;
        },
        PATIENT,
      );
      levelled += left;
      if (left > 0) await report(levelled);
    }
    return true;
  }

  /** Finishes imports whose process is gone: what they had acknowledged is registered, and leaves now. */
  async recover(): Promise<number> {
    let recovered = 0;
    for (const importId of await retryingTransaction(this.dataSource, openImports)) {
      const lock = await ImportLock.take(this.dataSource, importId);
      if (lock === undefined) continue;
      try {
        if (await this.execute(importId, 'INTERRUPTED')) recovered += 1;
      } finally {
        await lock.release();
      }
    }
    return recovered;
  }
}
