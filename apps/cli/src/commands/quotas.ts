import { PRINCIPALS } from '#contracts';
import { setUserQuota } from '#testing';
import { UsageError, type Command } from '../command.js';
import { kafkaAdmin } from '../kafka-admin-config.js';

/** Brings the broker's limits of every principal to the contract, so that a flood of one country leaves room for the others. */
export const quotas: Command = {
  name: 'quotas',
  usage: ['quotas apply'],
  async run(args, context) {
    if (args.length !== 1 || args[0] !== 'apply') throw new UsageError('expected: apply');
    const admin = kafkaAdmin(context.env);
    for (const { name, quota } of PRINCIPALS) {
      if (!quota) continue;
      await setUserQuota(admin, name, quota);
      context.say(`${name}: limits set`);
    }
  },
};
