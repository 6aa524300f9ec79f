import { UsageError } from './command.js';

/** Options of commands that create topics. */
export const COPIES_OPTIONS = { replicas: { type: 'string' }, 'min-insync': { type: 'string' } } as const;

/** How many copies of a partition there shall be; absent: the contract's defaults. @throws UsageError */
export function copiesOf(values: {
  readonly replicas?: string | undefined;
  readonly 'min-insync'?: string | undefined;
}) {
  return { ...count('replicationFactor', values.replicas), ...count('minInsyncReplicas', values['min-insync']) };
}

function count<K extends string>(key: K, text: string | undefined): Partial<Record<K, number>> {
  if (text === undefined) return {};
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new UsageError(`not a number of copies: ${text}`);
  return { [key]: value } as Record<K, number>;
}
