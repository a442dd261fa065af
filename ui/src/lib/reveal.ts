/** Brings the current match before the eyes. */

/** What lies over the top and the bottom of the part that scrolls, in rem. */
const COVERED = { top: 5.5, bottom: 2 };

/** Scrolls to the match that is marked more strongly, unless it is well in sight. */
export function revealMatch(within: HTMLElement, scroller = within.closest('main') ?? within): void {
  const match = within.querySelector('.match-current');
  if (!match) return;
  const { top, bottom } = match.getBoundingClientRect();
  const seen = scroller.getBoundingClientRect();
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  const inSight = top >= seen.top + COVERED.top * rem && bottom <= seen.bottom - COVERED.bottom * rem;
  match.scrollIntoView({ block: inSight ? 'nearest' : 'center', inline: 'nearest' });
}
