export { DirectoryConsumer } from './directory.consumer.js';
export { DirectoryController } from './directory.controller.js';
export { directoryMigrations } from './directory-migrations.js';
export { foreignListing, organisationBehind, takeForeignKey } from './directory-store.js';
export { ListOrganisation } from './list-organisation.js';
export { ReadDirectory } from './read-directory.js';
export { ReceiveDirectory } from './receive-directory.js';
