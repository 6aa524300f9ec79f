/** The layers: apps -> libs; pure cores know neither Nest, TypeORM nor node I/O; a library is entered by its index. */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '\\.spec\\.ts$',
          'main\\.ts$',
          'migrate\\.ts$',
          '\\.d\\.ts$',
          'follow-starter\\.ts$',
          '^libs/testing/src/jest/',
          '^test/',
        ],
      },
      to: {},
    },
    { name: 'libs-never-import-apps', severity: 'error', from: { path: '^libs/' }, to: { path: '^apps/' } },
    {
      name: 'apps-do-not-import-each-other',
      comment: 'apps/region starts the other apps as processes; it does not import them either.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'libraries-are-entered-by-their-index',
      severity: 'error',
      from: { path: '^(apps|test|libs)/([^/]+)/' },
      to: { path: '^libs/([^/]+)/', pathNot: ['^libs/[^/]+/src/index\\.ts$', '^$1/$2/'] },
    },
    {
      name: 'pure-cores-do-no-io',
      severity: 'error',
      from: { path: '^libs/(domain|linkage|disclosure)/src/', pathNot: '\\.spec\\.ts$' },
      to: {
        path: [
          'node_modules/(@nestjs|typeorm|pg|kafkajs|pino|rxjs)',
          '^libs/(messaging|persistence|security|observability|testing)/',
        ],
      },
    },
    {
      name: 'pure-cores-use-no-node-module-but-crypto',
      severity: 'error',
      from: { path: '^libs/(domain|linkage|disclosure)/src/', pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'contracts-stand-alone',
      severity: 'error',
      from: { path: '^libs/contracts/src/', pathNot: '\\.spec\\.ts$' },
      to: { path: ['^libs/(?!contracts/)', 'node_modules/(@nestjs|typeorm|pg|kafkajs)'] },
    },
    {
      name: 'testing-is-for-tests-and-the-one-machine-region',
      severity: 'error',
      from: { path: '^(apps/(?!region/|cli/)|libs/(?!testing/))', pathNot: '\\.(spec|testing)\\.ts$' },
      to: { path: '^libs/testing/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['kerege-source', 'import', 'require', 'node', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.json'],
    },
  },
};
