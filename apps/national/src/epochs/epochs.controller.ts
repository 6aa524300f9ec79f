import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { DomainError } from '#domain';
import { ProblemError, Roles } from '#http';
import { RotateEncodings, type RotationProgress } from './rotate-encodings.js';

const EPOCH = { type: 'integer' as const, minimum: 1, maximum: 65_535 };
const PROGRESS = {
  type: 'object' as const,
  required: ['epoch', 'retiring', 'mentions', 'behind'],
  properties: {
    epoch: { ...EPOCH, description: 'The newest open epoch' },
    retiring: { ...EPOCH, nullable: true, description: 'The one before it, while mentions carry both' },
    mentions: { type: 'integer' as const, description: 'Mentions that stand' },
    behind: { type: 'integer' as const, description: 'Of them those that do not carry exactly the open epochs yet' },
  },
};

/** Epochs of the encoding key: an operator opens the next one, watches, and closes the former one. */
@ApiTags('operation')
@Controller('v1/encoding-epochs')
@Roles('operator')
export class EpochsController {
  constructor(@Inject(RotateEncodings) private readonly rotation: RotateEncodings) {}

  @Get()
  @ApiOperation({ summary: 'Open epochs of the encoding key, and how many mentions carry them' })
  @ApiOkResponse({ schema: PROGRESS })
  progress(): Promise<RotationProgress> {
    return this.rotation.progress();
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Opens the next epoch: every mention will carry both' })
  @ApiBody({ schema: { type: 'object', required: ['epoch'], properties: { epoch: EPOCH } } })
  @ApiOkResponse({ schema: PROGRESS })
  @ApiResponse({ status: 409, description: 'Not the next one, or two are open already' })
  open(@Body() body: unknown): Promise<RotationProgress> {
    return answered(this.rotation.open(epochOf((body as { epoch?: unknown } | null | undefined)?.epoch)));
  }

  @Delete(':epoch')
  @ApiOperation({ summary: 'Closes the former epoch: no mention will carry it any more' })
  @ApiParam({ name: 'epoch', schema: EPOCH })
  @ApiOkResponse({ schema: PROGRESS })
  @ApiResponse({ status: 409, description: 'Not the former of two, or mentions are behind' })
  close(@Param('epoch') epoch: string): Promise<RotationProgress> {
    return answered(this.rotation.close(epochOf(/^\d{1,5}$/.test(epoch) ? Number(epoch) : undefined)));
  }
}

function epochOf(epoch: unknown): number {
  if (typeof epoch === 'number' && Number.isInteger(epoch) && epoch >= 1 && epoch <= EPOCH.maximum) return epoch;
  throw new ProblemError(400, 'bad-epoch', `An epoch is a whole number from 1 to ${EPOCH.maximum}.`);
}

async function answered(progress: Promise<RotationProgress>): Promise<RotationProgress> {
  try {
    return await progress;
  } catch (error) {
    if (error instanceof DomainError) throw new ProblemError(409, error.code, error.message);
    throw error;
  }
}
