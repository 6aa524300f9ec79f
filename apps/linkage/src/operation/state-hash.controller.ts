import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '#http';
import { DataSource } from 'typeorm';
import { stateHash, type StateHash } from './state-hash.js';

@ApiTags('operation')
@Roles('operator')
@Controller('v1/state-hash')
export class StateHashController {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  @Get()
  @ApiOperation({ summary: 'SHA-256 over mentions, keys, decisions and clusters: the same topics give the same hash' })
  hash(): Promise<StateHash> {
    return stateHash(this.dataSource);
  }
}
