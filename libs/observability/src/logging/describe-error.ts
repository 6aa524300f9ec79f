/** What a log says about an error: enough to find the line and the cause, no text that could quote a value. */
export interface ErrorDescription {
  readonly type: string;
  readonly code?: string;
  readonly message?: string;
  readonly frames: readonly string[];
  readonly cause?: ErrorDescription;
}

/** Our typed errors carry a code of this form; their messages never quote a value. */
const OWN_CODE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const FRAMES = 12;
const DEPTH = 3;

/** True where the message is known to hold no value of a record: our own, the operating system's, and KafkaJS's errors. */
function messageIsSafe(error: Error & { code?: unknown; syscall?: unknown }): boolean {
  if (typeof error.code === 'string' && OWN_CODE.test(error.code)) return true;
  return typeof error.syscall === 'string' || error.name.startsWith('KafkaJS');
}

/** PostgreSQL and library messages quote values (`invalid input syntax for type date: "..."`): only their code is kept. */
export function describeError(error: unknown, depth = DEPTH): ErrorDescription {
  if (!(error instanceof Error)) return { type: typeof error, frames: [] };
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(messageIsSafe(error) ? { message: error.message } : {}),
    frames: framesOf(error.stack ?? ''),
    ...(error.cause instanceof Error && depth > 1 ? { cause: describeError(error.cause, depth - 1) } : {}),
  };
}

/** Only lines that are frames of V8: the head of a stack repeats the message, which may have several lines. */
export function framesOf(stack: string): string[] {
  const frames = stack.split('\n').filter((line) => /^\s+at .*(:\d+:\d+\)?|\(<anonymous>\))$/.test(line));
  return frames.slice(0, FRAMES).map((line) => line.trim());
}
