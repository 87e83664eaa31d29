// The links of a part of the page. `element`, `trigger` and `watch` are given by the page's framework.
const events = ['open', 'back', 'read'];
let shown = null;

element.addEventListener('click', async (event) => {
  const copying = event.target.closest('[data-copy]');
  if (copying) {
    await navigator.clipboard.writeText(copying.dataset.copy);
    copying.textContent = 'Copied';
    return;
  }
  const chosen = event.target.closest('[data-act]');
  if (!chosen || !events.includes(chosen.dataset.act)) return;
  event.preventDefault();
  const { act, ...details } = chosen.dataset;
  trigger(act, details);
});

element.addEventListener('keydown', (event) => {
  if (event.key === ' ' && event.target.matches('a[data-act]')) {
    event.preventDefault();
    event.target.click();
  }
});

const calm = window.matchMedia('(prefers-reduced-motion: reduce)');
const scrollTo = (target) => target.scrollIntoView({ behavior: calm.matches ? 'instant' : 'smooth' });

watch('value', () => {
  element.querySelector('.or-turn:last-of-type')?.scrollIntoView();
  const view = element.querySelector('[data-view]');
  if (!view || view.dataset.view === shown) return;
  shown = view.dataset.view;
  element.closest('.block').scrollTop = 0;
  if (!view.matches('article')) return;
  view.querySelector('h2').focus({ preventScroll: true });
  scrollTo(view.querySelector('mark') ?? view);
});
