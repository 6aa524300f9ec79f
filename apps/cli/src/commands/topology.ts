import { parseArgs } from 'node:util';
import { applyTopology } from '#messaging';
import { UsageError, type Command } from '../command.js';
import { copiesOf, COPIES_OPTIONS } from '../copies.js';
import { kafkaClient } from '../kafka-admin-config.js';

/** Creates the region's topics and permissions on a broker, or compares existing ones with the contract. */
export const topology: Command = {
  name: 'topology',
  usage: ['topology apply [--replicas N] [--min-insync N]'],
  async run(args, context) {
    const { positionals, values } = parseArgs({ args: [...args], options: COPIES_OPTIONS, allowPositionals: true });
    if (positionals.length !== 1 || positionals[0] !== 'apply') throw new UsageError('expected: apply');
    const prefix = context.env['KAFKA_TOPIC_PREFIX'] ?? '';
    const admin = kafkaClient(context.env).admin();
    await admin.connect();
    try {
      const applied = await applyTopology(admin, { prefix, ...copiesOf(values) });
      context.print(JSON.stringify(applied));
    } finally {
      await admin.disconnect();
    }
  },
};
