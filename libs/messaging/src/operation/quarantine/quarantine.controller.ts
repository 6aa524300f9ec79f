import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { topicNamed } from '#contracts';
import { ProblemError, Roles } from '#http';
import { DataSource } from 'typeorm';
import type { Position } from '../../accepted-event.js';
import type { ReleaseOutcome } from '../../transport/release.js';
import { listQuarantined, type QuarantinedRecord } from './list-quarantined.js';

/** What releases: the service's transport. */
export interface Releasing {
  releaseQuarantined(position: Position): Promise<ReleaseOutcome>;
}
export const RELEASING = Symbol('releasing');

const OFFSET = /^\d{1,19}$/;

/** Refused records, and their second chance after a fix. */
@ApiTags('operation')
@Roles('operator')
@Controller('v1/quarantine')
export class QuarantineController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(RELEASING) private readonly transport: Releasing,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Refused records that nobody has released: position, reason, digest; never the payload' })
  list(): Promise<QuarantinedRecord[]> {
    return listQuarantined(this.dataSource);
  }

  @Post('release')
  @HttpCode(200)
  @ApiOperation({ summary: 'Reads a refused record from its topic again and judges it as if it had come now' })
  @ApiBody({
    schema: {
      type: 'object',
      additionalProperties: false,
      required: ['topic', 'partition', 'offset'],
      properties: {
        topic: { type: 'string', description: 'Name in the contract, without a deployment’s prefix' },
        partition: { type: 'integer', minimum: 0 },
        offset: { type: 'string', pattern: OFFSET.source },
      },
    },
  })
  @ApiOkResponse({
    schema: {
      type: 'object',
      properties: {
        outcome: { type: 'string', enum: ['applied', 'parked', 'repeat', 'refused', 'not-quarantined', 'gone'] },
      },
    },
  })
  async release(@Body() body: unknown): Promise<{ outcome: ReleaseOutcome }> {
    return { outcome: await this.transport.releaseQuarantined(positionOf(body)) };
  }
}

/** @throws ProblemError 400 `bad-position` */
function positionOf(body: unknown): Position {
  const { topic, partition, offset } = (typeof body === 'object' && body !== null ? body : {}) as Record<
    string,
    unknown
  >;
  const known = typeof topic === 'string' && topicNamed(topic) !== undefined;
  if (!known || !Number.isSafeInteger(partition) || typeof offset !== 'string' || !OFFSET.test(offset)) {
    throw new ProblemError(
      400,
      'bad-position',
      'A position is a topic of the contract, a partition, an offset as text.',
    );
  }
  return { topic, partition: partition as number, offset: BigInt(offset) };
}
