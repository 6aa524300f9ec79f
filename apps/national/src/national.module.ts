import { Module, type DynamicModule } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { CountryCode } from '#contracts';
import { QuarantineModule, type Releasing } from '#messaging';
import { ObservabilityModule, type HealthRegistry, type Metrics } from '#observability';
import { Clock } from './api/clock.js';
import { ClosingsController } from './api/closings.controller.js';
import { FilesController } from './api/files.controller.js';
import { PersonsController } from './api/persons.controller.js';
import { RecordsController } from './api/records.controller.js';
import { CarePlanController, careProviders, ProtectionController } from './care/index.js';
import {
  DirectoryConsumer,
  DirectoryController,
  ListOrganisation,
  ReadDirectory,
  ReceiveDirectory,
} from './directory/index.js';
import { ConsentsController, ListConsents, RecordConsent } from './consents/index.js';
import { EpochsController, RotateEncodings } from './epochs/index.js';
import { FiguresController, figuresProviders, PeriodFiguresController } from './figures/index.js';
import { Erasures, ErasuresController, ListErasures, RequestErasure } from './erasure/index.js';
import { ExportHtcds, ExportsController } from './exports/index.js';
import { InboxConsumer } from './inbox/inbox.consumer.js';
import { BulkIntake } from './intake/bulk-intake.js';
import { ImportFile } from './intake/import-file.js';
import { RegisterOne } from './intake/register-one.js';
import type { NationalParts } from './national-parts.js';
import { OperationController } from './operation/operation.controller.js';
import { ReflectionController } from './reflection/index.js';
import {
  ReferralKeysController,
  Referrals,
  ReferralsController,
  StartReferral,
  TakenOnReferrals,
} from './referrals/index.js';
import { CloseCase } from './register/close-case.js';
import { CorrectPersons } from './register/correct-persons.js';
import { ReadRecords } from './register/read-records.js';
import { ReopenCase } from './register/reopen-case.js';
import { VoidCase } from './register/void-case.js';
import { Reviews, ReviewsController } from './reviews/index.js';
import { EmergenciesController, IncidentsController, Rights, RightsController } from './rights/index.js';
import { SearchController, SearchRecords } from './search/index.js';
import { ReadTimeline, TimelineController } from './timeline/index.js';
import { ReadWaiting, WaitingController } from './waiting/index.js';

export interface NationalModuleOptions {
  readonly transport: Releasing;
  readonly country: CountryCode;
  readonly dataSource: DataSource;
  readonly parts: NationalParts;
  readonly health: HealthRegistry;
  readonly metrics: Metrics;
}

/** One country's service: register, vault, anonymisation, figures. */
@Module({})
export class NationalModule {
  static of({ country, dataSource, parts, health, metrics, transport }: NationalModuleOptions): DynamicModule {
    const clock = new Clock(country, parts.now);
    return {
      module: NationalModule,
      imports: [ObservabilityModule.forRoot({ health, metrics }), QuarantineModule.of(dataSource, transport)],
      controllers: [
        RecordsController,
        FilesController,
        PersonsController,
        ClosingsController,
        FiguresController,
        PeriodFiguresController,
        ReviewsController,
        OperationController,
        EpochsController,
        CarePlanController,
        ProtectionController,
        ReflectionController,
        DirectoryController,
        ReferralsController,
        ReferralKeysController,
        ConsentsController,
        ErasuresController,
        SearchController,
        RightsController,
        EmergenciesController,
        IncidentsController,
        ExportsController,
        TimelineController,
        WaitingController,
        InboxConsumer,
        DirectoryConsumer,
      ],
      providers: [
        { provide: DataSource, useValue: dataSource },
        { provide: Clock, useValue: clock },
        { provide: RegisterOne, useValue: parts.registerOne },
        { provide: BulkIntake, useValue: parts.bulkIntake },
        { provide: ImportFile, useValue: parts.importFile },
        { provide: ReadRecords, useValue: parts.readRecords },
        { provide: ExportHtcds, useValue: parts.exportHtcds },
        { provide: SearchRecords, useValue: parts.searchRecords },
        { provide: CorrectPersons, useValue: parts.correctPersons },
        { provide: VoidCase, useValue: parts.voidCase },
        { provide: CloseCase, useValue: parts.closeCase },
        { provide: ReopenCase, useValue: parts.reopenCase },
        { provide: RecordConsent, useValue: parts.recordConsent },
        { provide: ListConsents, useValue: parts.listConsents },
        { provide: Erasures, useValue: parts.erasures },
        { provide: RequestErasure, useValue: parts.erasures.request },
        { provide: ListErasures, useValue: parts.erasures.list },
        { provide: Rights, useValue: parts.rights },
        { provide: Reviews, useValue: parts.reviews },
        { provide: Referrals, useValue: parts.referrals },
        { provide: StartReferral, useValue: new StartReferral(parts.referrals, parts.registerOne, clock) },
        { provide: ListOrganisation, useValue: parts.listOrganisation },
        { provide: ReadDirectory, useValue: parts.readDirectory },
        { provide: ReceiveDirectory, useValue: parts.receiveDirectory },
        { provide: ReadTimeline, useValue: parts.readTimeline },
        { provide: ReadWaiting, useValue: parts.readWaiting },
        { provide: RotateEncodings, useValue: parts.rotation },
        ...careProviders({
          dataSource,
          referrals: new TakenOnReferrals(),
          reflection: parts.reflection,
          now: parts.now,
        }),
        ...figuresProviders({ country, dataSource, outbox: parts.outbox, policy: parts.policy, now: parts.now }),
      ],
    };
  }
}
