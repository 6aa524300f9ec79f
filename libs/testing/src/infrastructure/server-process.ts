import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs';

/** How a server program is run. */
export interface ServerProgram {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Runs as this user where given (PostgreSQL refuses to run as root). */
  readonly uid?: number;
  readonly gid?: number;
  /** Both output streams are appended here. */
  readonly logFile: string;
  /** Holds the process id while the program runs. */
  readonly pidFile: string;
  /** Asks the program to end in good order. */
  readonly stopSignal: 'SIGTERM' | 'SIGINT';
}

/** A program that was asked to stop gets this long before SIGKILL. Milliseconds. */
const STOP_GRACE_MS = 10_000;

/**
 * Sits beside a server and ends it when this process is gone: its standard input closes whenever the parent dies, of
 * whatever cause. A line on its input dismisses it. Arguments: signal name, process id.
 */
const WATCHDOG = `
  if read -r _; then exit 0; fi
  kill -s "$1" "$2" 2>/dev/null || exit 0
  tries=0
  while kill -0 "$2" 2>/dev/null; do
    tries=$((tries + 1))
    [ "$tries" -ge 100 ] && { kill -s KILL "$2" 2>/dev/null; exit 0; }
    sleep 0.1
  done`;

/** One running server program. It has its own process group, so a Ctrl-C in the terminal reaches only us: we stop it in order. */
export class ServerProcess {
  readonly exited: Promise<void>;
  private readonly child: ChildProcess;
  private readonly watchdog: ChildProcess;
  private running = true;

  constructor(private readonly program: ServerProgram) {
    const log = openSync(program.logFile, 'a', 0o600);
    const { uid, gid } = program;
    this.child = spawn(program.command, [...program.args], {
      cwd: program.cwd,
      env: program.env ?? process.env,
      detached: true,
      stdio: ['ignore', log, log],
      ...(uid !== undefined && gid !== undefined && { uid, gid }),
    });
    closeSync(log);
    this.exited = new Promise((resolve) => {
      const end = () => {
        this.running = false;
        rmSync(program.pidFile, { force: true });
        this.dismissWatchdog();
        resolve();
      };
      this.child.once('exit', end);
      this.child.once('error', end);
    });
    this.watchdog = spawn('/bin/sh', ['-c', WATCHDOG, 'watchdog', program.stopSignal.slice(3), String(this.pid)], {
      cwd: '/',
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    this.watchdog.stdin?.on('error', () => undefined);
    this.watchdog.unref();
    this.child.unref();
    if (this.running) writeFileSync(program.pidFile, `${String(this.pid)}\n`, { mode: 0o600 });
  }

  /** Process id; 0 when the program could not be started at all. */
  get pid(): number {
    return this.child.pid ?? 0;
  }

  get isRunning(): boolean {
    return this.running && this.pid !== 0;
  }

  /** Ends the program in good order; SIGKILL after ten seconds. Resolves when it is gone. */
  async stop(): Promise<void> {
    if (!this.isRunning) return;
    this.child.ref();
    this.child.kill(this.program.stopSignal);
    const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_GRACE_MS);
    await this.exited;
    clearTimeout(timer);
  }

  /** SIGKILL at once, for crash tests. Resolves when the process is gone. */
  async kill(): Promise<void> {
    if (!this.isRunning) return;
    this.child.ref();
    this.child.kill('SIGKILL');
    await this.exited;
  }

  private dismissWatchdog(): void {
    this.watchdog?.stdin?.end('done\n');
  }
}
