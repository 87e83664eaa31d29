// What all parts of the page share: the questions that wait, what this browser keeps, the source beside, and the keys.
window.onrecord = (() => {
  const parts = {};
  const waiting = [];
  const said = [];
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)');
  const narrow = window.matchMedia('(max-width: 899px)');
  let busy = false;
  let begun = false;
  let shown = null;
  let opener = null;
  let listing = false;
  let filed = null;
  let last = {};

  const one = (selector) => document.querySelector(selector);
  const made = (name, words, more = {}) => Object.assign(document.createElement(name), { textContent: words, ...more });

  // The address: `c` is the conversation, `a` the article beside, `s` the words marked in it.
  const address = () => new URLSearchParams(location.hash.slice(1));
  const go = (changes, how = 'replaceState') => {
    const at = address();
    Object.entries(changes).forEach(([name, value]) => (value ? at.set(name, value) : at.delete(name)));
    history[how]({ source: at.has('a') }, '', `#${at}`);
  };

  // What this browser keeps: conversations, by archive.
  const shelf = () => `onrecord.${one('[data-archive]')?.dataset.archive}.`;
  const kept = (id) => {
    try {
      return JSON.parse(localStorage.getItem(shelf() + id)) ?? null;
    } catch {
      return null;
    }
  };
  const keep = (id, value) => {
    try {
      localStorage.setItem(shelf() + id, JSON.stringify(value));
    } catch {
      notice('This browser has no room left: the conversation is not kept.');
    }
  };
  const drop = (id) => localStorage.removeItem(shelf() + id);
  const conversations = () =>
    Object.keys(localStorage)
      .filter((key) => key.startsWith(shelf()))
      .map((key) => key.slice(shelf().length))
      .map((id) => ({ id, ...kept(id) }))
      .filter((each) => each.turns)
      .sort((one, other) => other.at - one.at);

  const notice = (words, label, undo) => {
    const bar = one('#notice') ?? document.body.appendChild(made('div', '', { id: 'notice', role: 'status' }));
    bar.replaceChildren(made('span', words));
    if (label) {
      const button = made('button', label, { type: 'button' });
      button.addEventListener('click', () => {
        bar.replaceChildren();
        undo();
      });
      bar.append(button);
    }
    clearTimeout(notice.timer);
    notice.timer = setTimeout(() => bar.replaceChildren(), 12000);
  };

  // Questions: one at a time, the others wait in their order.
  const submit = (question) => {
    const words = question.trim();
    if (!words) return;
    said.push(words);
    waiting.push(words);
    next();
  };
  const next = () => {
    if (!busy && waiting.length) {
      busy = true;
      parts.conversation.trigger('ask', { question: waiting.shift() });
    }
    const rows = waiting.map((words) => made('p', `Next: ${words}`, { className: 'or-queued' }));
    parts.queued?.element.setAttribute('role', 'status');
    parts.queued?.element.replaceChildren(...rows);
  };
  const answered = () => {
    busy = false;
    next();
  };

  const resume = (id, how = 'pushState') => {
    last.c = id;
    go({ c: id, a: '', s: '' }, how);
    parts.conversation.trigger('restore', { kept: id ? JSON.stringify(kept(id)?.turns ?? []) : '' });
  };
  const afresh = () => {
    const before = last.c;
    waiting.length = 0;
    busy = false;
    next();
    last.c = '';
    go({ c: '', a: '', s: '' }, 'pushState');
    sheet(false);
    if (before && kept(before)) notice('Started over.', 'Undo', () => resume(before));
  };
  const keepShown = (log) => {
    if (!log?.dataset.kept) return;
    if (!last.c) {
      last.c = crypto.randomUUID().slice(0, 8);
      go({ c: last.c });
    }
    const turns = JSON.parse(log.dataset.kept);
    keep(last.c, { name: turns[0]?.question, ...kept(last.c), turns, at: Date.now() });
  };
  const list = () => {
    const box = one('#earlier');
    const rows = conversations().map((each) => {
      const row = made('li', '');
      const open = made('button', each.name, { type: 'button', className: 'or-resume' });
      open.addEventListener('click', () => {
        box.close();
        resume(each.id);
      });
      const rename = made('button', 'Rename', { type: 'button' });
      rename.addEventListener('click', () => {
        const line = made('input', '', { value: each.name, ariaLabel: 'New name' });
        const done = () => {
          const { id, ...rest } = each;
          keep(id, { ...rest, name: line.value.trim() || each.name });
          list();
        };
        line.addEventListener('keydown', (event) => event.key === 'Enter' && done());
        line.addEventListener('blur', done);
        open.replaceWith(line);
        line.focus();
      });
      const remove = made('button', 'Delete', { type: 'button' });
      remove.addEventListener('click', () => {
        const { id, ...rest } = each;
        drop(id);
        list();
        notice('Conversation deleted.', 'Undo', () => keep(id, rest));
      });
      row.append(open, made('time', new Date(each.at).toLocaleString()), rename, remove);
      return row;
    });
    box.querySelector('ul').replaceChildren(...(rows.length ? rows : [made('li', 'None yet.')]));
  };

  // The source: beside the work, or on a narrow screen a sheet over it.
  const sheet = (open) => {
    one('#beside').toggleAttribute('data-open', open);
    document.body.style.overflow = open && narrow.matches ? 'hidden' : '';
  };
  const opened = (view) => {
    const { article, spans } = view.dataset;
    sheet(true);
    go({ a: article, s: spans }, history.state?.source ? 'replaceState' : 'pushState');
  };
  const closed = () => {
    sheet(false);
    if (one('#source article')) parts.source.trigger('close', {});
    const back = opener && (opener.isConnected ? opener : one(opener.again));
    back?.focus();
  };
  const close = () => {
    if (history.state?.source && begun) history.back();
    else closed();
  };
  const again = (link) => {
    const where = ['act', 'turn', 'n', 'article', 'spans'].filter((name) => link.dataset[name] !== undefined);
    return `#work ${where.map((name) => `[data-${name}="${CSS.escape(link.dataset[name])}"]`).join('')}`;
  };
  const send = (part, act, details, link) => {
    if (['open', 'read', 'said', 'weigh'].includes(act) && link.closest('#work')) {
      opener = link;
      opener.again = again(link);
    }
    listing = act === 'back';
    filed = link.closest('.or-claim')?.id;
    part.trigger(act, details);
  };
  const markCurrent = () => {
    const { turn, n, article, spans } = one('#source [data-view]')?.dataset ?? {};
    document.querySelectorAll('#work [data-act][aria-current]').forEach((each) => each.removeAttribute('aria-current'));
    const wanted = [];
    if (n) wanted.push(`.or-marker[data-turn="${turn}"][data-n="${n}"]`);
    const there = article && `[data-article="${CSS.escape(article)}"]`;
    if (spans) wanted.push(`[data-act="read"]${there}[data-spans="${spans}"]`, `[data-act="weigh"]${there}[data-spans="${spans}"]`);
    else if (article) wanted.push(`[data-act="read"]${there}:not([data-spans])`);
    if (wanted.length) document.querySelectorAll(wanted.join()).forEach((each) => each.setAttribute('aria-current', 'true'));
  };
  const showWords = (view, box, quiet) => {
    const words = view.querySelector('mark:not(.or-pale)');
    if (!quiet) view.querySelector('h2').focus({ preventScroll: true });
    if (!words) return;
    const top = words.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
    if (top < box.clientHeight * 0.6) return;
    box.scrollTo({ top: top - box.clientHeight * 0.3, behavior: calm.matches ? 'instant' : 'smooth' });
  };

  // What is unfolded on a claim stays so when the list of claims comes anew.
  const unfolded = new Set();
  document.addEventListener(
    'toggle',
    ({ target }) => {
      if (!target.matches('#claims details[id]') || !target.isConnected) return;
      unfolded[target.open ? 'add' : 'delete'](target.id);
    },
    true,
  );

  // What happens when a part of the page has been filled anew.
  // What there is nothing of is not offered as a file.
  const offer = () => {
    one('#exporting')?.toggleAttribute('hidden', !one('#claims .or-claim, #claims .or-days'));
    one('#taking')?.toggleAttribute('hidden', !one('#quotes .or-quotation'));
  };
  const changed = (part) => {
    offer();
    if (part.name === 'conversation') {
      part.element.querySelector('.or-turn:last-of-type')?.scrollIntoView({ block: 'nearest' });
      keepShown(part.element.querySelector('[data-kept]'));
      if (!begun) begin();
    }
    if (part.name === 'claims') {
      unfolded.forEach((id) => part.element.querySelector(`details[id="${CSS.escape(id)}"]`)?.setAttribute('open', ''));
      if (filed) document.getElementById(filed)?.querySelector('[aria-pressed]')?.focus();
      filed = null;
    }
    if (part.name?.startsWith('download')) save(part.element.querySelector('[data-file]'));
    if (part.name === 'source') {
      const view = part.element.querySelector('[data-view]');
      const quiet = view && 'quiet' in view.dataset;
      if (view && !view.matches('article')) {
        sheet(false);
        if (begun && address().has('a')) go({ a: '', s: '' });
      }
      if (view && view.dataset.view !== shown) {
        shown = view.dataset.view;
        const box = part.element.closest('.block');
        box.scrollTop = 0;
        if (listing) view.querySelector('.or-card')?.focus();
        listing = false;
        if (view.matches('article')) {
          if (!quiet) opened(view);
          if (view.dataset.chosen) window.onrecord.chosen(view, box);
          else showWords(view, box, quiet);
        }
      }
    }
    markCurrent();
    window.onrecord.mark?.();
  };
  const save = (file) => {
    if (!file) return;
    const { text, base64, kind } = file.dataset;
    const content = base64 ? Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)) : text;
    const blob = new Blob([content], { type: base64 ? kind : `${kind};charset=utf-8` });
    const link = made('a', '', { href: URL.createObjectURL(blob), download: file.dataset.file });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  const begin = () => {
    begun = true;
    offer();
    window.onrecord.began?.();
    const at = address();
    last.c = at.get('c') ?? '';
    if (last.c) parts.conversation.trigger('restore', { kept: JSON.stringify(kept(last.c)?.turns ?? []) });
    if (at.get('a')) parts.source.trigger('read', { article: at.get('a'), spans: at.get('s') ?? '' });
  };
  window.addEventListener('popstate', () => {
    const at = address();
    const c = at.get('c') ?? '';
    if (c !== (last.c ?? '')) resume(c, 'replaceState');
    else if (at.get('a')) parts.source.trigger('read', { article: at.get('a'), spans: at.get('s') ?? '' });
    else closed();
  });

  // The keys.
  const fill = (box, words) => {
    box.value = words;
    box.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const visible = (selector) => [...document.querySelectorAll(selector)].find((each) => each.offsetParent);
  const lines = '#question textarea, #topic textarea, #quote textarea, #wanted textarea, #claimed textarea';
  const step = (by) => {
    const links = [...document.querySelectorAll('#source .or-chips a')];
    const at = links.findIndex((each) => each.hasAttribute('aria-current'));
    links[at + by]?.click();
  };
  // The line is emptied in the same moment: what is typed next belongs to the next question.
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || !event.target.matches('#question textarea')) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const words = event.target.value;
    fill(event.target, '');
    submit(words);
  }, true);
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const beside = one('#source article') || document.activeElement.closest('#source');
    if (event.key === 'Escape' && !one('dialog[open]') && beside) return close();
    if (event.target.matches('input, textarea, select, [contenteditable]')) {
      if (event.key === 'ArrowUp' && event.target.matches('#question textarea') && !event.target.value && said.length) {
        event.preventDefault();
        fill(event.target, said.at(-1));
      }
      return;
    }
    if (event.key === '/') visible(lines)?.focus();
    else if (event.key === '?') acts.keys();
    else if (event.key === 'n') step(1);
    else if (event.key === 'p') step(-1);
    else return;
    event.preventDefault();
  });

  const acts = {
    close,
    weigh: ({ n, article, spans }, link) => {
      const row = one(`#check-${n}`);
      if (!row) return;
      const inRow = row.contains(link);
      row.closest('li').hidden = false;
      row.open = inRow ? !row.open : true;
      if (!inRow) row.scrollIntoView({ block: 'nearest' });
      if (article && row.open) send(parts.checked, 'read', { article, spans }, link);
      else if (row.open) parts.source.trigger('close', {});
    },
    only: ({ verdict }, link) => {
      const on = link.getAttribute('aria-pressed') !== 'true';
      document.querySelectorAll('.or-count').forEach((each) => each.setAttribute('aria-pressed', on && each === link));
      document.querySelectorAll('.or-faults > li').forEach((row) => {
        row.hidden = on && row.dataset.verdict !== verdict;
      });
    },
    submit: ({ question }) => submit(question),
    keys: () => (one('#keys').open ? one('#keys').close() : one('#keys').showModal()),
    dismiss: (_, link) => link.closest('dialog').close(),
    earlier: () => {
      list();
      one('#earlier').showModal();
    },
    theme: () => {
      const dark = document.body.classList.toggle('dark');
      localStorage.setItem('onrecord.theme', dark ? 'dark' : 'light');
    },
  };
  const theme = localStorage.getItem('onrecord.theme');
  if (theme) addEventListener('load', () => document.body.classList.toggle('dark', theme === 'dark'));

  const join = (element, trigger) => {
    const name = element.closest('.block[id]')?.id;
    // The framework's line with completion has no word of its own for an empty one.
    setTimeout(() => {
      offer();
      document.querySelectorAll('#speaker input, #said-by input, #claimant input').forEach((each) => (each.placeholder = 'Who spoke'));
    });
    return (parts[name] = { name, element, trigger });
  };
  const read = (place) => send(parts.source, 'read', place, one('#source'));
  const api = { join, send, changed, acts, submit, answered, afresh, notice, narrow, one, made, kept, keep, save, fill, read };
  return api;
})();
