import { token } from './keys.js';
import type { ServiceProcess } from './service-process.js';
import type { Region } from './region.js';

/** Reads a route of a running service with its operator's token. Throws with status and route when it is refused. */
export async function getAsOperator<T>(
  region: Region,
  services: ReadonlyMap<string, ServiceProcess>,
  service: string,
  path: string,
): Promise<T> {
  const process = services.get(service);
  if (!process) throw new Error(`${service} is not running`);
  const bearer = await token(region.home, service, 'operator');
  const answer = await fetch(`${process.url}${path}`, { headers: { authorization: `Bearer ${bearer}` } });
  if (!answer.ok) throw new Error(`${service} answered ${answer.status} to GET ${path}`);
  return (await answer.json()) as T;
}
