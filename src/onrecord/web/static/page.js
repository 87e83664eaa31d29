// The links of one part of the page. `element`, `trigger` and `watch` are given by the page's framework.
const events = ['ask', 'restore', 'open', 'back', 'read', 'said', 'correct', 'uncorrect', 'close', 'choose', 'more', 'edit', 'remove', 'undo', 'sample', 'take', 'look', 'unwatch', 'follow', 'unfollow', 'rule', 'withdraw'];
const desk = window.onrecord;
const part = desk.join(element, trigger);

element.addEventListener('click', async (event) => {
  const copying = event.target.closest('[data-copy]');
  if (copying) {
    event.preventDefault();
    await navigator.clipboard.writeText(desk.copied?.(copying) ?? copying.dataset.copy);
    const words = copying.textContent;
    if (words !== 'Copied') setTimeout(() => (copying.textContent = words), 2000);
    copying.textContent = 'Copied';
    return;
  }
  const chosen = event.target.closest('[data-act]');
  if (!chosen) return;
  event.preventDefault();
  const { act, ...details } = chosen.dataset;
  chosen.closest('.or-menu')?.removeAttribute('open');
  if (chosen.form) Object.assign(details, Object.fromEntries(new FormData(chosen.form)));
  if (desk.acts[act]) desk.acts[act](details, chosen);
  else if (events.includes(act)) desk.send(part, act, details, chosen);
});

element.addEventListener('keydown', (event) => {
  const menu = event.key === 'Escape' && event.target.closest('.or-menu[open]');
  if (menu) {
    menu.open = false;
    menu.querySelector('summary').focus();
    event.stopPropagation();
    return;
  }
  if (event.key === 'Enter' && event.target.matches('.or-ruling input')) {
    event.preventDefault();
    event.target.form.querySelector('button[data-act]').click();
    return;
  }
  const byHand = event.target.matches('mark[data-act]') && event.key === 'Enter';
  if (byHand || (event.key === ' ' && event.target.matches('a[data-act], mark[data-act]'))) {
    event.preventDefault();
    event.target.click();
  }
});

watch('value', () => desk.changed(part));
