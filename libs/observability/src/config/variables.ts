import { NotAsExpected, type Environment, type Variable } from './read-config.js';

/** `default` stands in for an absent or empty variable; without it the variable is required. */
export interface Default<T> {
  readonly default?: T;
}

/** Builds a variable from a parser that throws `NotAsExpected`. An empty text counts as absent. */
export function variable<T>(name: string, parse: (text: string) => T, options: Default<T> = {}): Variable<T> {
  return {
    name,
    read(env: Environment): T {
      const text = env[name]?.trim() ?? '';
      if (text !== '') return parse(text);
      if (options.default !== undefined) return options.default;
      throw new NotAsExpected('is missing');
    },
  };
}

/** The same variable, `undefined` where absent or empty. A wrong value is still an error. */
export function optional<T>(inner: Variable<T>): Variable<T | undefined> {
  return {
    name: inner.name,
    read: (env) => ((env[inner.name]?.trim() ?? '') === '' ? undefined : inner.read(env)),
  };
}

export function text(name: string, options: Default<string> & { pattern?: RegExp; form?: string } = {}) {
  const check = (value: string): string => {
    if (options.pattern === undefined || options.pattern.test(value)) return value;
    throw new NotAsExpected(`must be ${options.form ?? `a text that matches ${options.pattern.source}`}`);
  };
  return variable(name, check, options);
}

/** A decimal integer from `min` to `max`, both included. `unit` only completes the error message. */
export function integer(name: string, options: Default<number> & { min: number; max: number; unit?: string }) {
  const parse = (value: string): number => {
    const number = /^-?\d{1,15}$/.test(value) ? Number(value) : NaN;
    if (number >= options.min && number <= options.max) return number;
    const unit = options.unit === undefined ? '' : ` ${options.unit}`;
    throw new NotAsExpected(`must be an integer from ${options.min} to ${options.max}${unit}`);
  };
  return variable(name, parse, options);
}

/** One of the given codes. */
export function oneOfCodes<const T extends string>(
  name: string,
  codes: readonly T[],
  options: Default<NoInfer<T>> = {},
) {
  const parse = (value: string): T => {
    const found = codes.find((code) => code === value);
    if (found !== undefined) return found;
    throw new NotAsExpected(`must be one of ${codes.join(', ')}`);
  };
  return variable<T>(name, parse, options);
}

/** Comma separated entries, blanks around them dropped; at least one, each of the given form. */
export function list(name: string, options: Default<readonly string[]> & { pattern?: RegExp; form?: string } = {}) {
  const parse = (value: string): readonly string[] => {
    const entries = value.split(',').map((entry) => entry.trim());
    const good = entries.every((entry) => entry !== '' && (options.pattern?.test(entry) ?? true));
    if (good) return entries;
    throw new NotAsExpected(`must be a comma separated list${options.form === undefined ? '' : ` of ${options.form}`}`);
  };
  return variable(name, parse, options);
}
