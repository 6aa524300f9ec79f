import { Module, type DynamicModule } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Audits } from './audit/audits.js';
import { AuditsController } from './audit/audits.controller.js';
import { ExplainController } from './explain/explain.controller.js';
import { Explanations } from './explain/explanations.js';
import { EpochPurge } from './epochs/epoch-purge.js';
import { EpochsController } from './epochs/epochs.controller.js';
import { FloodsController } from './floods/floods.controller.js';
import { Models } from './models/models.js';
import { ModelsController } from './models/models.controller.js';
import { TagWatch } from './tags/tag-watch.js';
import { TagsController } from './tags/tags.controller.js';

export interface OperatorParts {
  readonly dataSource: DataSource;
  readonly explanations: Explanations;
  readonly models: Models;
  readonly audits: Audits;
  readonly tags: TagWatch;
  readonly purge: EpochPurge;
}

/** What operators ask linkage and have it do. Nothing here names a person, and nothing shows a tag or an encoding. */
@Module({})
export class OperatorModule {
  static of({ dataSource, explanations, models, audits, tags, purge }: OperatorParts): DynamicModule {
    return {
      module: OperatorModule,
      controllers: [
        ExplainController,
        FloodsController,
        ModelsController,
        AuditsController,
        TagsController,
        EpochsController,
      ],
      providers: [
        { provide: DataSource, useValue: dataSource },
        { provide: Explanations, useValue: explanations },
        { provide: Models, useValue: models },
        { provide: Audits, useValue: audits },
        { provide: TagWatch, useValue: tags },
        { provide: EpochPurge, useValue: purge },
      ],
    };
  }
}
