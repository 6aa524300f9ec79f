import {
  FIGURE_MARKER,
  FIGURE_TABLE,
  FIGURE_UNIT,
  PENALISATION_COUNT,
  PERMIT_COUNT,
  REFLECTION_COUNT,
  RETURN_COUNT,
  SCREENING_COUNT,
} from '../figures.js';
import { codeList } from './code-list.js';

export const FIGURES_LISTS = {
  FIGURE_TABLE: codeList(FIGURE_TABLE, 'Kerege', 'Table of a country’s figures.'),
  FIGURE_UNIT: codeList(FIGURE_UNIT, 'Kerege', 'What a table counts.'),
  FIGURE_MARKER: codeList(FIGURE_MARKER, 'Kerege', 'What stands instead of a number.'),
  REFLECTION_COUNT: codeList(REFLECTION_COUNT, 'Kerege; CoE Convention art. 13', 'What is counted about reflection.'),
  RETURN_COUNT: codeList(RETURN_COUNT, 'Kerege', 'What is counted about returns.'),
  PENALISATION_COUNT: codeList(PENALISATION_COUNT, 'Kerege; 22 USC 7106(b)(2)', 'Penalisations of victims.'),
  PERMIT_COUNT: codeList(PERMIT_COUNT, 'Kerege', 'Permits, compensation and medical care.'),
  SCREENING_COUNT: codeList(SCREENING_COUNT, 'Kerege', 'What is counted about screenings.'),
} as const;
