/** Whether a broker refuses this principal: trying again does not help, somebody has to give it its right. */
export function isRefusal(error: unknown): boolean {
  for (let cause = error; typeof cause === 'object' && cause !== null; cause = (cause as { cause?: unknown }).cause) {
    const { name, type } = cause as { name?: unknown; type?: unknown };
    if (name === 'KafkaJSSASLAuthenticationError') return true;
    if (typeof type === 'string' && type.endsWith('_AUTHORIZATION_FAILED')) return true;
  }
  return false;
}
