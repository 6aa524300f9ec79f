export { Figures, type WantedYears } from './figures.js';
export { FiguresController } from './figures.controller.js';
