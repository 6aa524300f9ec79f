import { parseArgs } from 'node:util';
import { applyTopology } from '#messaging';
import { UsageError, type Command } from '../command.js';
import { kafkaClient } from '../kafka-admin-config.js';

/** Creates the region's topics and permissions on a broker, or compares existing ones with the contract. */
export const topology: Command = {
  name: 'topology',
  usage: ['topology apply [--replicas N] [--min-insync N]'],
  async run(args, context) {
    const options = { replicas: { type: 'string' }, 'min-insync': { type: 'string' } } as const;
    const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true });
    if (positionals.length !== 1 || positionals[0] !== 'apply') throw new UsageError('expected: apply');
    const prefix = context.env['KAFKA_TOPIC_PREFIX'] ?? '';
    const admin = kafkaClient(context.env).admin();
    await admin.connect();
    try {
      const applied = await applyTopology(admin, {
        prefix,
        ...count('replicationFactor', values.replicas),
        ...count('minInsyncReplicas', values['min-insync']),
      });
      context.print(JSON.stringify(applied));
    } finally {
      await admin.disconnect();
    }
  },
};

function count<K extends string>(key: K, text: string | undefined): Partial<Record<K, number>> {
  if (text === undefined) return {};
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new UsageError(`not a number of copies: ${text}`);
  return { [key]: value } as Record<K, number>;
}
