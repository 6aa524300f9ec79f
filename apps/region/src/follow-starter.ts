/**
 * Preloaded into every process that the region starts (`node --import`). Its standard input is a pipe from the starter:
 * when the starter dies, whatever the reason, the pipe closes and the service stops as if asked to.
 */
const STOP_WITHIN_MS = 15_000;

process.stdin.on('close', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
});
process.stdin.resume();
// The pipe alone must not keep a finished process alive.
(process.stdin as unknown as { unref?: () => void }).unref?.();

export {};
