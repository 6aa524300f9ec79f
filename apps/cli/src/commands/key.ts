import { parseArgs } from 'node:util';
import { UsageError, type Command } from '../command.js';
import { makeKeyFile } from '../linkage/key-file.js';

/** Makes an encoding key for one purpose. Every source that is to be linked gets the same file. */
export const key: Command = {
  name: 'key',
  usage: ['key --out FILE [--purpose GENERAL]'],
  run(args, { say }) {
    const options = { out: { type: 'string' }, purpose: { type: 'string', default: 'GENERAL' } } as const;
    const { out, purpose } = parseArgs({ args: [...args], options }).values;
    if (out === undefined) return Promise.reject(new UsageError('--out is missing'));
    makeKeyFile(out, purpose);
    say(
      `${out}: a key for ${purpose}. Whoever has it can test whether a known person was encoded: keep it from the linkage side.`,
    );
    return Promise.resolve();
  },
};
