import type { Comparison } from './comparison.js';
import type { PairView } from './pair-view.js';

/** Least similarity of two places' filters, thousandths. */
const NEAR_PLACE = 700;

export const birthPlace: Comparison = {
  name: 'birthPlace',
  levels: ['ABSENT', 'SAME', 'NEAR', 'SAME_REGION_ALONE', 'OTHER_PLACE_SAME_REGION', 'OTHER_PLACE', 'OTHER_REGION'],
  levelOf: (view) => {
    const region = !view.both('admin1') ? null : view.same('admin1');
    if (!view.both('place')) return region === null ? 'ABSENT' : region ? 'SAME_REGION_ALONE' : 'OTHER_REGION';
    if (view.same('place')) return 'SAME';
    if (view.dice('place') >= NEAR_PLACE) return 'NEAR';
    if (region === null) return 'OTHER_PLACE';
    return region ? 'OTHER_PLACE_SAME_REGION' : 'OTHER_REGION';
  },
};

export const citizenship: Comparison = simple('citizenship', (view) => view.same('citizenship'));
export const sex: Comparison = simple('sex', (view) => view.same('sex'));
export const phone: Comparison = number('phone', 'X3');
export const handle: Comparison = number('handle', 'X4');

export const document: Comparison = {
  name: 'document',
  levels: ['ABSENT', 'SAME', 'ONE_END_SAME', 'DIFFERENT', 'OTHER_KIND'],
  byTag: 'SAME',
  levelOf: (view) => {
    if (view.exact('X1')) return 'SAME';
    if (!view.both('document')) return 'ABSENT';
    if (view.same('documentHead') || view.same('documentTail')) return 'ONE_END_SAME';
    return view.same('documentKind') ? 'DIFFERENT' : 'OTHER_KIND';
  },
};

/** Numbers of two countries cannot be the same: they say nothing. */
export const nationalId: Comparison = {
  name: 'nationalId',
  levels: ['ABSENT', 'SAME', 'END_SAME', 'DIFFERENT', 'OTHER_COUNTRY'],
  byTag: 'SAME',
  levelOf: (view) => {
    if (view.exact('X2')) return 'SAME';
    if (!view.both('nationalId')) return 'ABSENT';
    if (view.same('nationalIdTail')) return 'END_SAME';
    return view.same('nationalIdKind') ? 'DIFFERENT' : 'OTHER_COUNTRY';
  },
};

/** A pair that shares numbers and nothing under which names could be compared: family phones, recruiters' phones. */
export const company: Comparison = {
  name: 'company',
  levels: ['ABSENT', 'NUMBERS_ALONE'],
  levelOf: ({ shared }) => (shared.every((variant) => variant.startsWith('X')) ? 'NUMBERS_ALONE' : 'ABSENT'),
};

function number(name: string, variant: string): Comparison {
  return { ...simple(name, (view) => view.exact(variant)), byTag: 'SAME' };
}

function simple(name: string, isSame: (view: PairView) => boolean): Comparison {
  return {
    name,
    levels: ['ABSENT', 'SAME', 'DIFFERENT'],
    levelOf: (view) => (isSame(view) ? 'SAME' : view.both(name) ? 'DIFFERENT' : 'ABSENT'),
  };
}
