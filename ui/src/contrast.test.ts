import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Variables = ReadonlyMap<string, string>;
const TOKENS = 'node_modules/@gcds-core/tokens/build/web/css';

/** The custom properties that the rules with exactly this selector set. */
function variables(css: string, selector: string): [string, string][] {
  const bare = css.replace(/\/\*[\s\S]*?\*\//g, '');
  return [...bare.matchAll(/([^{}]+)\{([^{}]*)\}/g)]
    .filter(([, name]) => name?.trim() === selector)
    .flatMap(([, , body]) => [...(body ?? '').matchAll(/(--[\w-]+):\s*([^;]+);/g)])
    .map(([, name, value]) => [name ?? '', value?.trim() ?? '']);
}

const read = (path: string) => readFileSync(path, 'utf8');
const theme = read('src/styles/theme.css');
const tokens = ['base', 'global'].flatMap((name) => variables(read(`${TOKENS}/${name}.css`), ':root'));

function themed(name: string): Variables {
  return new Map([
    ...tokens,
    ...variables(theme, ':root'),
    ...variables(theme, `:root[data-theme='${name}']`),
  ]);
}

/** What a variable is in the end: `#rrggbb`. */
function colour(of: Variables, name: string): string {
  const value = of.get(name) ?? '';
  const other = /^var\((--[\w-]+)\)$/.exec(value)?.[1];
  if (other) return colour(of, other);
  const short = /^#([\da-f])([\da-f])([\da-f])$/i.exec(value);
  const full = short
    ? `#${short
        .slice(1)
        .map((digit) => digit + digit)
        .join('')}`
    : value;
  if (!/^#[\da-f]{6}$/i.test(full)) throw new Error(`${name} is no colour: ${value}`);
  return full;
}

/** Relative luminance as WCAG 2.1 defines it. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const GROUNDS = ['ground', 'surface', 'hover', 'selected'];
/** What is written on what. */
const TEXTS: [string, string[]][] = [
  ['text', [...GROUNDS, 'danger-ground', 'warning-ground', 'good-ground', 'info-ground']],
  ['strong', GROUNDS],
  ['quiet', GROUNDS],
  ['accent', GROUNDS],
  ['danger', ['ground', 'surface', 'hover', 'danger-ground']],
  ['warning', ['surface', 'warning-ground']],
  ['good', ['ground', 'surface', 'good-ground']],
  ['bar-text', ['bar', 'bar-hover']],
  ['bar-quiet', ['bar']],
  ['on-bar-strong', ['bar-strong', 'bar-strong-hover']],
  ['on-primary', ['primary', 'primary-hover']],
  ['mark-text', ['mark']],
  ['match-text', ['match']],
  ['toast-text', ['toast', 'toast-error']],
];
/** What shows where the focus is, and where a control ends. */
const SHAPES: [string, string[]][] = [
  ['focus', GROUNDS],
  ['bar-text', ['bar']],
  ['toast-text', ['toast', 'toast-error']],
  ['line-strong', ['ground', 'surface']],
  ['primary', ['ground', 'surface']],
];

/** The pairs that do not reach the ratio. */
function tooWeak(of: Variables, pairs: [string, string[]][], least: number): string[] {
  return pairs.flatMap(([ink, papers]) =>
    papers
      .map((paper) => ({ paper, reached: ratio(colour(of, `--${ink}`), colour(of, `--${paper}`)) }))
      .filter(({ reached }) => reached < least)
      .map(({ paper, reached }) => `${ink} on ${paper}: ${reached.toFixed(2)}`),
  );
}

it('the ratio is the one of WCAG', () => {
  expect(ratio('#000000', '#ffffff')).toBeCloseTo(21);
  expect(ratio('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  expect(ratio('#777777', '#ffffff')).toBeLessThan(4.5);
});

describe.each(['light', 'dark'])('the theme %s', (name) => {
  const of = themed(name);
  it('has text of 4.5 to 1 at least', () => expect(tooWeak(of, TEXTS, 4.5)).toEqual([]));
  it('shows the focus and where a control ends by 3 to 1 at least', () =>
    expect(tooWeak(of, SHAPES, 3)).toEqual([]));
});

describe.each(['contrast-light', 'contrast-dark'])('the theme %s', (name) => {
  const of = themed(name);
  it('has text of 7 to 1 at least', () => expect(tooWeak(of, TEXTS, 7)).toEqual([]));
  it('shows the focus, every line and where a control ends by 3 to 1 at least', () =>
    expect(tooWeak(of, [...SHAPES, ['line', GROUNDS], ['match-edge', ['surface']]], 3)).toEqual([]));
  it('leaves no colour as another theme has it', () => {
    const own = new Set(variables(theme, `:root[data-theme='${name}']`).map(([variable]) => variable));
    const left = variables(theme, ":root[data-theme='dark']").filter(([variable]) => !own.has(variable));
    expect(left).toEqual([]);
  });
});
