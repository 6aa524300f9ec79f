/** son of, daughter of: o'g'li, qizi, uly, kyzy, уулу, gyzy and their spellings, as a word of its own. */
const PARTICLE = /^(?:u+l[uiy]|[uo]gl[uiy]|[kg][iy]z[iy]|kiz|kisi)$/;
/** The same grown together with the name. */
const PARTICLE_END = /~?(?:u+l[uiy]|[uo]gl[uiy]|[kg][iy]z[iy])$/;
const ZODA = /~?(?:zod[aoe]h?|zad[aoe]h?)$/;

/** Tajik: daughter or son of whom the next word names, духтари Раҳим. */
const LEADING_PARTICLE = /^(?:duhtar|pisar)[iy]$/;

export function isParticle(word: string): boolean {
  return PARTICLE.test(word);
}

export function leadsFathersName(word: string): boolean {
  return LEADING_PARTICLE.test(word);
}

/** Whether a word ends like a patronymic of any of the styles. */
export function looksLikePatronymic(word: string): boolean {
  return looksRussianPatronymic(word) || PARTICLE_END.test(word);
}

/** Whether a word ends like Ivanovich and Ivanovna, as no surname does. */
export function looksRussianPatronymic(word: string): boolean {
  return /(?:[oe]viC|[oe]vna|iCna)$/.test(word);
}

/** Whether a word ends as surnames do and given names do not. */
export function looksLikeSurname(word: string): boolean {
  return /[a-zCS]{2}[oe]va?$|skaya$|ski[iy]?$|zod[ao]$|zad[ae]$/.test(word);
}

/** Surname without the endings that change with sex, language and fashion: Rahmonov, Rahmonova, Rahmon, Rahmonzoda meet. */
export function surnameStem(word: string): string {
  let stem = cut(cut(word, PARTICLE_END), ZODA);
  stem = cut(cut(stem, /[iy]*[oe]va?$/), /[iy]+[oa]n$/);
  stem = stem.replace(/sk(?:iy|i|y|aya|aia|oy|oi)$/, 'sk').replace(/ina$/, 'in');
  return cut(stem, /[aoeiy]+$/);
}

/** -ovich, -ovna, -ich, -inichna, and what a careless hand leaves of them. */
const FATHERS_END = /[iy]*(?:[oe]v[iy]?C|[oe]vna|[oe]iC|[oe]vn|(?:[iy]n)?[iy]Cna|v[iy]C|vna|[oe]v[iy]|[oe]na|[iy]C)$/;
/** One that nobody can mistake: two letters may be left of such a word, as of Алиевна. */
const WHOLE_END = /(?:[iy]C|[vC]na)$/;

/** The father's name without -ovich, -ovna, -uly, -kyzy, o'g'li, -zoda; two letters and no vowel behind them are left of Ali. */
export function patronymicStem(word: string): string {
  const stem = cut(cut(word, PARTICLE_END), ZODA, 2);
  return cut(stem, FATHERS_END, WHOLE_END.test(stem) ? 2 : 3).replace(/(?<=..)[aoeiy]+$/, '');
}

/** Given name without the courteous -jon, -xon. */
export function givenStem(word: string): string {
  return cut(word, /(?:j[oa]n|h[oa]n)$/, 4);
}

/** Cuts an ending off unless too little of the word would be left. */
function cut(word: string, ending: RegExp, least = 3): string {
  const short = word.replace(ending, '');
  return short.length >= least ? short : word;
}
