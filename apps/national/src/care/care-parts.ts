import type { Provider } from '@nestjs/common';
import type { ReflectionPolicy } from '#domain';
import type { DataSource } from 'typeorm';
import { Breaches, Reflections } from '../reflection/index.js';
import { Assessments } from './assessments.js';
import { CaseWalls, type AcceptedReferrals } from './case-walls.js';
import { Entitlements } from './entitlements.js';
import { Penalisations } from './penalisations.js';
import { ReadCare } from './read-care.js';
import { Returns } from './returns.js';
import { Services } from './services.js';

export interface CareOptions {
  readonly dataSource: DataSource;
  readonly referrals: AcceptedReferrals;
  readonly reflection: ReflectionPolicy;
  readonly now: () => Date;
}

/** The use cases of care and reflection, for the controllers. */
export function careProviders({ dataSource, referrals, reflection, now }: CareOptions): Provider[] {
  const walls = new CaseWalls(referrals);
  const reflections = new Reflections(dataSource, walls, reflection, now);
  return [
    { provide: Reflections, useValue: reflections },
    { provide: Breaches, useValue: new Breaches(dataSource) },
    { provide: Assessments, useValue: new Assessments(dataSource, walls, now) },
    { provide: Services, useValue: new Services(dataSource, walls, now) },
    { provide: Penalisations, useValue: new Penalisations(dataSource, walls, now) },
    { provide: Entitlements, useValue: new Entitlements(dataSource, walls, now) },
    { provide: Returns, useValue: new Returns(dataSource, walls, reflections, now) },
    { provide: ReadCare, useValue: new ReadCare(dataSource, walls) },
  ];
}
