import { beforeEach, describe, expect, it } from 'vitest';
import { FakeBackend } from '../ipc/fake';
import { samplePolicies } from '../ipc/sample';
import type { CitedClause } from '../ipc/types';
import { CitedClauses } from './citations.svelte';

const CITED = { slug: 'guide-assistants', anchor: '2.1' };
const OTHER = { slug: 'notice-social-media', anchor: '1' };

let backend: FakeBackend;
let clauses: CitedClauses;
/** Lets the answers go that are on their way: each is what was so when it was asked for. */
let release: (() => void)[];

beforeEach(() => {
  backend = new FakeBackend({ policies: structuredClone(samplePolicies) });
  clauses = new CitedClauses(backend);
  release = [];
  const describeCitations = backend.describeCitations.bind(backend);
  backend.describeCitations = async (citations) => {
    const answer: CitedClause[] = structuredClone(await describeCitations(citations));
    await new Promise<void>((resolve) => release.push(resolve));
    return answer;
  };
});

function reword(text: string): void {
  const excerpt = backend.policies[0]?.sides.en?.excerpts.find(({ anchor }) => anchor === CITED.anchor);
  if (excerpt) excerpt.text = text;
}

async function answer(): Promise<void> {
  await expect.poll(() => release.length).toBeGreaterThan(0);
  for (const go of release.splice(0)) go();
}

const said = (told: readonly CitedClause[]) => told.map(({ clause }) => clause.en?.text);

describe('what a citation leads to', () => {
  it('is asked for again where its policy changes while the answer is on its way', async () => {
    const asked = clauses.all([CITED, OTHER]);
    await expect.poll(() => release.length).toBe(1);
    reword('Something else.');
    clauses.changed([CITED.slug]);
    await answer();
    await answer();
    expect(said(await asked)[0]).toBe('Something else.');
    expect(said(await clauses.all([CITED]))).toEqual(['Something else.']);
    // The other policy has not changed: it was asked for once.
    expect(backend.described).toEqual([
      ['guide-assistants#2.1', 'notice-social-media#1'],
      ['guide-assistants#2.1'],
    ]);
  });

  it('is asked for again where anything may have changed, also what waits to be drawn', async () => {
    expect(clauses.of(CITED)).toBeNull();
    await expect.poll(() => release.length).toBe(1);
    reword('Something else.');
    clauses.changed();
    await answer();
    await answer();
    await expect.poll(() => clauses.of(CITED)?.clause.en?.text).toBe('Something else.');
    expect(release).toEqual([]);
  });

  it('is told as it is at this moment where it is to be quoted', async () => {
    const known = clauses.all([CITED]);
    await answer();
    await known;
    reword('Something else.');
    const fresh = clauses.fresh(CITED);
    await answer();
    expect((await fresh)?.clause.en?.text).toBe('Something else.');
    expect(clauses.of(CITED)?.clause.en?.text).toBe('Something else.');
  });
});
