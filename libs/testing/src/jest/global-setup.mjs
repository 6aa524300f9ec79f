// Jest loads this outside of its sandbox, where Node itself has to read the TypeScript sources.
import { register } from 'node:module';

register('./typescript-loader.mjs', import.meta.url);

export default async function globalSetup() {
  const { openTestInfrastructure } = await import('./test-infrastructure.ts');
  await openTestInfrastructure();
}
