import { ConfigError, createLogger } from '#observability';
import { linkageConfig } from './config.js';
import { startLinkage, type RunningService } from './linkage-service.js';

const stopping = new AbortController();
let service: RunningService | undefined;

async function stop(): Promise<void> {
  stopping.abort();
  await service?.stop();
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}

try {
  service = await startLinkage(linkageConfig(process.env), stopping.signal);
} catch (error) {
  if (!stopping.signal.aborted) {
    // A wrong configuration is told in plain words; anything else could quote a value, so it is described.
    if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
    else createLogger({ service: 'linkage' }).fatal({ err: error }, 'start failed');
    process.exitCode = 1;
    setImmediate(() => process.exit());
  }
}
