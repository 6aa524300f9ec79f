import { applyQuotas } from '#messaging';
import { UsageError, type Command } from '../command.js';
import { kafkaClient } from '../kafka-admin-config.js';

/** Brings the broker's limits of every principal to the contract, so that a flood of one country leaves room for the others. */
export const quotas: Command = {
  name: 'quotas',
  usage: ['quotas apply'],
  async run(args, context) {
    if (args.length !== 1 || args[0] !== 'apply') throw new UsageError('expected: apply');
    for (const name of await applyQuotas(kafkaClient(context.env))) context.say(`${name}: limits set`);
  },
};
