import { ConfigError, type ConfigProblem } from './config-error.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The raw text does not have the expected form. The message says what was expected, never what was found. */
export class NotAsExpected extends Error {
  override readonly name = 'NotAsExpected';
}

/** Reads one environment variable into a typed value. */
export interface Variable<T> {
  readonly name: string;
  /** Throws `NotAsExpected`. */
  read(env: Environment): T;
}

export type ConfigSpec = Readonly<Record<string, Variable<unknown>>>;
export type ConfigOf<S extends ConfigSpec> = { readonly [K in keyof S]: S[K] extends Variable<infer T> ? T : never };

/**
 * Reads all variables of `spec` from `env`. Throws one `ConfigError` that names every variable that is missing or wrong.
 *
 *     const config = readConfig({ port: integer('PORT', { min: 0, max: 65_535 }), ...kafkaVariables }, process.env);
 */
export function readConfig<S extends ConfigSpec>(spec: S, env: Environment): ConfigOf<S> {
  const problems: ConfigProblem[] = [];
  const values: Record<string, unknown> = {};
  for (const [field, variable] of Object.entries(spec)) {
    try {
      values[field] = variable.read(env);
    } catch (error) {
      if (!(error instanceof NotAsExpected)) throw error;
      problems.push({ variable: variable.name, problem: error.message });
    }
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(values) as ConfigOf<S>;
}
