const LOOK_ALIKE_CYRILLIC = 'АВЕКМНОРСТХУІ';
const LOOK_ALIKE_LATIN = 'ABEKMHOPCTXYI';
/** What clerks type where there is no number. */
const NO_NUMBER =
  /^(?:б\/?н|нет|не указан\p{L}*|неизвестн\p{L}*|unknown|none|no|n\/?a|null|жоқ|жок|йўқ|yo.?q|[\s\-—–.?*/№]*)$/iu;

/** Shorter identifiers are guessable and recur; with fewer digits it is a word (lost, none, at home) and no number. */
const LEAST_NUMBER = 6;
const LEAST_DIGITS = 5;
const LEAST_HANDLE = 4;
/** National significant part that the region's countries share in length, whatever prefix was typed. */
const PHONE_DIGITS = 9;

/** A document number: upper case, look-alike letters made Latin, no №, spaces and marks. `null` for none or a placeholder. */
export function documentNumber(text: string | null): string | null {
  if (text === null || NO_NUMBER.test(text.trim())) return null;
  const latin = [...text.replace(/№|N°/g, '').normalize('NFKC').toUpperCase()].map((letter) => {
    const at = LOOK_ALIKE_CYRILLIC.indexOf(letter);
    return at < 0 ? letter : LOOK_ALIKE_LATIN.charAt(at);
  });
  const number = latin.join('').replace(/[^\p{L}\p{N}]/gu, '');
  const digits = number.replace(/\D/g, '').length;
  return number.length < LEAST_NUMBER || digits < LEAST_DIGITS || isFiller(number) ? null : number;
}

/** A national identification number: its digits. */
export function nationalIdNumber(text: string | null): string | null {
  const digits = (text ?? '').normalize('NFKC').replace(/\D/g, '');
  return digits.length < LEAST_NUMBER || isFiller(digits) ? null : digits;
}

/** What stands behind a phone of an office: доб. 12, вн. 3, ext 4, #5, (қосымша 6). */
const EXTENSION = /(?:доб|вн|ішкі|қос|ички|ichki|ext|int|x|х|#)\p{L}*[\s.:№#]*\d{1,5}\D*$/iu;

/**
 * A phone: its last nine digits, so that +7, 8 and no prefix meet, without an extension. Of several behind each other the first
 * that has nine digits.
 */
export function phoneNumber(text: string | null): string | null {
  const typed = (text ?? '').normalize('NFKC').replace(EXTENSION, '');
  const phones = [...typed.split(/[,;/\n]|\s(?:и|или|va|ва|және|жана)\s/u), typed].map((part) =>
    part.replace(/\D/g, ''),
  );
  const last = phones.find(({ length }) => length >= PHONE_DIGITS)?.slice(-PHONE_DIGITS);
  return last === undefined || isFiller(last) ? null : last;
}

/** A handle of a messenger or social network: lower case, without @ and the address of the network. */
export function socialHandle(text: string | null): string | null {
  if (text === null || NO_NUMBER.test(text.trim())) return null;
  const bare = text.normalize('NFKC').trim().toLowerCase();
  const handle = bare.replace(/^(?:https?:\/\/)?(?:www\.)?[a-z]+\.(?:com|me|ru|uz|kz)\//, '').replace(/^@|\/$|\s/g, '');
  return handle.length < LEAST_HANDLE || isFiller(handle) ? null : handle;
}

/** One character over and over, or digits counted up: 0000000, 1111111, 1234567. */
function isFiller(text: string): boolean {
  const body = text.replace(/^\p{L}+/u, '');
  return /^(.)\1*$/u.test(body === '' ? text : body) || ('01234567890123456789'.includes(body) && body !== '');
}
