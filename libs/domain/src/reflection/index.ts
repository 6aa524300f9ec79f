export * from './reflection-policy.js';
export * from './reflection-period.js';
export * from './person-return.js';
export * from './police-contact.js';
