import { Type } from '@sinclair/typebox';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { FIGURE_TABLE, type FigureTable } from '#contracts';
import { figuresPeriod, type FiguresPeriod } from '#domain';
import { CurrentCaller, notFound, Roles, type Caller } from '#http';
import { codeIn, requestBody } from '../../api/request-body.js';
import { AttestPeriod } from './attest-period.js';
import { ENTERED_TABLES, MonthlyCounts } from './monthly-counts.js';
import { PeriodFigures } from './period-figures.js';

const MOST_CELLS = 512;
const MOST_COUNT = 1_000_000;
const MONTH = /^(199\d|20\d{2})-(0[1-9]|1[0-2])$/;
const TABLE_PARAM = { name: 'table', schema: { type: 'string' as const, enum: [...FIGURE_TABLE] } };
const PERIOD_PARAM = { name: 'period', description: 'Calendar year 2026 or quarter 2026-Q1' };

const PUBLISH = requestBody({ digest: Type.String({ pattern: '^[0-9a-f]{64}$' }) });
const ATTEST = requestBody({
  tables: Type.Array(
    Type.Object(
      {
        table: codeIn(FIGURE_TABLE),
        version: Type.Integer({ minimum: 1 }),
        complete: Type.Boolean({ description: 'Nothing is missing that the country knows of' }),
        zero_confirmed: Type.Boolean({ description: 'Zeros were counted and are confirmed' }),
      },
      { additionalProperties: false },
    ),
    { minItems: 1, maxItems: FIGURE_TABLE.length },
  ),
});
const COUNTS = requestBody({
  table: codeIn(ENTERED_TABLES),
  counts: Type.Array(
    Type.Object(
      {
        codes: Type.Array(Type.String({ maxLength: 64 }), { maxItems: 2 }),
        value: Type.Integer({ minimum: 0, maximum: MOST_COUNT }),
      },
      { additionalProperties: false },
    ),
    { maxItems: MOST_CELLS },
  ),
});

/** The tables that leave the country: an officer looks at them, sends them, and vouches for them. */
@ApiTags('figures')
@Controller('v1/figures')
export class PeriodFiguresController {
  constructor(
    @Inject(PeriodFigures) private readonly figures: PeriodFigures,
    @Inject(AttestPeriod) private readonly attestPeriod: AttestPeriod,
    @Inject(MonthlyCounts) private readonly monthlyCounts: MonthlyCounts,
  ) {}

  @Get('tables/:table/:period')
  @Roles('figures', 'operator')
  @ApiOperation({ summary: 'A table as it would leave now, with its digest, beside the version that has left' })
  @ApiParam(TABLE_PARAM)
  @ApiParam(PERIOD_PARAM)
  preview(@Param('table') table: string, @Param('period') period: string) {
    return this.figures.preview(tableOf(table), periodOf(period));
  }

  @Post('tables/:table/:period')
  @HttpCode(200)
  @Roles('figures')
  @ApiOperation({
    summary: 'Sends the table with this digest to the region. Repeatable; a changed one is a new version',
  })
  @ApiParam(TABLE_PARAM)
  @ApiParam(PERIOD_PARAM)
  @ApiBody({ schema: PUBLISH.schema })
  @ApiResponse({ status: 409, description: 'The period is not over, or the register gives other figures by now' })
  publish(
    @Param('table') table: string,
    @Param('period') period: string,
    @Body() body: unknown,
    @CurrentCaller() caller: Caller,
  ) {
    return this.figures.publish(caller.name, tableOf(table), periodOf(period), PUBLISH.read(body).digest);
  }

  @Post('attestations/:period')
  @HttpCode(204)
  @Roles('figures')
  @ApiOperation({ summary: 'Vouches for versions of tables that have left' })
  @ApiParam(PERIOD_PARAM)
  @ApiBody({ schema: ATTEST.schema })
  @ApiResponse({ status: 409, description: 'Another version of a table stands, or none' })
  @ApiResponse({ status: 422, description: 'A table with cells that nobody counted is called complete' })
  async attest(@Param('period') period: string, @Body() body: unknown, @CurrentCaller() caller: Caller): Promise<void> {
    await this.attestPeriod.execute(caller.name, periodOf(period), ATTEST.read(body).tables);
  }

  @Put('monthly-counts/:month')
  @HttpCode(204)
  @Roles('figures')
  @ApiOperation({ summary: 'Enters hotline calls, screenings or disclosures by law of a month; again replaces them' })
  @ApiParam({ name: 'month', description: '2026-03' })
  @ApiBody({ schema: COUNTS.schema })
  @ApiResponse({ status: 422, description: 'Not each cell of the table once' })
  async enter(@Param('month') month: string, @Body() body: unknown, @CurrentCaller() caller: Caller): Promise<void> {
    if (!MONTH.test(month)) throw notFound();
    await this.monthlyCounts.enter(caller.name, month, COUNTS.read(body));
  }
}

function tableOf(text: string): FigureTable {
  const table = FIGURE_TABLE.find((one) => one === text);
  if (table === undefined) throw notFound();
  return table;
}

function periodOf(text: string): FiguresPeriod {
  const period = figuresPeriod(text);
  if (period === undefined) throw notFound();
  return period;
}
