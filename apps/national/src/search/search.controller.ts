import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Type } from '@sinclair/typebox';
import { CurrentCaller, Roles, type Caller } from '#http';
import { RequestBody } from '../api/request-body.js';
import { careWorkerOf } from '../care/index.js';
import { SearchRecords } from './search-records.js';

const MOST_HITS = 50;
const HITS = 20;
const text = (maxLength = 200) => Type.Optional(Type.String({ maxLength }));

/** In the body, never in the address: addresses are logged by whatever stands in between. */
const SEARCH = new RequestBody(
  Type.Object(
    {
      given_name: text(),
      patronymic: text(),
      surname: text(),
      birth_date: Type.Optional(
        Type.String({ pattern: '^\\d{4}(-\\d{2}(-\\d{2})?)?$', description: 'YYYY-MM-DD, YYYY-MM or YYYY' }),
      ),
      document_no: text(),
      national_id: text(),
      phone: text(),
      handle: text(),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_HITS, default: HITS })),
    },
    { additionalProperties: false, minProperties: 1 },
  ),
);

const HIT = {
  type: 'object' as const,
  required: ['recordId', 'caseRef', 'registeredOn', 'status', 'score', 'alike'],
  properties: {
    recordId: { type: 'string' as const },
    caseRef: { type: 'string' as const, format: 'uuid' },
    registeredOn: { type: 'string' as const, format: 'date' },
    status: { type: 'string' as const, enum: ['OPEN', 'VOIDED', 'ERASED'] },
    traffickingStatus: { type: ['string', 'null'] as never },
    score: { type: 'integer' as const, description: 'Higher is more alike; comparable within one answer only' },
    alike: {
      type: 'array' as const,
      description: 'What is alike; OTHER_NAME: in another column, as an alias or as a pet name',
      items: { type: 'string' as const },
    },
  },
};
const HITS_SCHEMA = {
  type: 'object' as const,
  required: ['hits'],
  properties: { hits: { type: 'array' as const, items: HIT } },
};

/** Search in the own organisation's records. */
@ApiTags('records')
@Controller('v1')
@Roles('agency')
export class SearchController {
  constructor(@Inject(SearchRecords) private readonly search: SearchRecords) {}

  @Post('records/search')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Finds the own organisation’s records by name in any spelling, date of birth, number or contact',
  })
  @ApiBody({ schema: SEARCH.schema })
  @ApiResponse({ status: 200, description: 'Best first, without identity', schema: HITS_SCHEMA })
  @ApiResponse({ status: 403, description: 'Law enforcement searches no victims' })
  @ApiResponse({ status: 422, description: 'Nothing in it can be searched by' })
  async find(@Body() body: unknown, @CurrentCaller() caller: Caller) {
    const { limit = HITS, ...asked } = SEARCH.read(body);
    const terms = {
      givenName: asked.given_name ?? null,
      patronymic: asked.patronymic ?? null,
      surname: asked.surname ?? null,
      birthDate: asked.birth_date ?? null,
      documentNo: asked.document_no ?? null,
      nationalId: asked.national_id ?? null,
      phone: asked.phone ?? null,
      handle: asked.handle ?? null,
    };
    return { hits: await this.search.execute(careWorkerOf(caller), terms, limit) };
  }
}
