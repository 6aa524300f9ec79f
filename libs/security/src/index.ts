export * from './bearer-tokens.js';
export * from './event-digest.js';
export * from './event-signature.js';
export * from './members/members-view.js';
export * from './members/platform-keys.js';
export type { LogPosition } from './members/revocations.js';
export * from './security-error.js';
export * from './signing-key.js';
