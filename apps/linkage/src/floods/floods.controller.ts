import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '#http';
import { inTransaction } from '#persistence';
import { DataSource } from 'typeorm';
import { floods } from './floods.js';

@ApiTags('operation')
@Roles('operator')
@Controller('v1/floods')
export class FloodsController {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  @Get()
  @ApiOperation({
    summary: 'Tags that one country’s mentions hold more often than the cap allows: kind, country, count',
  })
  async list() {
    return { floods: await inTransaction(this.dataSource, floods) };
  }
}
