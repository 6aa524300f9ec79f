/** Processor time of synchronous work in seconds: what others on the machine do counts less than in wall time. */
export function processorSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
