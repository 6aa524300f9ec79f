import { setTimeout as delay } from 'node:timers/promises';
import kafkajs, { type AclEntry, type Admin } from 'kafkajs';
import type { Acl } from '#contracts';
import { TopologyError } from './topology-error.js';

const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs;

/** Longest wait for new permissions to be in force, and the time between two looks. Milliseconds. */
const IN_FORCE_MS = 30_000;
const LOOK_AGAIN_MS = 50;

/** Makes the ACLs on the topics and groups that a contract names exactly its own. @throws TopologyError `wide-permission` */
export async function applyAcls(
  admin: Admin,
  acls: readonly Acl<string>[],
): Promise<{ createdAcls: number; deletedAcls: number }> {
  const wanted = new Map(acls.map(entryOf).map((entry) => [keyOf(entry), entry]));
  const region = new Set([...wanted.values()].map(resourceOf));
  const actual = await currentAcls(admin);
  refuseWide(actual, [...wanted.values()]);

  const here = actual.filter((entry) => region.has(resourceOf(entry)));
  const extra = here.filter((entry) => !wanted.has(keyOf(entry)));
  const present = new Set(here.map(keyOf));
  const missing = [...wanted.values()].filter((entry) => !present.has(keyOf(entry)));
  if (missing.length > 0) await admin.createAcls({ acl: missing });
  if (extra.length > 0) await admin.deleteAcls({ filters: extra });
  if (missing.length + extra.length > 0) await untilInForce(admin, wanted, region);
  return { createdAcls: missing.length, deletedAcls: extra.length };
}

/**
 * The controller answers before the broker that checks permissions has read them; a service started in between would be
 * refused. Waits until this broker knows them.
 */
async function untilInForce(
  admin: Admin,
  wanted: ReadonlyMap<string, AclEntry>,
  region: ReadonlySet<string>,
): Promise<void> {
  const deadline = performance.now() + IN_FORCE_MS;
  while (performance.now() < deadline) {
    const here = (await currentAcls(admin)).filter((entry) => region.has(resourceOf(entry)));
    if (here.length === wanted.size && here.every((entry) => wanted.has(keyOf(entry)))) return;
    await delay(LOOK_AGAIN_MS);
  }
  throw new TopologyError('not-in-force', `the broker did not take over the permissions within ${IN_FORCE_MS} ms`);
}

function resourceOf({ resourceType, resourceName }: AclEntry): string {
  return `${resourceType} ${resourceName}`;
}

function entryOf({ principal, resourceType, resourceName, operation }: Acl<string>): AclEntry {
  return {
    principal: `User:${principal}`,
    host: '*',
    operation: AclOperationTypes[operation],
    permissionType: AclPermissionTypes.ALLOW,
    resourceType: AclResourceTypes[resourceType],
    resourceName,
    resourcePatternType: ResourcePatternTypes.LITERAL,
  };
}

function keyOf(entry: AclEntry): string {
  const { principal, host, operation, permissionType, resourceType, resourceName, resourcePatternType } = entry;
  return JSON.stringify([principal, host, operation, permissionType, resourceType, resourceName, resourcePatternType]);
}

async function currentAcls(admin: Admin): Promise<AclEntry[]> {
  const { resources } = await admin.describeAcls({
    resourceType: AclResourceTypes.ANY,
    resourcePatternType: ResourcePatternTypes.ANY,
    operation: AclOperationTypes.ANY,
    permissionType: AclPermissionTypes.ANY,
  });
  return resources.flatMap(({ resourceType, resourceName, resourcePatternType, acls }) =>
    acls.map((acl) => ({ ...acl, resourceType, resourceName, resourcePatternType })),
  );
}

/** A wildcard or prefixed permission would open what the contract keeps closed; who made it has to say why. */
function refuseWide(actual: readonly AclEntry[], wanted: readonly AclEntry[]): void {
  const wide = actual.find(
    (entry) =>
      entry.permissionType === AclPermissionTypes.ALLOW &&
      wanted.some((own) => own.resourceType === entry.resourceType && covers(entry, own.resourceName)),
  );
  if (!wide) return;
  const message = `the ACL of ${wide.principal} on ${wide.resourceName} covers topics or groups of the region; delete it first`;
  throw new TopologyError('wide-permission', message);
}

function covers({ resourceName, resourcePatternType }: AclEntry, name: string): boolean {
  if (resourcePatternType === ResourcePatternTypes.PREFIXED) return name.startsWith(resourceName);
  return resourceName === '*';
}
