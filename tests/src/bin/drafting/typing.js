// Watches the page while somebody types: when each key went down and when what came of it was painted, how
// long each frame took, what was asked of the program and when the page had taken in the answer.
const seen = (window.drafting = { keys: [], frames: [], calls: [] });
addEventListener(
  'keydown',
  (event) => {
    if (!event.target.isContentEditable) return;
    // Made before it was delivered, where the page was busy.
    const down = Math.min(event.timeStamp, performance.now());
    const indexing = document.querySelector('.indexing') !== null;
    requestAnimationFrame(() =>
      requestAnimationFrame(() => seen.keys.push({ down, painted: performance.now(), indexing })),
    );
  },
  true,
);
let before = performance.now();
requestAnimationFrame(function frame() {
  const now = performance.now();
  seen.frames.push({ began: before, took: now - before });
  before = now;
  requestAnimationFrame(frame);
});
const original = window.fetch;
window.fetch = async (...asked) => {
  const call = { command: String(asked[0]).split('/').pop(), sent: performance.now(), answered: null };
  seen.calls.push(call);
  const response = await original(...asked);
  const json = response.json.bind(response);
  response.json = async () => {
    const answer = await json();
    call.answered = performance.now();
    return answer;
  };
  return response;
};
return null;
