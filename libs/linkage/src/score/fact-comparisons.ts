import type { Comparison } from './comparison.js';
import type { PairView } from './pair-view.js';

/** Least similarity of two places' filters, thousandths. */
const NEAR_PLACE = 700;

export const birthPlace: Comparison = {
  name: 'birthPlace',
  levels: ['ABSENT', 'SAME', 'NEAR', 'SAME_REGION_ALONE', 'OTHER_PLACE_SAME_REGION', 'OTHER_PLACE', 'OTHER_REGION'],
  levelOf: (view) => {
    const [place, region] = [view.same('place'), view.same('admin1')];
    if (place === true) return 'SAME';
    if (place === null) return region === null ? 'ABSENT' : region ? 'SAME_REGION_ALONE' : 'OTHER_REGION';
    if ((view.dice('place') ?? 0) >= NEAR_PLACE) return 'NEAR';
    if (region === null) return 'OTHER_PLACE';
    return region ? 'OTHER_PLACE_SAME_REGION' : 'OTHER_REGION';
  },
};

export const citizenship: Comparison = slotComparison('citizenship');
export const sex: Comparison = slotComparison('sex');
export const phone: Comparison = exactComparison('phone', 'X3');
export const handle: Comparison = exactComparison('handle', 'X4');

export const document: Comparison = {
  name: 'document',
  levels: ['ABSENT', 'SAME', 'ONE_END_SAME', 'DIFFERENT', 'OTHER_KIND'],
  levelOf: (view) => {
    const same = view.exact('X1');
    if (same !== false) return same === null ? 'ABSENT' : 'SAME';
    if (view.same('documentHead') === true || view.same('documentTail') === true) return 'ONE_END_SAME';
    return view.same('documentKind') === false ? 'OTHER_KIND' : 'DIFFERENT';
  },
};

/** Numbers of two countries cannot be the same: they say nothing. */
export const nationalId: Comparison = {
  name: 'nationalId',
  levels: ['ABSENT', 'SAME', 'END_SAME', 'DIFFERENT', 'OTHER_COUNTRY'],
  levelOf: (view) => {
    const same = view.exact('X2');
    if (same !== false) return same === null ? 'ABSENT' : 'SAME';
    if (view.same('nationalIdTail') === true) return 'END_SAME';
    return view.same('nationalIdKind') === false ? 'OTHER_COUNTRY' : 'DIFFERENT';
  },
};

function slotComparison(name: string): Comparison {
  return { name, levels: ['ABSENT', 'SAME', 'DIFFERENT'], levelOf: (view) => agreement(view.same(name)) };
}

function exactComparison(name: string, variant: string): Comparison {
  return { name, levels: ['ABSENT', 'SAME', 'DIFFERENT'], levelOf: (view) => agreement(view.exact(variant)) };
}

function agreement(same: ReturnType<PairView['same']>) {
  if (same === null) return 'ABSENT';
  return same ? 'SAME' : 'DIFFERENT';
}
