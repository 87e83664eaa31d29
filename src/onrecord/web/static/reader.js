// Reading and keeping: citations in a chosen style, words found in an article, what is selected, the notebook.
(() => {
  const desk = window.onrecord;
  const { one, made, notice } = desk;
  const style = () => localStorage.getItem('onrecord.style') ?? 'plain';
  const escapeMarkdown = (words) => words.replace(/[\\`*_{}[\]<>#|]/g, '\\$&');

  // Words with who said them and where, in the chosen style; `held` has them as `credit_buttons` writes them.
  const cited = (held, how) => held[`cite${how[0].toUpperCase()}${how.slice(1)}`] ?? held.citePlain ?? '';
  const credit = (held, how = style()) => {
    const { words, speaker } = held;
    const place = cited(held, how);
    if (how === 'markdown') {
      const quoted = words.split('\n').map((line) => `> ${escapeMarkdown(line)}`).join('\n');
      return `${quoted}\n>\n> — ${[escapeMarkdown(speaker ?? ''), place].filter(Boolean).join(', in ')}\n`;
    }
    if (how === 'plain') return `${words} (${[speaker, `in ${place}`].filter(Boolean).join(', ')})`;
    return `${words}${speaker ? ` — ${speaker}` : ''}\n${place}`;
  };
  desk.copied = (button) => {
    const held = button.closest('.or-credit')?.dataset;
    return held ? credit(held) : button.dataset.copy;
  };
  const articleCites = () => Object.fromEntries(Object.entries(one('#source article').dataset).filter(([name]) => name.startsWith('cite')));

  document.addEventListener('change', ({ target }) => {
    if (target.id === 'cite-style') localStorage.setItem('onrecord.style', target.value);
  });

  // Words in the article that is open.
  let found = { ranges: [], at: 0 };
  const paint = () => {
    if (!window.CSS?.highlights) return;
    CSS.highlights.set('or-found', new Highlight(...found.ranges));
    CSS.highlights.set('or-found-here', new Highlight(...found.ranges.slice(found.at, found.at + 1)));
  };
  const look = (words) => {
    found = { ranges: [], at: 0 };
    const text = one('#source .or-text');
    const nodes = [];
    const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    let whole = '';
    while (walk.nextNode()) {
      nodes.push({ node: walk.currentNode, from: whole.length });
      whole += walk.currentNode.data;
    }
    const low = whole.toLowerCase();
    const [hay, needle] = low.length === whole.length ? [low, words.toLowerCase()] : [whole, words];
    const spot = (place) => {
      const { node, from } = nodes.findLast((each) => each.from <= place);
      return [node, place - from];
    };
    for (let at = needle ? hay.indexOf(needle) : -1; at >= 0; at = hay.indexOf(needle, at + needle.length)) {
      const range = new Range();
      range.setStart(...spot(at));
      const [last, offset] = spot(at + needle.length - 1);
      range.setEnd(last, offset + 1);
      found.ranges.push(range);
    }
    turnTo(0);
  };
  const turnTo = (by) => {
    const count = found.ranges.length;
    found.at = count ? (found.at + by + count) % count : 0;
    paint();
    const told = one('.or-find [role=status]');
    if (told) told.textContent = count ? `${found.at + 1} of ${count}` : one('.or-find input').value ? 'not found' : '';
    if (!count) return;
    const box = one('#source');
    const top = found.ranges[found.at].getBoundingClientRect().top - box.getBoundingClientRect().top;
    if (top < 90 || top > box.clientHeight - 60) box.scrollTop += top - box.clientHeight * 0.35;
  };
  const endFind = () => {
    found = { ranges: [], at: 0 };
    paint();
    one('.or-find')?.remove();
    one('#source [data-act=find]')?.focus();
  };
  const find = () => {
    if (!one('#source .or-text')) return;
    const open = one('.or-find input');
    if (open) return open.select();
    const bar = made('div', '', { className: 'or-find', role: 'search' });
    const line = made('input', '', { type: 'search', ariaLabel: 'Find in this article', maxLength: 200 });
    const button = (words, label, does) => {
      const each = made('button', words, { type: 'button', className: 'or-tool', ariaLabel: label });
      each.addEventListener('click', does);
      return each;
    };
    bar.append(line, made('span', '', { role: 'status' }), button('‹', 'Previous', () => turnTo(-1)),
      button('›', 'Next', () => turnTo(1)), button('×', 'End the search', endFind));
    line.addEventListener('input', () => look(line.value.trim()));
    bar.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') endFind();
      else if (event.key === 'Enter' && event.target === line) turnTo(event.shiftKey ? -1 : 1);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    one('#source .or-nav').append(bar);
    line.focus();
  };

  // What is selected in the article that is open.
  const selected = () => {
    const text = one('#source article .or-text');
    const range = document.getSelection().rangeCount && document.getSelection().getRangeAt(0);
    if (!text || !range || range.collapsed || !text.contains(range.commonAncestorContainer)) return null;
    const raw = range.toString();
    const words = raw.trim();
    if (!words) return null;
    const before = new Range();
    before.setStart(text, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const start = [...before.toString()].length + [...raw.slice(0, raw.indexOf(words))].length;
    const printed = words.includes('“') ? words : `“${words}”`;
    const { article } = one('#source article').dataset;
    return { words: printed, bare: words, article, spans: `${start}-${start + [...words].length}`, speaker: '', ...articleCites(), range };
  };
  const tools = () => {
    const held = selected();
    let bar = one('#chosen');
    if (!held) return bar?.remove();
    if (!bar) {
      bar = made('div', '', { id: 'chosen', role: 'toolbar', ariaLabel: 'What is selected' });
      const does = {
        'Copy with credit': async (it) => {
          await navigator.clipboard.writeText(credit(it));
          notice('Copied with credit.');
        },
        'Check this': (it) => check(it.bare),
        'Pin this': pin,
      };
      Object.entries(does).forEach(([words, act]) => {
        const button = made('button', words, { type: 'button', className: 'or-tool' });
        button.addEventListener('mousedown', (event) => event.preventDefault());
        button.addEventListener('click', () => {
          const it = selected();
          if (it) act(it);
          one('#chosen')?.remove();
        });
        bar.append(button);
      });
      document.body.append(bar);
    }
    const place = held.range.getBoundingClientRect();
    bar.style.top = `${Math.min(innerHeight - 48, Math.max(8, place.bottom + 6))}px`;
    bar.style.left = `${Math.max(8, Math.min(innerWidth - bar.offsetWidth - 8, place.left))}px`;
  };
  document.addEventListener('selectionchange', () => {
    clearTimeout(tools.timer);
    tools.timer = setTimeout(tools, 200);
  });
  const check = (words) => {
    [...document.querySelectorAll('#tabs button[role=tab]')].find((each) => each.textContent.trim() === 'Check')?.click();
    setTimeout(() => {
      const line = one('#quote textarea');
      desk.fill(line, words.replace(/\s+/g, ' ').slice(0, 1000));
      setTimeout(() => one('#check-one').click(), 100);
    }, 100);
    if (desk.narrow.matches) desk.acts.close();
  };

  // The notebook: what this browser keeps of quotations, and the sources that were marked as wrong.
  const pins = () => Object.values(desk.kept('pins') ?? []);
  const wrongs = () => desk.kept('wrong') ?? {};
  const keepPins = (all) => {
    desk.keep('pins', all);
    count();
  };
  const count = () => {
    const button = one('[data-act=notebook]');
    if (button) button.textContent = pins().length ? `Notebook (${pins().length})` : 'Notebook';
  };
  const pin = ({ range, bare, ...held }) => {
    const all = pins();
    if (all.some((each) => each.article === held.article && each.spans === held.spans)) return notice('It is in the notebook already.');
    keepPins([...all, { ...held, at: Date.now(), note: '' }]);
    notice('Pinned in the notebook.', 'Undo', () => keepPins(all));
  };
  const wrongAt = ({ article, spans }, question) => `${article} ${spans} ${question}`;
  const asked = (turn) => one(`.or-turn[data-turn="${turn}"] .or-question`)?.lastChild.textContent ?? '';
  const wrong = (_, link) => {
    const { turn, n, article, spans } = link.closest('article').dataset;
    const key = wrongAt({ article, spans }, asked(turn));
    const all = wrongs();
    if (all[key]) delete all[key];
    else all[key] = { article, spans, question: asked(turn), words: one('#source mark:not(.or-pale)')?.textContent ?? '', ...articleCites(), at: Date.now() };
    desk.keep('wrong', all);
    desk.mark();
    if (all[key]) notice('Marked as a wrong source. Only this browser keeps it; the notebook lists it.');
  };
  desk.mark = () => {
    const all = wrongs();
    document.querySelectorAll('.or-marker[data-place]').forEach((each) => {
      const [article, spans] = each.dataset.place.split(' ');
      each.classList.toggle('or-wrong', wrongAt({ article, spans }, asked(each.dataset.turn)) in all);
    });
    const view = one('#source article[data-turn]');
    const button = view?.querySelector('[data-act=wrong]');
    if (button) button.setAttribute('aria-pressed', wrongAt(view.dataset, asked(view.dataset.turn)) in all);
  };

  const row = (each, number) => {
    const item = made('li', '');
    const open = made('button', each.words, { type: 'button', className: 'or-resume' });
    open.addEventListener('click', () => {
      one('#notebook').close();
      desk.read({ article: each.article, spans: each.spans });
    });
    const note = made('input', '', { value: each.note, ariaLabel: 'Note', placeholder: 'A note of yours', maxLength: 2000 });
    note.addEventListener('change', () => keepPins(pins().map((one, at) => (at === number ? { ...one, note: note.value } : one))));
    const button = (words, label, does) => {
      const tool = made('button', words, { type: 'button', ariaLabel: label });
      tool.addEventListener('click', () => {
        does();
        list();
      });
      return tool;
    };
    const up = button('↑', 'Move up', () => {
      const all = pins();
      if (number) all.splice(number - 1, 0, ...all.splice(number, 1));
      keepPins(all);
    });
    const remove = button('Remove', 'Remove from the notebook', () => {
      const all = pins();
      keepPins(all.filter((_, at) => at !== number));
      notice('Removed from the notebook.', 'Undo', () => keepPins(all));
    });
    item.append(open, made('span', [each.speaker, each.citePlain].filter(Boolean).join(', in '), { className: 'or-byline' }), note, up, remove);
    return item;
  };
  const list = () => {
    const box = one('#notebook');
    const rows = pins().map(row);
    const marked = Object.values(wrongs()).map((each) => made('li', `${each.question} — “${each.words}” (${each.citePlain})`));
    box.querySelector('ol').replaceChildren(...(rows.length ? rows : [made('li', 'Nothing yet: “Pin” stands beside quotations and above an article.')]));
    box.querySelector('ul').replaceChildren(...marked);
    box.querySelector('h3').hidden = !marked.length;
  };
  const exported = () => {
    const how = style() === 'plain' ? 'markdown' : style();
    const parts = pins().map((each) => {
      const said = how === 'markdown' ? credit(each, how) : `> ${escapeMarkdown(each.words)}${each.speaker ? `\n>\n> — ${escapeMarkdown(each.speaker)}` : ''}\n\n${escapeMarkdown(cited(each, how))}\n`;
      return each.note ? `${said}\n${escapeMarkdown(each.note)}\n` : said;
    });
    const marked = Object.values(wrongs()).map((each) => `- ${escapeMarkdown(each.question)}: “${escapeMarkdown(each.words)}”, ${each.citeMarkdown}\n`);
    const also = marked.length ? `## Sources marked as wrong\n\n${marked.join('')}` : '';
    return [`# Notebook\n`, ...parts, also].filter(Boolean).join('\n');
  };

  // What was chosen before the article came: it is in view, and above it how it is known who spoke.
  const tell = (n) => {
    const told = one(`#source [data-who="${n}"]`);
    const how = one('#source .or-how');
    const done = how.querySelector('.or-done, .or-failure');
    if (told) how.replaceChildren(...[done, ...told.childNodes].filter(Boolean).map((each) => each.cloneNode(true)));
  };
  desk.chosen = (view, box) => {
    const mark = view.querySelector(`mark[data-n="${view.dataset.chosen}"]`);
    tell(view.dataset.chosen);
    if (!mark) return view.querySelector('h2').focus({ preventScroll: true });
    mark.focus({ preventScroll: true });
    const above = view.querySelector('.or-nav').offsetHeight;
    box.scrollTop += mark.getBoundingClientRect().top - box.getBoundingClientRect().top - above - 40;
  };

  Object.assign(desk.acts, {
    find,
    wrong,
    who: ({ n }) => {
      one('#source .or-how').replaceChildren();
      tell(n);
    },
    pin: (_, link) => pin({ ...link.closest('.or-credit').dataset }),
    notebook: () => {
      list();
      one('#notebook').showModal();
    },
    'take-notebook': () => desk.save({ dataset: { file: 'notebook.md', kind: 'text/markdown', text: exported() } }),
  });
  desk.began = () => {
    one('#cite-style').value = style();
    count();
  };
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'f' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches('input, textarea, select, [contenteditable]') || !one('#source .or-text')) return;
    event.preventDefault();
    find();
  });
})();
