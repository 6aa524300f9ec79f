import { Body, Controller, Delete, Get, Inject, Put, Query } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { closed, COUNTRIES, ServiceListed, type CountryCode } from '#contracts';
import { CurrentCaller, notFound, Roles, type Caller } from '#http';
import { RequestBody } from '../api/request-body.js';
import { organisationOf } from '../api/organisation-of.js';
import { refOf } from '../api/ref-of.js';
import { careWorkerOf } from '../care/care-worker.js';
import { ListOrganisation } from './list-organisation.js';
import { ReadDirectory } from './read-directory.js';

const { listed: _, ...listingFields } = ServiceListed.data.properties;
const LISTING = new RequestBody(closed(listingFields));

/** Who takes referrals: the own entry, and those of the other countries for somebody who has consent to refer. */
@ApiTags('directory')
@Controller('v1/directory')
@Roles('agency')
export class DirectoryController {
  constructor(
    @Inject(ReadDirectory) private readonly directory: ReadDirectory,
    @Inject(ListOrganisation) private readonly listings: ListOrganisation,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Organisations that take referrals, for an own open case with consent to one',
    description: 'Without `country` those abroad; with the own one the other organisations of the country.',
  })
  @ApiQuery({ name: 'case', description: 'The case to refer', schema: { type: 'string', format: 'uuid' } })
  @ApiQuery({ name: 'country', required: false, enum: [...COUNTRIES] })
  @ApiResponse({ status: 404, description: 'No such open case of the own organisation' })
  @ApiResponse({ status: 422, description: 'No live consent; "missing" names the purpose' })
  async read(@CurrentCaller() caller: Caller, @Query('case') caseRef?: string, @Query('country') country?: string) {
    const wanted = COUNTRIES.find((code) => code === country) ?? null;
    if (country !== undefined && wanted === null) throw notFound();
    const listings = await this.directory.execute(
      organisationOf(caller),
      refOf(caseRef ?? ''),
      wanted satisfies CountryCode | null,
    );
    return { organisations: listings };
  }

  @Get('own')
  @ApiOperation({ summary: 'The own organisation’s entry' })
  @ApiResponse({ status: 404, description: 'It was never listed' })
  async own(@CurrentCaller() caller: Caller) {
    return (await this.listings.own(organisationOf(caller))) ?? absent();
  }

  @Put('own')
  @ApiOperation({ summary: 'Lists the own organisation, or changes its entry. Only the present one is kept' })
  @ApiBody({ schema: LISTING.schema })
  @ApiResponse({ status: 403, description: 'Law enforcement receives nobody: it cannot be listed' })
  @ApiResponse({ status: 422, description: 'A place below the country for somebody who shelters people' })
  list(@Body() body: unknown, @CurrentCaller() caller: Caller) {
    return this.listings.list(careWorkerOf(caller), LISTING.read(body));
  }

  @Delete('own')
  @ApiOperation({ summary: 'Takes the own organisation off the list; referrals that stand go on' })
  @ApiResponse({ status: 404, description: 'It was never listed' })
  async unlist(@CurrentCaller() caller: Caller) {
    return (await this.listings.unlist(organisationOf(caller))) ?? absent();
  }
}

function absent(): never {
  throw notFound();
}
