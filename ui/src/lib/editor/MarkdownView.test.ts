import { render } from '@testing-library/svelte';
import { tick } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import MarkdownView from './MarkdownView.svelte';

const view = (value: string, props: Record<string, unknown> = {}) => {
  const shown = render(MarkdownView, { value, lang: 'en', ...props });
  const place = shown.container.querySelector<HTMLElement>('.qp-view');
  if (!place) throw new Error('nothing shown');
  return { ...shown, place };
};

describe('the view of Markdown', () => {
  it('shows HTML in the source as text, never as elements', () => {
    const { place } = view('a <img src=x onerror=alert(1)> b\n\n<script>alert(1)</script>');
    expect(place.querySelector('img, script')).toBeNull();
    expect(place.textContent).toContain('<script>alert(1)</script>');
  });

  it('gives script addresses no href', () => {
    const { place } = view('[a](javascript:alert(1)) [b](https://canada.ca)');
    expect([...place.querySelectorAll('a')].map((a) => a.getAttribute('href'))).toEqual([
      null,
      'https://canada.ca',
    ]);
  });

  it('hands on citations and links instead of going there', () => {
    const oncite = vi.fn();
    const onlink = vi.fn();
    const { place } = view('[@directive#4.1] [b](https://canada.ca)', { oncite, onlink });
    place.querySelector<HTMLElement>('button.qp-citation')?.click();
    const click = new MouseEvent('click', { bubbles: true, cancelable: true });
    place.querySelector('a')?.dispatchEvent(click);
    expect(oncite.mock.calls).toEqual([[{ slug: 'directive', anchor: '4.1' }]]);
    expect(onlink.mock.calls).toEqual([['https://canada.ca']]);
    expect(click.defaultPrevented).toBe(true);
  });

  it('shows citations as text where they cannot be followed', () => {
    const { place } = view('[@directive]');
    expect(place.querySelector('button')).toBeNull();
    expect(place.querySelector('.qp-citation')?.textContent).toBe('directive');
  });

  it('follows its value and its language', async () => {
    const { place, rerender } = view('one');
    await rerender({ value: '- deux', lang: 'fr' });
    await tick();
    expect(place.lang).toBe('fr-CA');
    expect(place.querySelector('li')?.textContent).toBe('deux');
  });
});
