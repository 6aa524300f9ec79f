import { readFileSync } from 'node:fs';

// The build leaves specs out; a test run must compile them: everything of .swcrc but its exclusion.
const { jsc, module } = JSON.parse(readFileSync(new URL('.swcrc', import.meta.url), 'utf8'));

/** Native ESM: `npm test` starts Jest with --experimental-vm-modules. */
export default {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['kerege-source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc, module, sourceMaps: 'inline', swcrc: false }] },
  testMatch: ['<rootDir>/{apps,libs,test}/**/*.spec.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.kerege/'],
  globalSetup: '<rootDir>/libs/testing/src/jest/global-setup.mjs',
  globalTeardown: '<rootDir>/libs/testing/src/jest/global-teardown.mjs',
  maxWorkers: 2,
  testTimeout: 60_000,
  workerIdleMemoryLimit: '1500MB',
};
