import { Module, type DynamicModule } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { QuarantineController, RELEASING, type Releasing } from './quarantine.controller.js';

/** Operators' routes to what a consuming service has refused. */
@Module({})
export class QuarantineModule {
  static of(dataSource: DataSource, transport: Releasing): DynamicModule {
    return {
      module: QuarantineModule,
      controllers: [QuarantineController],
      providers: [
        { provide: DataSource, useValue: dataSource },
        { provide: RELEASING, useValue: transport },
      ],
    };
  }
}
