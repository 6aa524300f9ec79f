import { readFileSync } from 'node:fs';
import { MembersLogWriter } from '#messaging';
import { loadSigningKey } from '#security';
import { kafkaAdmin } from '../kafka-admin-config.js';

/** The members log as its writer, who has the platform's key. `KAFKA_USERNAME=platform` may write there and nowhere else. */
export async function membersLog(env: NodeJS.ProcessEnv, platformKeyFile: string): Promise<MembersLogWriter> {
  const platformKey = await loadSigningKey(platformKeyFile);
  const { caFile, ...access } = kafkaAdmin(env);
  const ca = caFile === undefined ? {} : { ca: readFileSync(caFile, 'utf8') };
  const connection = { ...access, ...ca, clientId: 'kerege-cli', topicPrefix: env['KAFKA_TOPIC_PREFIX'] ?? '' };
  return MembersLogWriter.open(connection, platformKey);
}
