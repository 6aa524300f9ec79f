import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { OnTopics, type AcceptedEvent, type ChunkContext } from '#messaging';
import { ReceiveDirectory } from './receive-directory.js';

/** The directories of the other countries. */
@Controller()
export class DirectoryConsumer {
  constructor(@Inject(ReceiveDirectory) private readonly receive: ReceiveDirectory) {}

  @OnTopics('directory')
  consume(@Payload() events: AcceptedEvent[], @Ctx() { tx, tombstones }: ChunkContext): Promise<void> {
    return this.receive.take(tx, events, tombstones);
  }
}
