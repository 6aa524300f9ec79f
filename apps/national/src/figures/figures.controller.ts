import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { ProblemError, Roles } from '#http';
import { BY_ATTRIBUTE, IDENTIFIED, PRESUMED, rows } from './figures-schema.js';
import { Figures, type WantedYears } from './figures.js';

const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;
const FROM = {
  name: 'from',
  required: false,
  schema: { type: 'integer' as const },
  description: 'First calendar year; default: the register’s first.',
};
const TO = { ...FROM, name: 'to', description: 'Last calendar year; default: the register’s last.' };
/** Exact figures of the own country. The regional side never has them. */
@ApiTags('figures')
@Controller('v1')
@Roles('figures', 'operator')
export class FiguresController {
  constructor(@Inject(Figures) private readonly figures: Figures) {}

  @Get('figures/identified')
  @ApiOperation({ summary: 'V1, V2 and V2x: persons identified, by year, zero rows included' })
  @ApiQuery(FROM)
  @ApiQuery(TO)
  @ApiOkResponse(rows(IDENTIFIED))
  identified(@Query('from') from?: string, @Query('to') to?: string) {
    return this.figures.identified(wantedYears(from, to));
  }

  @Get('figures/breakdown')
  @ApiOperation({ summary: 'V1 by year, exploitation and citizenship, zero rows included' })
  @ApiQuery(FROM)
  @ApiQuery(TO)
  @ApiOkResponse(rows(IDENTIFIED))
  breakdown(@Query('from') from?: string, @Query('to') to?: string) {
    return this.figures.breakdown(wantedYears(from, to));
  }

  @Get('figures/presumed')
  @ApiOperation({ summary: 'V3 by year: persons presumed and undecided at its end, persons registered in it' })
  @ApiQuery(FROM)
  @ApiQuery(TO)
  @ApiOkResponse(rows(PRESUMED))
  presumed(@Query('from') from?: string, @Query('to') to?: string) {
    return this.figures.presumed(wantedYears(from, to));
  }

  @Get('figures/by-attribute')
  @ApiOperation({ summary: 'V5: V1 by year and one attribute at a time, exact' })
  @ApiQuery(FROM)
  @ApiQuery(TO)
  @ApiOkResponse(rows(BY_ATTRIBUTE))
  byAttribute(@Query('from') from?: string, @Query('to') to?: string) {
    return this.figures.byAttribute(wantedYears(from, to));
  }

  @Get('generalisation-report')
  @ApiOperation({ summary: 'How the cases left: by level, smallest group, attributes withheld, cases held back' })
  @ApiOkResponse({ schema: { type: 'object' } })
  generalisation() {
    return this.figures.generalisation();
  }
}

function wantedYears(from: string | undefined, to: string | undefined): WantedYears {
  const years = { from: yearOf(from), to: yearOf(to) };
  if (years.from !== undefined && years.to !== undefined && years.from > years.to) throw badYear();
  return years;
}

function yearOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const year = Number(text);
  if (!/^\d{4}$/.test(text) || year < FIRST_YEAR || year > LAST_YEAR) throw badYear();
  return year;
}

function badYear(): ProblemError {
  return new ProblemError(
    400,
    'bad-year',
    `Years are whole numbers from ${FIRST_YEAR} to ${LAST_YEAR}, "from" not after "to".`,
  );
}
