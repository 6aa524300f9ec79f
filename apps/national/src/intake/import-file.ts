import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { ProblemError } from '#http';
import { retryingTransaction } from '#persistence';
import { Chunker } from './chunks.js';
import { takeInEither } from './htcds/take-in-htcds.js';
import { ImportLock, noteProgress, rememberToLevel, setStatus, startImport } from './import-jobs.js';
import { type LevelImport, PATIENT } from './level-import.js';
import { count, emptySummary, refusedLine, type LineResult, type Summary } from './line-result.js';
import type { Row } from './row.js';
import type { Taken, TakeInContext } from './take-in.js';
import type { TakeInRecords } from './take-in-records.js';

/** Imports at once; each holds two connections of the pool. */
const MOST_IMPORTS = 4;
/** Of these, imports of one organisation, the second never at the last place: who sends slowly must not keep the others out. */
const MOST_OF_ONE = 2;

/** Takes a file in: registers it chunk by chunk while it arrives, and publishes after its end. */
export class ImportFile {
  /** The organisation of each import that runs; `null`: a registrar's. */
  private readonly running: (string | null)[] = [];
  private readonly owner = randomUUID();

  constructor(
    private readonly dataSource: DataSource,
    private readonly records: TakeInRecords,
    private readonly level: LevelImport,
  ) {}

  /**
   * @param rows throws `ProblemError` for a file that cannot be read at all; any other error counts as a file that broke off
   * @param report is called with the results of each chunk after its commit; its promise holds the reading back
   * @param progress is called while the cases of a file leave that was read, with their number so far
   */
  async execute(
    kind: 'CSV' | 'XLSX',
    rows: AsyncIterable<Row>,
    context: TakeInContext,
    report: (results: readonly LineResult[]) => Promise<void>,
    progress: (cases: number) => Promise<void> = () => Promise.resolve(),
  ): Promise<Summary> {
    const organisation = context.caller.organisation ?? null;
    this.enter(organisation);
    const importId = randomUUID();
    let lock: ImportLock | undefined;
    try {
      lock = await ImportLock.take(this.dataSource, importId);
      const { caller } = context;
      await retryingTransaction(this.dataSource, (tx) => startImport(tx, importId, caller.name, kind, this.owner));
      const summary = await this.read(importId, rows, context, report);
      if (!(await this.level.execute(importId, 'DONE', progress))) throw stopped();
      return summary;
    } finally {
      this.running.splice(this.running.indexOf(organisation), 1);
      await lock?.release();
    }
  }

  /** @throws ProblemError 503 `busy` */
  private enter(organisation: string | null): void {
    const own = this.running.filter((one) => one === organisation).length;
    const places = own === 0 ? MOST_IMPORTS : MOST_IMPORTS - 1;
    if (this.running.length >= places || own >= MOST_OF_ONE) {
      throw new ProblemError(503, 'busy', 'Other files are being read. Try again later.');
    }
    this.running.push(organisation);
  }

  private async read(
    importId: string,
    rows: AsyncIterable<Row>,
    context: TakeInContext,
    report: (results: readonly LineResult[]) => Promise<void>,
  ): Promise<Summary> {
    const summary = emptySummary();
    const flush = async (chunk: readonly Taken[]) => {
      if (chunk.length > 0) await report(await this.flush(importId, chunk, summary));
    };
    const chunker = new Chunker();
    try {
      for await (const row of rows) {
        const taken =
          'error' in row ? { result: refusedLine(row.line, [row.error]) } : takeInEither(row.line, row.values, context);
        const full = chunker.add(taken);
        if (full !== undefined) await flush(full);
      }
      await flush(chunker.take());
    } catch (error) {
      await this.breakOff(importId, error);
      throw error;
    }
    await retryingTransaction(this.dataSource, (tx) => setStatus(tx, importId, 'READ'), PATIENT);
    return summary;
  }

  private async flush(importId: string, chunk: readonly Taken[], summary: Summary): Promise<LineResult[]> {
    const results = await this.records.chunk(
      chunk,
      importId,
      async (tx, touched, ofChunk) => {
        await rememberToLevel(tx, importId, touched);
        await noteProgress(tx, importId, ofChunk);
      },
      PATIENT,
    );
    count(summary, results);
    return results;
  }

  /** A file that broke off keeps what was acknowledged of it; that is published like the rest. */
  private async breakOff(importId: string, error: unknown): Promise<void> {
    const refused = error instanceof ProblemError && error.status < 500;
    // Where even this fails, or the service stops, the import stays open, and the next recovery finishes it.
    await this.level.execute(importId, refused ? 'REFUSED' : 'INTERRUPTED').catch(() => undefined);
  }
}

function stopped(): ProblemError {
  return new ProblemError(503, 'stopping', 'The service stops. The file was read; its cases leave when it runs again.');
}
