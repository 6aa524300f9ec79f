/** One operator command: `kerege NAME …`. */
export interface Command {
  readonly name: string;
  /** One line for each form of the command, without the program's name. */
  readonly usage: readonly string[];
  /** @throws UsageError when the arguments are not of the command's form */
  run(args: readonly string[], context: CommandContext): Promise<void>;
}

export interface CommandContext {
  readonly env: NodeJS.ProcessEnv;
  /** A result line, for standard output. */
  readonly print: (line: string) => void;
  /** A line for the person who waits, for standard error. */
  readonly say: (line: string) => void;
  /** Replaces the line that was drawn last, on a terminal; `isLast` ends it. Absent elsewhere. */
  readonly redraw?: (line: string, isLast: boolean) => void;
}

/** The arguments are not of the command's form. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly code = 'usage';
}
