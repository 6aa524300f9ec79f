// Starts a server, prints its process id, and dies without stopping it. The outer call keeps the signal from its own caller.
import { spawnSync } from 'node:child_process';
import { register } from 'node:module';

if (process.argv[3] !== 'die') {
  const { stdout } = spawnSync(process.execPath, [process.argv[1], process.argv[2], 'die'], { encoding: 'utf8' });
  process.stdout.write(stdout);
} else {
  register('../jest/typescript-loader.mjs', import.meta.url);
  const { startPostgres } = await import('./postgres-server.ts');
  const server = await startPostgres({ home: process.argv[2] });
  process.stdout.write(`${server.pid}\n`, () => process.kill(process.pid, 'SIGKILL'));
}
