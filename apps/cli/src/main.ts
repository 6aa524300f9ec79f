import { commands } from './commands/index.js';
import { runCli } from './run-cli.js';

process.exitCode = await runCli(commands, process.argv.slice(2), {
  env: process.env,
  print: (line) => process.stdout.write(`${line}\n`),
  say: (line) => process.stderr.write(`${line}\n`),
  ...(process.stderr.isTTY
    ? { redraw: (line: string, isLast: boolean) => process.stderr.write(`\r${line}${isLast ? '\n' : ''}`) }
    : {}),
});
