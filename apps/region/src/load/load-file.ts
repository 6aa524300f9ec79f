import { createReadStream } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';
import type { RejectedLine, RejectedLines } from './rejected-lines.js';

/** What a national service answered about a file. `changed` counts as registered. */
export interface LoadResult {
  readonly received: number;
  readonly registered: number;
  readonly unchanged: number;
  readonly rejected: number;
}

/** Why a file was not read to its end. */
export interface FileProblem {
  /** The service's own (`wrong-header`, `wrong-encoding`, …), or `unreadable`, `broken-off`. */
  readonly code: string;
  /** For the operator, with what is known beside it; without a value of the file. */
  readonly text: string;
}

export interface LoadedFile {
  /** Of the lines that were answered; these count, also where the file broke off. */
  readonly counts: LoadResult;
  readonly rejected: RejectedLines;
  readonly problem?: FileProblem;
}

/** Where a file is handed in. */
export interface Intake {
  readonly url: string;
  readonly token: string;
}

type Outcome = 'registered' | 'changed' | 'unchanged' | 'rejected';
type Answer = Partial<RejectedLine> & { readonly outcome?: Outcome; readonly summary?: object };

/** Hands a CSV file in, of any size, and counts the answers line by line. Whatever becomes of it is in the result. */
export async function loadFile(
  file: string,
  intake: Intake,
  rejected: RejectedLines,
  progress: (lines: number) => void,
): Promise<LoadedFile> {
  const counts = { received: 0, registered: 0, unchanged: 0, rejected: 0 };
  const take = async ({ outcome, line = 0, ...rest }: Answer) => {
    if (outcome === undefined) return;
    counts.received += 1;
    counts[outcome === 'changed' ? 'registered' : outcome] += 1;
    if (outcome === 'rejected') await rejected.add({ line, ...rest });
    progress(counts.received);
  };
  const problem = await handIn(file, intake, take);
  await rejected.close();
  return { counts, rejected, ...(problem === undefined ? {} : { problem }) };
}

async function handIn(
  file: string,
  intake: Intake,
  take: (answer: Answer) => Promise<void>,
): Promise<FileProblem | undefined> {
  const done = new AbortController();
  try {
    const answer = await send(file, intake, done.signal);
    return answer.statusCode === 200 ? await readResults(answer, take) : await refusal(answer);
  } catch (error) {
    const { code, syscall, message } = error as NodeJS.ErrnoException;
    if (syscall === 'open' || syscall === 'read') return { code: 'unreadable', text: `It cannot be read (${code}).` };
    return { code: 'broken-off', text: `The connection to the national service broke: ${code ?? message}.` };
  } finally {
    done.abort();
  }
}

/** The answer begins while the file is still on its way, and a refusal comes before its end. No time limit: files are large. */
function send(file: string, { url, token }: Intake, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'text/csv' };
    const upload = request(`${url}/v1/files`, { method: 'POST', headers });
    upload.once('response', resolve);
    // A connection may break when the whole file is sent and no answer has begun.
    upload.on('error', reject);
    upload.once('close', () => reject(new Error('no answer')));
    // After an answer this rejects nothing any more: what counts then is whether the answer is complete.
    pipeline(createReadStream(file), upload, { signal }).catch(reject);
  });
}

/** NDJSON, one object a line, the last one with `summary`; without it the answer broke off. */
async function readResults(
  answer: IncomingMessage,
  take: (answer: Answer) => Promise<void>,
): Promise<FileProblem | undefined> {
  let isComplete = false;
  for await (const line of createInterface({ input: answer })) {
    if (line === '') continue;
    const result = JSON.parse(line) as Answer;
    isComplete ||= result.summary !== undefined;
    await take(result);
  }
  return isComplete ? undefined : { code: 'broken-off', text: 'The national service did not read it to the end.' };
}

async function refusal(answer: IncomingMessage): Promise<FileProblem> {
  const {
    type: _,
    status: __,
    instance: ___,
    code,
    title,
    ...extras
  } = JSON.parse(await text(answer)) as {
    readonly code: string;
    readonly title: string;
  } & Record<string, unknown>;
  const details = Object.entries(extras).flatMap(([name, values]) =>
    Array.isArray(values) && values.length > 0 ? [` ${name}: ${values.join(', ')}.`] : [],
  );
  return { code, text: `${title}${details.join('')}` };
}
