export default async function globalTeardown() {
  const { closeTestInfrastructure } = await import('./test-infrastructure.ts');
  await closeTestInfrastructure();
}
