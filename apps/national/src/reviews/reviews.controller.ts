import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { MATCH_BASIS, MATCH_DECISION, REVIEWER } from '#contracts';
import { CurrentCaller, notFound, ProblemError, Roles, type Caller } from '#http';
import { organisationOf } from '../api/organisation-of.js';
import { refAfter } from '../api/page-after.js';
import { refOf } from '../api/ref-of.js';
import type { ReviewReader } from './read-log.js';
import type { Answer } from './review.js';
import { Reviews } from './reviews.js';

const ANSWER_SCHEMA = {
  type: 'object' as const,
  additionalProperties: false,
  required: ['decision', 'basis', 'reviewer'],
  properties: {
    decision: { type: 'string' as const, enum: [...MATCH_DECISION] },
    basis: { type: 'string' as const, enum: [...MATCH_BASIS] },
    reviewer: { type: 'string' as const, enum: [...REVIEWER] },
  },
};

/** Is a person of ours known to another country? Asked about, and answered for, own records alone. */
@ApiTags('reviews')
@Controller('v1')
@Roles('agency')
export class ReviewsController {
  constructor(@Inject(Reviews) private readonly reviews: Reviews) {}

  @Get('reviews')
  @ApiOperation({ summary: 'Questions about the own organisation’s records, and where each stands. Logged' })
  @ApiQuery({ name: 'after', required: false, description: 'Reference that the page begins after' })
  @ApiResponse({ status: 400, description: '"after" is no reference' })
  async list(@CurrentCaller() caller: Caller, @Query('after') after?: string) {
    return { reviews: await this.reviews.list.execute(readerOf(caller), refAfter(after)) };
  }

  @Get('reviews/:matchRef')
  @ApiOperation({ summary: 'One question with the own record, bands and warnings. Logged, within a daily quota' })
  @ApiParam({ name: 'matchRef', format: 'uuid' })
  @ApiResponse({ status: 404, description: 'Not there, or about a record of another organisation' })
  @ApiResponse({ status: 429, description: 'The quota of the caller or of the organisation is used up' })
  open(@Param('matchRef') matchRef: string, @CurrentCaller() caller: Caller) {
    return this.reviews.open.execute(readerOf(caller), refOf(matchRef));
  }

  @Post('reviews/:matchRef/answer')
  @HttpCode(200)
  @ApiOperation({ summary: 'Answers, or answers anew: DIFFERENT or UNSURE after SAME unlinks. Leaves signed, at once' })
  @ApiParam({ name: 'matchRef', format: 'uuid' })
  @ApiBody({ schema: ANSWER_SCHEMA })
  @ApiResponse({ status: 409, description: 'Withdrawn, or not opened before' })
  answer(@Param('matchRef') matchRef: string, @Body() body: unknown, @CurrentCaller() caller: Caller) {
    return this.reviews.answer.execute(readerOf(caller), refOf(matchRef), answerOf(body));
  }

  @Get('reviews/:matchRef/why')
  @ApiOperation({ summary: 'What is alike, in bands, without the record. Logged' })
  @ApiParam({ name: 'matchRef', format: 'uuid' })
  why(@Param('matchRef') matchRef: string, @CurrentCaller() caller: Caller) {
    return this.reviews.explain.why(readerOf(caller), refOf(matchRef));
  }

  @Get('reviews/:matchRef/history')
  @ApiOperation({ summary: 'What was asked, answered and told, in order. Logged' })
  @ApiParam({ name: 'matchRef', format: 'uuid' })
  async history(@Param('matchRef') matchRef: string, @CurrentCaller() caller: Caller) {
    return { history: await this.reviews.explain.history(readerOf(caller), refOf(matchRef)) };
  }

  @Get('records/:recordId/links')
  @ApiOperation({ summary: 'How an own record is tied to other countries’ mentions, and why it is not. Logged' })
  @ApiParam({ name: 'recordId' })
  @ApiResponse({ status: 404, description: 'Not there, or of another organisation' })
  async links(@Param('recordId') recordId: string, @CurrentCaller() caller: Caller) {
    const links = await this.reviews.explain.links(readerOf(caller), recordId);
    if (links === undefined) throw notFound();
    return links;
  }

  @Get('records/:recordId/why-not/:otherId')
  @ApiOperation({ summary: 'Why two own records are not held to be one person, in reasons and bands. Logged' })
  @ApiParam({ name: 'recordId' })
  @ApiParam({ name: 'otherId' })
  @ApiResponse({ status: 404, description: 'One of the two is not there, or of another organisation' })
  whyNot(@Param('recordId') recordId: string, @Param('otherId') otherId: string, @CurrentCaller() caller: Caller) {
    return this.reviews.compare.whyNot(readerOf(caller), recordId, otherId);
  }
}

function readerOf(caller: Caller): ReviewReader {
  return { caller: caller.name, organisation: organisationOf(caller) };
}

function answerOf(body: unknown): Answer {
  const { decision, basis, reviewer, ...rest } = (body ?? {}) as Record<string, unknown>;
  const known = {
    decision: MATCH_DECISION.find((code) => code === decision),
    basis: MATCH_BASIS.find((code) => code === basis),
    reviewer: REVIEWER.find((code) => code === reviewer),
  };
  if (known.decision && known.basis && known.reviewer && Object.keys(rest).length === 0) return known as Answer;
  throw new ProblemError(400, 'bad-answer', 'Send "decision", "basis" and "reviewer" with codes of their lists.');
}
