import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '#http';
import { TagWatch, type TagLook } from './tag-watch.js';

@ApiTags('operation')
@Roles('operator')
@Controller('v1/tags')
export class TagsController {
  constructor(@Inject(TagWatch) private readonly watch: TagWatch) {}

  @Get()
  @ApiOperation({
    summary: 'How tags are spread over the mentions, by kind and epoch: counts, largest, singletons, entropy, alarm',
  })
  show(): { readonly look: TagLook | null } {
    return { look: this.watch.seen ?? null };
  }
}
