import { Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { notFound, Roles } from '#http';
import { Referrals } from './referrals.js';

/** Keys that other countries seal to. Private halves never leave the key store. */
@ApiTags('operation')
@Controller('v1/referral-keys')
@Roles('operator')
export class ReferralKeysController {
  constructor(@Inject(Referrals) private readonly referrals: Referrals) {}

  @Get()
  @ApiOperation({
    summary: 'The country’s public keys for the members log, and how many one-time keys each country finds',
  })
  state() {
    return this.referrals.keys.state();
  }

  @Post()
  @HttpCode(201)
  @ApiOperation({
    summary: 'Makes the country’s next key; it counts once the members log names it, and former ones go on opening',
  })
  add() {
    return this.referrals.keys.addCountryKey();
  }

  @Delete(':kid')
  @HttpCode(204)
  @ApiOperation({ summary: 'Destroys a former key: whatever is still sealed to it opens no more' })
  @ApiParam({ name: 'kid' })
  @ApiResponse({ status: 404, description: 'No such key, or destroyed already' })
  async end(@Param('kid') kid: string): Promise<void> {
    if (!(await this.referrals.keys.endCountryKey(kid))) throw notFound();
  }
}
