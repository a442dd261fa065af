/** Text as it is looked for: without accents and capitals, `œ` as `oe`. */
export function fold(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/œ/g, 'oe').replace(/æ/g, 'ae');
}

/** The words of a text, folded; what an apostrophe or a hyphen joins is several. */
export function foldedWords(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}\p{P}]/gu) ?? [];
}
