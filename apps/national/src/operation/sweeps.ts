import type { DataSource } from 'typeorm';
import type { Logger } from '#observability';
import { retryingTransaction } from '#persistence';
import { ForgetAnswers } from '../agencies/forget-answers.js';
import { retractAfterAppeal } from '../anonymisation/index.js';
import type { NationalParts } from '../national-parts.js';
import { lockRegister } from '../register/lock.js';
import { Periodic } from './periodic.js';

/** Milliseconds before the first look for what became due on a day: a service that starts takes first what others wait for. */
const AFTER_START_MS = 60_000;
/** Milliseconds between two looks for imports whose process is gone; the first look is at the start. */
const RECOVERY_MS = 60_000;
/** Milliseconds between two looks for mentions that end, because their appeal time is over or they stand for nobody: days matter. */
const APPEAL_MS = 15 * 60_000;
/** Milliseconds between two looks for mentions that do not carry the open epochs of the encoding key. */
const ROTATION_MS = 5_000;
/** Milliseconds between two looks for sealing keys that have ended or are used up: a part that was opened opens nowhere else soon. */
const KEYS_MS = 5_000;
/** Milliseconds between two looks for referrals inside the country whose time has come: a command looks for itself. */
const CLOCKS_MS = 15_000;

/** Milliseconds between two looks for answers to agencies that are kept no longer: days matter. */
const FORGET_MS = 60 * 60_000;

/** What the service does by itself: it finishes interrupted imports, and takes back mentions after the appeal time, rotates and destroys keys. */
export function sweeps(
  dataSource: DataSource,
  {
    levelImport,
    publisher,
    policy,
    now,
    rotation,
    fakes,
    encodings,
    askAnew,
    erasures,
    referrals,
    indexCases,
  }: NationalParts,
  log: Logger,
): Periodic[] {
  const retract = () =>
    retryingTransaction(dataSource, async (tx) => {
      await lockRegister(tx);
      await retractAfterAppeal(tx, now(), publisher, policy);
      await fakes.retractEnding(tx, await encodings.current(tx), new Date(now().getTime() + APPEAL_MS));
    });
  const answers = new ForgetAnswers(dataSource, now);
  return [
    new Periodic('recover imports', RECOVERY_MS, () => levelImport.recover(), log),
    new Periodic('retract what ends', APPEAL_MS, retract, log, AFTER_START_MS),
    new Periodic('finish erasures', RECOVERY_MS, () => erasures.carryOut.executeAll(), log),
    new Periodic('index cases', APPEAL_MS, () => indexCases.execute(), log, AFTER_START_MS),
    new Periodic('ask anew at 18', APPEAL_MS, () => askAnew.execute(), log, AFTER_START_MS),
    new Periodic('rotate encodings', ROTATION_MS, () => rotation.run(), log),
    new Periodic('forget answers', FORGET_MS, () => answers.execute(), log, AFTER_START_MS),
    new Periodic('tend referral keys', KEYS_MS, () => referrals.tendKeys(), log),
    new Periodic('clocks of referrals at home', CLOCKS_MS, () => referrals.keepClocks(), log),
  ];
}
