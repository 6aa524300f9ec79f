import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { Roles } from '#http';
import { inTransaction } from '#persistence';
import { deliveryProblems } from '../inbox/delivery-problems.js';
import { progress, type Progress } from './progress.js';

/** For operators: counts, states and positions; nothing about anybody. */
@ApiTags('operation')
@Controller('v1')
@Roles('operator')
export class OperationController {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  @Get('progress')
  @ApiOperation({ summary: 'Records taken in, events published and pending, mentions, delivery problems' })
  progress(): Promise<Progress> {
    return progress(this.dataSource);
  }

  @Get('delivery-problems')
  @ApiOperation({ summary: 'Records of this country that a reader parked or refused, the newest 500 first' })
  async problems() {
    return { problems: await inTransaction(this.dataSource, (tx) => deliveryProblems(tx)) };
  }
}
