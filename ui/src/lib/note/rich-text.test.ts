import { describe, expect, it } from 'vitest';
import { samplePolicies } from '../ipc/sample';
import { describe as clausesOf } from '../ipc/fake-citing';
import type { Citation, Lang, Side } from '../ipc/types';
import { emptySide } from './parts';
import { hasResponse, responseText } from './rich-text';

const told = async (cited: readonly Citation[]) => clausesOf(samplePolicies, cited);
const text = (response: string, lang: Lang = 'en', change: Partial<Side> = {}) =>
  responseText({ ...emptySide(), response, ...change }, lang, told);

describe('a response for an e-mail', () => {
  it('is real lists in their language, without classes or styles', async () => {
    const { html, plain } = await text(
      '- One **bold** word\n- Two:\n  - nested *so*\n    1. first\n    2. second',
    );
    expect(html).toBe(
      '<ul lang="en-CA"><li lang="en-CA">One <strong>bold</strong> word</li><li lang="en-CA">Two:' +
        '<ul lang="en-CA"><li lang="en-CA">nested <em>so</em><ol lang="en-CA"><li lang="en-CA">first</li>' +
        '<li lang="en-CA">second</li></ol></li></ul></li></ul>',
    );
    expect(plain).toBe('• One bold word\n• Two:\n  • nested so\n    1. first\n    2. second');
  });

  it('has what is said if pressed under its topics, as each language labels them', async () => {
    const if_pressed = [
      { topic: 'Costs', text: '- None.' },
      { topic: '', text: 'More.' },
    ];
    const en = await text('- Yes.', 'en', { if_pressed });
    expect(en.html).toContain('</ul><p lang="en-CA"><strong>If pressed: Costs</strong></p><ul');
    expect(en.plain).toBe('• Yes.\n\nIf pressed: Costs\n• None.\n\nIf pressed\nMore.');
    const fr = await text('- Oui.', 'fr', { if_pressed: [{ topic: 'Coûts', text: '- Aucun.' }] });
    expect(fr.html).toContain('<p lang="fr-CA"><strong>Si pressé&nbsp;: Coûts</strong></p>');
    expect(fr.plain).toBe('• Oui.\n\nSi pressé\u00a0: Coûts\n• Aucun.');
  });

  it('names what is cited, in its own language, with its address', async () => {
    const en = await text('- Yes. [@guide-assistants#2.1]');
    expect(en.html).toContain(
      'Yes. (<a href="https://example.gc.ca/guide-assistants">Guide on writing assistants</a>, 2.1)',
    );
    expect(en.plain).toBe('• Yes. (Guide on writing assistants, 2.1)');
    const fr = await text('Oui. [@guide-assistants] [@notice-social-media#1]', 'fr');
    expect(fr.plain).toBe(
      'Oui. (Guide sur les assistants de rédaction) (Notice on official social media accounts, 1 Advertising)',
    );
    expect(fr.html).toContain(
      '(<span lang="en-CA">Notice on official social media accounts</span>, 1 Advertising)',
    );
  });

  it('a citation that leads nowhere is kept as it is named', async () => {
    expect((await text('Yes. [@gone#4.1]')).plain).toBe('Yes. (gone 4.1)');
    expect((await text('Yes. [@guide-assistants#9.9]')).plain).toBe('Yes. (guide-assistants 9.9)');
  });

  it('French marks and figures do not leave what they belong to; English is left alone', async () => {
    const typed = 'Quoi : « 3 400 000 $ », soit 12 % ? 2026 350 mots';
    const { plain, html } = await text(typed, 'fr');
    expect(plain).toBe(
      'Quoi\u00a0: «\u00a03\u00a0400\u00a0000\u00a0$\u00a0», soit 12\u00a0%\u00a0? 2026\u00a0350 mots',
    );
    expect(html).toContain('Quoi&nbsp;: «&nbsp;3');
    expect((await text(typed, 'en')).plain).toBe(typed);
  });

  it('a link is one link; plain text says where it leads; other addresses are text', async () => {
    const { html, plain } = await text(
      'See [the **guide**](https://a.ca/x), [mail](mailto:a@b.ca), [x](javascript:1).',
    );
    expect(html).toContain(
      '<a href="https://a.ca/x">the <strong>guide</strong></a>, <a href="mailto:a@b.ca">mail</a>',
    );
    expect(html).not.toContain('javascript');
    expect(plain).toBe('See the guide <https://a.ca/x>, mail <a@b.ca>, x.');
  });

  it('a table has lines, header cells and rows that a sheet takes', async () => {
    const { html, plain } = await text('| Year | Cost |\n| --- | --- |\n| 2025 | $4 |');
    expect(html).toContain('<table lang="en-CA" border="1" cellspacing="0" cellpadding="4">');
    expect(html).toContain('<th lang="en-CA" scope="col">Year</th>');
    expect(plain).toBe('Year\tCost\n2025\t$4');
  });

  it('whatever looks like HTML is text', async () => {
    const { html } = await text('- <script>alert(1)</script> a < b & c');
    expect(html).not.toContain('<script');
    expect(html).toContain('&lt;script&gt;');
  });

  it('a side without a response has nothing to copy', () => {
    expect(hasResponse(emptySide())).toBe(false);
    expect(hasResponse({ ...emptySide(), response: '- Yes.' })).toBe(true);
    expect(hasResponse({ ...emptySide(), if_pressed: [{ topic: 'Costs', text: '' }] })).toBe(true);
  });
});
