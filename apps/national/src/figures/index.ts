export { figuresProviders } from './figures-providers.js';
export { figuresMigrations, PeriodFiguresController } from './tables/index.js';
export { FiguresController } from './figures.controller.js';
