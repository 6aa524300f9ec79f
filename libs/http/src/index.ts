export * from './problem-error.js';
export * from './caller.js';
export * from './roles.js';
export * from './current-caller.js';
export { ProblemFilter, type ProblemLog } from './problem.filter.js';
export { createHttpApp, openApiOf, type HttpApp, type HttpAppOptions } from './create-http-app.js';
export { PROBLEM_JSON, problemBody, type ProblemBody } from './problem-body.js';
export { streamTypeOf } from './stream-body.js';
export { databaseAway } from './database-away.js';
