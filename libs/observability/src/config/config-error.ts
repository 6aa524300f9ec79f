/** What is wrong with one environment variable. Never holds the variable's value: it may be a secret. */
export interface ConfigProblem {
  readonly variable: string;
  /** What was expected, for example `must be an integer from 0 to 65535`. */
  readonly problem: string;
}

/** The environment does not allow a start. Lists every problem at once, so that an operator corrects them in one go. */
export class ConfigError extends Error {
  readonly code = 'config';

  constructor(readonly problems: readonly ConfigProblem[]) {
    super(`the environment is not valid:\n${problems.map((p) => `  ${p.variable} ${p.problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}
