import { parseArgs } from 'node:util';
import { setScramUsers } from '#messaging';
import { BROKER_PRINCIPAL, eventually, hasScramUser, newPassword, removeScramUser } from '#testing';
import { UsageError, type Command, type CommandContext } from '../command.js';
import { kafkaAdmin, kafkaClient } from '../kafka-admin-config.js';
import { passwordFor } from '../password-file.js';
import { untilSignsIn } from '../sign-in.js';

const ACTIONS = ['add', 'rotate', 'remove'] as const;
type Action = (typeof ACTIONS)[number];

/** The same bytes in every client, and no escape needed in a properties file but for `\`. */
const PASSWORD = /^[!-~]{16,256}$/;

/**
 * Adds, rotates or removes a user of the running broker. The password is read from `--password-file`; a file that does not
 * exist is written with a fresh one; without the option a fresh one is printed. It never stands on a command line.
 */
export const scram: Command = {
  name: 'scram',
  usage: ['scram add|rotate NAME [--password-file FILE]', 'scram remove NAME'],
  async run(args, context) {
    const { action, name, passwordFile } = parse(args);
    const admin = kafkaAdmin(context.env);
    const exists = await hasScramUser(admin, name);
    if (action === 'add' && exists) throw new Error(`${name} exists already; rotate gives it a new password`);
    if (action !== 'add' && !exists) throw new Error(`the broker knows no user ${name}`);

    if (action === 'remove') {
      await removeScramUser(admin, name);
      await eventually(async () => !(await hasScramUser(admin, name)), { what: `the broker to forget ${name}` });
      context.say(`${name} can no longer sign in. Sessions that are open end with their connection.`);
      return;
    }
    const password = passwordFor(passwordFile, newPassword);
    if (!PASSWORD.test(password.value)) {
      throw new RangeError('a password has 16 to 256 printable ASCII characters without spaces');
    }
    await setScramUsers(kafkaClient(context.env), [{ name, password: password.value }]);
    await untilSignsIn(admin, name, password.value);
    tell(context, action, name, password.isNew && passwordFile === undefined ? password.value : undefined);
  },
};

function parse(args: readonly string[]): { action: Action; name: string; passwordFile: string | undefined } {
  const options = { 'password-file': { type: 'string' } } as const;
  const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [action, name, ...rest] = positionals;
  if (!isAction(action) || name === undefined || rest.length > 0) {
    throw new UsageError('expected an action and one user name');
  }
  if (name === BROKER_PRINCIPAL) throw new UsageError('the broker’s own user is part of its configuration');
  if (action === 'remove' && name === 'admin') throw new UsageError('without admin nobody could repair the broker');
  return { action, name, passwordFile: values['password-file'] };
}

function isAction(text: string | undefined): text is Action {
  return (ACTIONS as readonly (string | undefined)[]).includes(text);
}

function tell({ say, print }: CommandContext, action: Action, name: string, password: string | undefined): void {
  say(action === 'add' ? `${name} can sign in now.` : `${name} signs in with the new password from now on.`);
  if (password !== undefined) print(password);
}
