import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BROKER_PRINCIPAL } from './kafka-properties.js';
import { replaceFile } from './replace-file.js';

/** What stays the same when a broker starts again on its folder. Kept in `<home>/kafka/identity.json`, readable by its owner only. */
export interface BrokerIdentity {
  readonly clusterId: string;
  /** Passwords by principal. */
  readonly users: Readonly<Record<string, string>>;
  clientPort: number;
  controllerPort: number;
}

const fileOf = (dataFolder: string) => join(dataFolder, 'identity.json');

export async function readIdentity(dataFolder: string): Promise<BrokerIdentity | undefined> {
  if (!existsSync(fileOf(dataFolder))) return undefined;
  return JSON.parse(await readFile(fileOf(dataFolder), 'utf8')) as BrokerIdentity;
}

export async function writeIdentity(dataFolder: string, identity: BrokerIdentity): Promise<void> {
  await replaceFile(fileOf(dataFolder), `${JSON.stringify(identity, null, 2)}\n`);
}

export function newIdentity(
  users: Readonly<Record<string, string>>,
  [client, controller]: readonly number[],
): BrokerIdentity {
  return {
    clusterId: randomBytes(16).toString('base64url'),
    users: { ...users, [BROKER_PRINCIPAL]: newPassword() },
    clientPort: client ?? 0,
    controllerPort: controller ?? 0,
  };
}

/** A password of 192 random bits, in letters that need no quoting anywhere. */
export function newPassword(): string {
  return randomBytes(24).toString('base64url');
}
