import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export interface ComposeService {
  readonly image: string;
  readonly user?: string;
  readonly command?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly environment: Readonly<Record<string, string | number>>;
  readonly env_file?: readonly { readonly path: string; readonly required: boolean }[];
  readonly secrets?: readonly string[];
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly unknown[] };
}

export interface ComposeFile {
  readonly text: string;
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

export const CHECKOUT = join(import.meta.dirname, '..', '..');

/** docker-compose.yml as Compose reads it: merge keys applied, `${NAME:-default}` filled from `variables`, `$$` unescaped. */
export function composeFile(variables: Readonly<Record<string, string>>): ComposeFile {
  const text = readFileSync(join(CHECKOUT, 'docker-compose.yml'), 'utf8');
  const filled = text
    .replaceAll(/(?<!\$)\$\{(\w+):-([^}]*)\}/g, (_all, name: string, fallback: string) => variables[name] ?? fallback)
    .replaceAll('$$', '$');
  return { text, ...(parse(filled, { merge: true }) as Omit<ComposeFile, 'text'>) };
}

/** What a container's process finds in its environment, its secrets at the paths where they really lie. */
export function environmentOf({ secrets }: ComposeFile, service: ComposeService): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const { path } of service.env_file ?? []) {
    for (const line of readFileSync(path, 'utf8').trim().split('\n')) {
      environment[line.slice(0, line.indexOf('='))] = line.slice(line.indexOf('=') + 1);
    }
  }
  for (const [name, value] of Object.entries(service.environment)) {
    const secret = /^\/run\/secrets\/(.+)$/.exec(String(value))?.[1];
    environment[name] = secret === undefined ? String(value) : (secrets[secret]?.file ?? `no secret ${secret}`);
  }
  return environment;
}
