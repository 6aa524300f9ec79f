export * from './bearer-tokens.js';
export * from './members/members-view.js';
export * from './members/platform-keys.js';
export type { LogPosition } from './members/revocations.js';
export * from './security-error.js';
export * from './signatures/event-digest.js';
export * from './signatures/event-signature.js';
export { SignatureThreads } from './signatures/signature-threads.js';
export * from './signing-key.js';
