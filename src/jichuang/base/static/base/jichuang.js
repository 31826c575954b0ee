// 冀创: small enhancements. Every task works without this file.
(() => {
  "use strict";
  const csrf = () => document.cookie.split("; ").find((part) => part.startsWith("csrftoken="))?.slice(10) ?? "";

  // a second click on the same button sends nothing; a click while an autosave is under way waits for its revision
  const underWay = new WeakMap(), timers = new WeakMap();
  document.addEventListener("submit", (event) => {
    const form = event.target, waiting = underWay.get(form);
    clearTimeout(timers.get(form));
    if (waiting) { event.preventDefault(); waiting.finally(() => form.requestSubmit(event.submitter)); return; }
    if (form.dataset.sent === "1") { event.preventDefault(); return; }
    if (form.method === "post" && !form.hasAttribute("data-again")) {
      form.dataset.sent = "1";
      setTimeout(() => { form.dataset.sent = ""; }, 8000);
    }
    keep(form, true);
  });

  // what the server has not confirmed stays on this device and is offered back; nothing is overwritten unasked
  const draftKey = (form) => `draft:${form.dataset.autosave}`;
  const own = (name) => !["csrfmiddlewaretoken", "revision", "then"].includes(name);
  const typed = (form) => [...new FormData(form)].filter(([name, value]) => own(name) && typeof value === "string" && (value || !/\.r\d+\.c\d+$/.test(name)));
  const keep = (form, sent = false) => {
    if (form.dataset.autosave) localStorage.setItem(draftKey(form), JSON.stringify({ page: location.pathname, at: Date.now(), sent, typed: typed(form) }));
  };
  const forget = (form) => localStorage.removeItem(draftKey(form));
  const held = (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
  const drafts = () => Object.keys(localStorage).filter((key) => key.startsWith("draft:"));

  // autosave: <form data-autosave="URL"> posts itself on change and 2 s after typing; the reply is {saved, revision} or {reason}
  const say = (form, words) => { const place = form.querySelector("[data-saved]"); if (place) place.textContent = words; };
  function save(form) {
    const before = underWay.get(form) ?? Promise.resolve();
    const mine = before.then(() => post(form)).finally(() => { if (underWay.get(form) === mine) underWay.delete(form); });
    underWay.set(form, mine);
  }
  async function post(form) {
    keep(form);
    try {
      const reply = await fetch(form.dataset.autosave, { method: "POST", body: new FormData(form), headers: { "X-CSRFToken": csrf(), Accept: "application/json" } });
      const told = await reply.json();
      if (reply.ok) {
        const revision = form.querySelector("[name=revision]");
        if (revision && told.revision !== undefined) revision.value = told.revision;
        say(form, `已保存 ${told.saved ?? ""}`);
        forget(form);
      } else say(form, told.reason ?? "没有保存成功，填写内容还在这台设备上。");
    } catch { say(form, "网络不通，填写内容先留在这台设备上。"); }
  }
  function put(form, pairs) {
    for (const grid of form.querySelectorAll("[data-grid]")) {
      const start = `${grid.dataset.grid}.r`;
      grow(grid, Math.max(0, ...pairs.filter(([name]) => name.startsWith(start)).map(([name]) => Number.parseInt(name.slice(start.length), 10))));
    }
    for (const field of form.elements) {
      if (!field.name || !own(field.name) || field.type === "file" || field.type === "hidden") continue;
      const values = pairs.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
      else if (values.length) field.value = values[0];
    }
  }
  function offer(form) {
    const kept = held(draftKey(form));
    if (!kept) return;
    if (JSON.stringify(kept.typed) === JSON.stringify(typed(form))) { forget(form); return; }
    const note = document.createElement("p"), back = document.createElement("button"), drop = document.createElement("button");
    note.className = "notice warn"; note.setAttribute("role", "status");
    note.append(`这台设备上留有 ${new Date(kept.at).toLocaleString("zh-CN")} 没有保存成功的填写。 `, back, " ", drop);
    for (const [button, words] of [[back, "放回表单"], [drop, "不要了"]]) { button.type = "button"; button.className = "button quiet small"; button.textContent = words; }
    back.addEventListener("click", () => { put(form, kept.typed); note.remove(); save(form); });
    drop.addEventListener("click", () => { forget(form); note.remove(); });
    form.prepend(note);
  }
  // a page reached from the form's page means that the server took what was sent
  for (const key of drafts()) {
    const kept = held(key);
    if (kept?.sent && kept.page !== location.pathname && document.referrer && new URL(document.referrer).pathname === kept.page) localStorage.removeItem(key);
  }
  // tables: rows are added in place, and what is pasted into a box is spread over the boxes from there
  function grow(grid, wanted) {
    const rows = grid.querySelector("tbody").rows, most = Number(grid.dataset.most);
    while (rows.length < Math.min(wanted, most)) {
      const row = rows[rows.length - 1].cloneNode(true), number = rows.length + 1;
      row.cells[0].textContent = number;
      row.cells[row.cells.length - 1].textContent = "";
      for (const cell of row.querySelectorAll("td")) { cell.classList.remove("invalid"); cell.querySelector(".error")?.remove(); }
      for (const box of row.querySelectorAll("input, select")) {
        box.name = box.name.replace(/\.r\d+\./, `.r${number}.`);
        box.setAttribute("aria-label", box.getAttribute("aria-label").replace(/\d+/, number));
        box.value = ""; box.removeAttribute("aria-invalid"); box.removeAttribute("aria-describedby");
      }
      grid.querySelector("tbody").append(row);
    }
  }
  const sheet = (text) => {  // cells of a paste; a cell with line breaks stands in quotes
    const rows = [[]]; let cell = "", inside = false;
    for (let at = 0; at < text.length; at++) {
      const sign = text[at];
      if (inside && sign === '"' && text[at + 1] === '"') { cell += '"'; at++; }
      else if (sign === '"' && (inside || cell === "")) inside = !inside;
      else if (!inside && (sign === "\t" || sign === "\n")) { rows.at(-1).push(cell.trim()); cell = ""; if (sign === "\n") rows.push([]); }
      else cell += /[\r\n]/.test(sign) ? " " : sign;
    }
    rows.at(-1).push(cell.trim());
    return rows.filter((row) => row.some(Boolean));
  };
  for (const grid of document.querySelectorAll("[data-grid]")) {
    const says = grid.querySelector("[data-grid-says]"), body = grid.querySelector("tbody"), most = Number(grid.dataset.most);
    grid.querySelector("[data-grid-add]")?.addEventListener("click", (event) => {
      if (body.rows.length >= most) return;
      event.preventDefault();
      const before = body.rows.length;
      grow(grid, before + 5);
      body.rows[before].querySelector("input, select").focus();
    });
    const put = (rows, from, column) => {
      if (from + rows.length > most) { says.textContent = `粘贴了 ${rows.length} 行，最多 ${most} 行，没有放入。请删减后再粘贴。`; return false; }
      grow(grid, from + rows.length);
      rows.forEach((cells, down) => cells.forEach((words, over) => {
        const box = body.rows[from + down].querySelector(`[name$=".c${column + over}"]`);
        if (!box) return;
        if (box.tagName === "SELECT" && ![...box.options].some((one) => one.value === words)) return;
        box.value = words;
      }));
      says.textContent = `放入 ${rows.length} 行。`;
      return true;
    };
    const filled = () => [...body.rows].findLastIndex((row) => [...row.querySelectorAll("input:not([type=checkbox]), select")].some((box) => box.value)) + 1;
    grid.querySelector("[data-grid-put]")?.addEventListener("click", (event) => {
      const area = grid.querySelector("textarea"), width = body.rows[0].querySelectorAll("[name*='.r1.c']").length;
      if (!area.value.trim() || grid.querySelector("input[type=file]")?.files.length) return;
      event.preventDefault();
      const rows = sheet(area.value).map((cells) => (cells.length === 1 && width > 1 ? cells[0].split(/[；;]/).map((one) => one.trim()) : cells));
      if (!put(rows, filled(), 0)) return;
      area.value = "";
      body.dispatchEvent(new Event("input", { bubbles: true }));
    });
    body.addEventListener("paste", (event) => {
      const rows = sheet(event.clipboardData.getData("text/plain"));
      const first = event.target.closest("tr"), from = [...body.rows].indexOf(first);
      if (!first || (rows.length < 2 && (rows[0] ?? []).length < 2)) return;
      event.preventDefault();
      if (!put(rows, from, Number(event.target.name.split(".c").pop()))) return;
      event.target.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }

  for (const form of document.querySelectorAll("form[data-autosave]")) {
    const soon = (wait) => {
      clearTimeout(timers.get(form));
      if (form.dataset.sent !== "1") timers.set(form, setTimeout(() => save(form), wait));
    };
    offer(form);
    form.addEventListener("input", () => { keep(form); soon(2000); });
    form.addEventListener("change", (event) => { if (event.target.type !== "file") soon(50); });
    // what was typed while the network was dead is sent as soon as it is back
    addEventListener("online", () => { if (held(draftKey(form))) save(form); });
  }

  // keys: <a data-key="j"> or <button data-key="a">; never while typing
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    const aim = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (aim) { event.preventDefault(); aim.click(); }
  });

  // instant result: <form data-instant> asks for the short answer after each change and shows it in [data-instant-result]
  for (const form of document.querySelectorAll("form[data-instant]")) {
    const place = form.querySelector("[data-instant-result]");
    let asked = 0;
    form.addEventListener("change", async () => {
      const mine = ++asked;
      try {
        const reply = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "HX-Request": "true", "X-CSRFToken": csrf() } });
        const words = await reply.text();
        if (mine === asked && reply.ok) { place.innerHTML = words; place.hidden = !words.trim(); }
      } catch { place.hidden = true; }
    });
  }

  // the desk's list scrolls in its own pane: keep the open case in view
  document.querySelector(".case-list [aria-current]")?.scrollIntoView({ block: "nearest" });

  // the date slider: dragging writes the date box, letting go asks; what lies after data-last cannot be reached
  const dayOf = (iso) => Date.parse(`${iso}T00:00:00Z`) / 864e5;
  for (const form of document.querySelectorAll("form[data-slider]")) {
    const range = form.querySelector("input[type=range]"), box = form.querySelector("input[type=date]"), words = form.querySelector("[data-day]");
    const first = dayOf(range.dataset.first), last = dayOf(range.dataset.last) - first;
    range.hidden = false;
    range.addEventListener("input", () => {
      if (Number(range.value) > last) range.value = String(last);
      const chosen = new Date((first + Number(range.value)) * 864e5);
      box.value = chosen.toISOString().slice(0, 10);
      words.textContent = `${chosen.getUTCFullYear()}年${chosen.getUTCMonth() + 1}月${chosen.getUTCDate()}日`;
      range.setAttribute("aria-valuetext", words.textContent);
    });
    range.addEventListener("change", () => form.requestSubmit());
  }

  for (const button of document.querySelectorAll("[data-elder]")) {
    button.addEventListener("click", () => {
      const on = document.documentElement.classList.toggle("elder");
      document.cookie = `elder=${on ? 1 : 0}; path=/; max-age=31536000; samesite=lax`;
    });
  }
  // long work shows its progress by itself; without this file the page has a link to press
  const waiting = document.querySelector("[data-reload]");
  if (waiting) setTimeout(() => location.reload(), waiting.dataset.reload * 1000);
  for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => window.print());
  for (const select of document.querySelectorAll("select[data-submit]")) select.addEventListener("change", () => select.form.requestSubmit());
  // what was typed on a shared computer goes with the sign-out
  for (const form of document.querySelectorAll('form[action$="/sign-out/"]')) {
    form.addEventListener("submit", () => { for (const key of drafts()) localStorage.removeItem(key); });
  }
  document.getElementById("errors")?.focus();
})();
