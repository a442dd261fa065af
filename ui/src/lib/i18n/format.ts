/** Numbers, dates and plurals as Canadian English and Canadian French write them. */

import type { Lang } from '../ipc/types';

/** The locale of each language: for `Intl` and for `lang` attributes. */
export const LOCALE = { en: 'en-CA', fr: 'fr-CA' } as const satisfies Record<Lang, string>;

/** The no-break space that French puts before a colon and inside guillemets. */
export const NBSP = '\u00a0';

/** A French colon, which a no-break space goes before. */
export const colon = `${NBSP}:`;

/** Text between guillemets and their no-break spaces. */
export function quote(text: string): string {
  return `«${NBSP}${text}${NBSP}»`;
}

/** The forms of a counted word; `many` is the French form for whole millions (« 1 000 000 de notes »). */
export interface Forms {
  one: string;
  other: string;
  many?: string;
}

const plurals = { en: new Intl.PluralRules(LOCALE.en), fr: new Intl.PluralRules(LOCALE.fr) };
const numbers = { en: new Intl.NumberFormat(LOCALE.en), fr: new Intl.NumberFormat(LOCALE.fr) };

/** A number with its language's separators. */
export function number(lang: Lang, value: number): string {
  return numbers[lang].format(value);
}

/** The form that goes with `count`, with `#` replaced by the number. */
export function plural(lang: Lang, count: number, forms: Forms): string {
  const rule = plurals[lang].select(count);
  const form = rule === 'one' ? forms.one : rule === 'many' ? (forms.many ?? forms.other) : forms.other;
  return form.replace('#', number(lang, count));
}

const dates = (options: Intl.DateTimeFormatOptions) => ({
  en: new Intl.DateTimeFormat(LOCALE.en, options),
  fr: new Intl.DateTimeFormat(LOCALE.fr, options),
});
const short = dates({ dateStyle: 'medium', timeZone: 'UTC' });
const long = dates({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const months = dates({ month: 'long', year: 'numeric', timeZone: 'UTC' });
const moment = dates({ dateStyle: 'medium', timeStyle: 'short' });

/** Whether this is a day of the calendar, written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** A day (`YYYY-MM-DD`) in few characters; what is no day comes back as it is. */
export function shortDay(lang: Lang, day: string): string {
  return isDay(day) ? short[lang].format(new Date(`${day}T00:00:00Z`)) : day;
}

/** A day (`YYYY-MM-DD`) with its weekday; what is no day comes back as it is. */
export function longDay(lang: Lang, day: string): string {
  return isDay(day) ? long[lang].format(new Date(`${day}T00:00:00Z`)) : day;
}

/** A month (`YYYY-MM`) in words; what is none comes back as it is. */
export function monthOf(lang: Lang, month: string): string {
  const first = `${month}-01`;
  return isDay(first) ? months[lang].format(new Date(`${first}T00:00:00Z`)) : month;
}

/** A moment (RFC 3339) in local time; what is none comes back as it is. */
export function dateTime(lang: Lang, at: string): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? at : moment[lang].format(date);
}
