// Runs the list from its top to its bottom in so many frames, and keeps how long each took.
const [frames] = arguments;
const list = document.querySelector('[role=listbox] .scroller');
const step = (list.scrollHeight - list.clientHeight) / frames;
const seen = (window.scrolling = { frames: [], last: false, done: false });
list.scrollTop = 0;
let before = null;
function frame() {
  const now = performance.now();
  if (before !== null) seen.frames.push(now - before);
  before = now;
  if (seen.frames.length < frames) {
    list.scrollTop = step * (seen.frames.length + 1);
    requestAnimationFrame(frame);
    return;
  }
  seen.last = [...list.querySelectorAll('[role=option]')].some(
    (row) => row.ariaPosInSet === row.ariaSetSize,
  );
  list.scrollTop = 0;
  seen.done = true;
}
requestAnimationFrame(frame);
return null;
