import { Chunker } from './chunks.js';
import { count, emptySummary, refusedLine, type LineResult, type Summary } from './line-result.js';
import type { JsonLine } from './read-ndjson.js';
import { takeInEither } from './htcds/take-in-htcds.js';
import type { Taken, TakeInContext } from './take-in.js';
import type { TakeInRecords } from './take-in-records.js';

/** Takes records in as they stream in; every piece that arrived is registered, published and answered at once. */
export class BulkIntake {
  constructor(private readonly records: TakeInRecords) {}

  async execute(
    pieces: AsyncIterable<readonly JsonLine[]>,
    context: TakeInContext,
    report: (results: readonly LineResult[], soFar: Summary) => Promise<void>,
  ): Promise<Summary> {
    const summary = emptySummary();
    const flush = async (chunk: readonly Taken[]) => {
      if (chunk.length === 0) return;
      const results = await this.records.publishingAtOnce(chunk);
      count(summary, results);
      await report(results, { ...summary });
    };
    const chunker = new Chunker();
    for await (const piece of pieces) {
      for (const line of piece) {
        const full = chunker.add(this.taken(line, context));
        if (full !== undefined) await flush(full);
      }
      await flush(chunker.take());
    }
    return summary;
  }

  private taken(line: JsonLine, context: TakeInContext): Taken {
    if ('value' in line) return takeInEither(line.line, line.value, context);
    return { result: refusedLine(line.line, [{ field: 'record', code: line.error }]) };
  }
}
