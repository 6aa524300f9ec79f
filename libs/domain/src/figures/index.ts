export * from './figures-period.js';
export * from './figures-ref.js';
export * from './figure-cells.js';
export * from './shown-figures.js';
