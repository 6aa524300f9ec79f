export { Breaches, raiseBreach } from './breaches.js';
export { ReflectionOfCase } from './reflection-of-case.js';
export { ReflectionController } from './reflection.controller.js';
export { reflectionMigrations } from './reflection-migrations.js';
export { Reflections } from './reflections.js';
