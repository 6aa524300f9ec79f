import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '#http';
import { EpochPurge, type PurgeView } from './epoch-purge.js';

@ApiTags('operation')
@Roles('operator')
@Controller('v1/revoked-epochs')
export class EpochsController {
  constructor(@Inject(EpochPurge) private readonly purge: EpochPurge) {}

  @Get()
  @ApiOperation({ summary: 'Revoked key epochs, how far they have left the store, and mentions without an encoding' })
  show(): Promise<PurgeView> {
    return this.purge.show();
  }
}
