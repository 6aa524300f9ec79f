import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '#http';
import { DataSource } from 'typeorm';
import { progress, type Progress } from './progress.js';

@ApiTags('operation')
@Roles('operator')
@Controller('v1/progress')
export class ProgressController {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  @Get()
  @ApiOperation({ summary: 'Totals of mentions and clusters, and whether the store is live' })
  progress(): Promise<Progress> {
    return progress(this.dataSource);
  }
}
