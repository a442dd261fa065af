/** Brings the current match before the eyes. */

/** What lies over the top and the bottom of the part that scrolls, in CSS pixels. */
const COVERED = { top: 88, bottom: 32 };

/** Scrolls to the match that is marked more strongly, unless it is well in sight. */
export function revealMatch(within: HTMLElement): void {
  const match = within.querySelector('.match-current');
  if (!match) return;
  const scroller = within.closest('main') ?? within;
  const { top, bottom } = match.getBoundingClientRect();
  const seen = scroller.getBoundingClientRect();
  const inSight = top >= seen.top + COVERED.top && bottom <= seen.bottom - COVERED.bottom;
  match.scrollIntoView({ block: inSight ? 'nearest' : 'center', inline: 'nearest' });
}
