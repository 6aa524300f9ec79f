import type { DataSource } from 'typeorm';
import type { CountryCode } from '#contracts';
import {
  currentPolicyVersion,
  DEFAULT_REFLECTION_POLICY,
  DEFAULT_RIGHTS_POLICY,
  defaultPolicy,
  reflectionPolicy,
  rightsPolicy,
  type PublicationPolicy,
  type ReflectionPolicy,
} from '#domain';
import { Outbox } from '#messaging';
import type { SealingKey } from '#security';
import { CasePublisher } from './anonymisation/index.js';
import { ListOrganisation, ReadDirectory, ReceiveDirectory } from './directory/index.js';
import { CaseWalls } from './care/index.js';
import { AskAnew, ListConsents, RecordConsent } from './consents/index.js';
import { EncodingEpochs, RotateEncodings } from './epochs/index.js';
import { Erasures } from './erasure/index.js';
import { ExportHtcds, OwnRecords } from './exports/index.js';
import { MadeUpMentions } from './fakes/index.js';
import { BulkIntake } from './intake/bulk-intake.js';
import { ImportFile } from './intake/import-file.js';
import { LevelImport } from './intake/level-import.js';
import { RegisterOne } from './intake/register-one.js';
import { TakeInRecords } from './intake/take-in-records.js';
import type { KeyStore } from './key-store/key-store.js';
import { CloseCase } from './register/close-case.js';
import { CorrectPersons } from './register/correct-persons.js';
import { PersonRegister } from './register/person-register.js';
import { ReadRecords } from './register/read-records.js';
import { RegisterRecords } from './register/register-records.js';
import { ReopenCase } from './register/reopen-case.js';
import { VoidCase } from './register/void-case.js';
import { ReflectionOfCase } from './reflection/index.js';
import { Referrals, TakenOnReferrals, type MembersLogView } from './referrals/index.js';
import { Reviews, UnsentAnswers } from './reviews/index.js';
import { Rights } from './rights/index.js';
import { IndexCases, SearchRecords } from './search/index.js';
import { ReadTimeline } from './timeline/index.js';
import { ReadWaiting } from './waiting/index.js';
import { BirthDates } from './vault/birth-dates.js';
import { CountryKeys } from './vault/country-keys.js';
import { IdentityVault } from './vault/identity-vault.js';
import { VaultMentions } from './vault/mention-identities.js';

export interface NationalPartsOptions {
  readonly country: CountryCode;
  readonly dataSource: DataSource;
  readonly keyStore: KeyStore;
  readonly masterKey: Buffer;
  readonly encodingKey: Buffer;
  readonly publishEverySeconds: number;
  /** Share of made-up mentions among the country's mentions, 0 to 50; default 25. */
  readonly fakePercent?: number;
  /** Days of a reflection period, at least 30, and the law that they rest on; default: the Convention's. */
  readonly reflectionDays?: number;
  readonly reflectionLegalBasis?: string;
  /** Days in which a complaint or wish for correction is answered, and the law that they rest on; default: the domain's. */
  readonly rightsAnswerDays?: number;
  readonly rightsLegalBasis?: string;
  readonly now?: () => Date;
  /** The members log as far as it has been read; nobody is known before. */
  readonly members?: () => MembersLogView;
  /** Gets referrals that name no organisation of the country; default `<country>-NRM`. */
  readonly referralAuthority?: string | undefined;
  /** Sealing keys that were made outside of the key store. */
  readonly sealingKeys?: readonly SealingKey[];
}

/** Percent of a country's mentions that are made up, where it does not say otherwise. */
const FAKE_PERCENT = 25;

/** What the service is made of, wired by hand: each part says what it needs, and none knows a framework. */
export interface NationalParts {
  readonly outbox: Outbox;
  readonly policy: PublicationPolicy;
  readonly reflection: ReflectionPolicy;
  readonly now: () => Date;
  readonly vault: IdentityVault;
  readonly publisher: CasePublisher;
  readonly persons: PersonRegister;
  readonly takeIn: TakeInRecords;
  readonly registerOne: RegisterOne;
  readonly bulkIntake: BulkIntake;
  readonly importFile: ImportFile;
  readonly levelImport: LevelImport;
  readonly readRecords: ReadRecords;
  readonly searchRecords: SearchRecords;
  readonly exportHtcds: ExportHtcds;
  readonly indexCases: IndexCases;
  readonly correctPersons: CorrectPersons;
  readonly voidCase: VoidCase;
  readonly closeCase: CloseCase;
  readonly reopenCase: ReopenCase;
  readonly recordConsent: RecordConsent;
  readonly listConsents: ListConsents;
  readonly askAnew: AskAnew;
  readonly erasures: Erasures;
  readonly rights: Rights;
  readonly reviews: Reviews;
  readonly fakes: MadeUpMentions;
  readonly encodings: EncodingEpochs;
  readonly rotation: RotateEncodings;
  readonly referrals: Referrals;
  readonly listOrganisation: ListOrganisation;
  readonly readDirectory: ReadDirectory;
  readonly receiveDirectory: ReceiveDirectory;
  readonly readTimeline: ReadTimeline;
  readonly readWaiting: ReadWaiting;
}

export function nationalParts(options: NationalPartsOptions): NationalParts {
  const { country, dataSource, now = () => new Date() } = options;
  const outbox = new Outbox();
  const keys = new CountryKeys(options.masterKey, country);
  const vault = new IdentityVault(options.keyStore, keys);
  const policy = defaultPolicy(currentPolicyVersion(country));
  const fakes = new MadeUpMentions({
    ...{ country, key: keys.fakes, outbox, answers: new UnsentAnswers(country) },
    policy: { version: policy.version, percent: options.fakePercent ?? FAKE_PERCENT },
  });
  const encodings = new EncodingEpochs(options.encodingKey);
  const { publishEverySeconds } = options;
  const publisher = new CasePublisher({
    ...{ country, policy, now, outbox, publishEverySeconds, identities: new VaultMentions(vault) },
    ...{ encodings, company: fakes },
  });
  const persons = new PersonRegister(vault.index);
  const births = new BirthDates(vault);
  const referrals = new Referrals({
    ...{ country, dataSource, keyStore: options.keyStore, outbox, now },
    members: options.members ?? (() => ({ memberAt: () => undefined })),
    authority: options.referralAuthority ?? `${country}-NRM`,
    keysOfFiles: options.sealingKeys ?? [],
    births,
  });
  const register = new RegisterRecords({
    ...{ country, vault, persons, keys, now, referrals: referrals.onConsentWithdrawn },
  });
  const takeIn = new TakeInRecords(dataSource, register, publisher);
  const levelImport = new LevelImport(dataSource, publisher);
  const readRecords = new ReadRecords(dataSource, vault);
  const followers = { dataSource, outbox, publishing: publisher, referrals: referrals.onConsentWithdrawn };
  const reflection = reflectionPolicyOf(options);
  const reflectionOfCase = new ReflectionOfCase(reflection);
  return {
    ...{ outbox, policy, now, vault, publisher, persons, takeIn, levelImport, fakes, encodings, referrals },
    reflection,
    rotation: new RotateEncodings({
      ...{ dataSource, encodings, publisher, fakes, publishEverySeconds, now },
    }),
    registerOne: new RegisterOne(takeIn),
    bulkIntake: new BulkIntake(takeIn),
    importFile: new ImportFile(dataSource, takeIn, levelImport),
    readRecords,
    exportHtcds: new ExportHtcds(new OwnRecords(dataSource, vault, country)),
    searchRecords: new SearchRecords(dataSource, vault),
    indexCases: new IndexCases(dataSource, vault),
    reviews: new Reviews({
      ...{ country, dataSource, records: readRecords, outbox, fakes, now },
      persons: new VaultMentions(vault),
    }),
    listOrganisation: new ListOrganisation(dataSource, country, outbox, now),
    readDirectory: new ReadDirectory(dataSource, country, now),
    receiveDirectory: new ReceiveDirectory(country),
    readTimeline: new ReadTimeline({ country, dataSource, walls: new CaseWalls(new TakenOnReferrals()) }),
    readWaiting: new ReadWaiting(dataSource, country),
    correctPersons: new CorrectPersons(dataSource, persons, publisher),
    voidCase: new VoidCase(dataSource, persons, publisher, referrals.onCaseEnd),
    closeCase: new CloseCase(dataSource, publisher, referrals.onCaseEnd, now),
    reopenCase: new ReopenCase(dataSource, publisher, now),
    recordConsent: new RecordConsent({ ...followers, reflection: reflectionOfCase, births }),
    listConsents: new ListConsents(dataSource),
    askAnew: new AskAnew({ ...followers, vault, now }),
    rights: new Rights({
      ...{ country, dataSource, records: readRecords, takeIn, reflection: reflectionOfCase, now },
      parts: referrals.parts,
      policy: rightsPolicy({
        answerDays: options.rightsAnswerDays ?? DEFAULT_RIGHTS_POLICY.answerDays,
        legalBasis: options.rightsLegalBasis ?? DEFAULT_RIGHTS_POLICY.legalBasis,
      }),
    }),
    erasures: new Erasures({ ...followers, country, vault, persons, ties: referrals.onErasure, now }),
  };
}

function reflectionPolicyOf({ reflectionDays, reflectionLegalBasis }: NationalPartsOptions): ReflectionPolicy {
  return reflectionPolicy({
    ...DEFAULT_REFLECTION_POLICY,
    ...(reflectionDays === undefined ? {} : { days: reflectionDays }),
    ...(reflectionLegalBasis === undefined ? {} : { legalBasis: reflectionLegalBasis }),
  });
}
