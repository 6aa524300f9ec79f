import { UsageError, type Command, type CommandContext } from './command.js';

const DONE = 0;
const FAILED = 1;
const WRONG_USAGE = 2;

/** Finds and runs a command; gives the exit code. Failures are told in one line, without a stack. */
export async function runCli(
  commands: readonly Command[],
  argv: readonly string[],
  context: CommandContext,
): Promise<number> {
  const [name, ...args] = argv;
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) {
    const asked = name === undefined || name === 'help' || name === '--help';
    if (!asked) context.say(`unknown command: ${name}`);
    tellUsage(commands, context);
    return asked && name !== undefined ? DONE : WRONG_USAGE;
  }
  try {
    await command.run(args, context);
    return DONE;
  } catch (error) {
    context.say(error instanceof Error ? error.message : String(error));
    if (!isUsage(error)) return FAILED;
    tellUsage([command], context);
    return WRONG_USAGE;
  }
}

function tellUsage(commands: readonly Command[], { say }: CommandContext): void {
  for (const line of commands.flatMap(({ usage }) => usage)) say(`usage: npm run kerege -- ${line}`);
}

/** `node:util`'s parseArgs reports an unknown option as a TypeError with a code of its own. */
function isUsage(error: unknown): boolean {
  return error instanceof UsageError || String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS');
}
