import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, notFound, Roles, type Caller } from '#http';
import { Explanations } from './explanations.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const MENTION = { description: 'Country and reference, for example KZ:6f9619ff-8b86-4011-b42d-00cf4fc964ff' };

/** Every decision of linkage is explainable: from stored evidence alone, without an identity, a tag or an encoding. */
@ApiTags('explanations')
@Roles('operator')
@Controller('v1')
@ApiResponse({ status: 404, description: 'Not there, or not any more: which of them is not told' })
@ApiResponse({ status: 429, description: 'The caller’s quota of a day is used up' })
export class ExplainController {
  constructor(@Inject(Explanations) private readonly explanations: Explanations) {}

  @Get('pairs/:a/:b/why')
  @ApiOperation({ summary: 'Why two mentions are alike: bands, levels with their weights, score, answers. Logged' })
  @ApiParam({ name: 'a', ...MENTION })
  @ApiParam({ name: 'b', ...MENTION })
  why(@CurrentCaller() caller: Caller, @Param('a') a: string, @Param('b') b: string) {
    return this.explanations.why(caller.name, a, b);
  }

  @Get('pairs/:a/:b/why-not')
  @ApiOperation({ summary: 'Why two mentions are not held to be one person, the strongest reason first. Logged' })
  @ApiParam({ name: 'a', ...MENTION })
  @ApiParam({ name: 'b', ...MENTION })
  whyNot(@CurrentCaller() caller: Caller, @Param('a') a: string, @Param('b') b: string) {
    return this.explanations.whyNot(caller.name, a, b);
  }

  @Get('clusters/:clusterRef/how')
  @ApiOperation({ summary: 'How a cluster came about, step by step, and who was kept out and why. Logged' })
  @ApiParam({ name: 'clusterRef', format: 'uuid' })
  how(@CurrentCaller() caller: Caller, @Param('clusterRef') clusterRef: string) {
    return this.explanations.how(caller.name, refOf(clusterRef));
  }

  @Get('clusters/:clusterRef/history')
  @ApiOperation({ summary: 'Every change of a cluster, and what its reference stands for now. Logged' })
  @ApiParam({ name: 'clusterRef', format: 'uuid' })
  history(@CurrentCaller() caller: Caller, @Param('clusterRef') clusterRef: string) {
    return this.explanations.history(caller.name, refOf(clusterRef));
  }

  @Get('contested')
  @ApiOperation({ summary: 'Pairs about which people have said both: shown, never resolved in silence. Logged' })
  contested(@CurrentCaller() caller: Caller) {
    return this.explanations.contested(caller.name);
  }
}

function refOf(clusterRef: string): string {
  if (!UUID.test(clusterRef)) throw notFound();
  return clusterRef;
}
