export { AttestPeriod } from './attest-period.js';
export { figuresMigrations } from './figures-migrations.js';
export { MonthlyCounts } from './monthly-counts.js';
export { PeriodFiguresController } from './period-figures.controller.js';
export { PeriodFigures } from './period-figures.js';
