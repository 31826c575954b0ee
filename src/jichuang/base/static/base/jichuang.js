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
    forget(form);
  });

  // autosave: <form data-autosave="URL"> posts itself on change and 2 s after typing; the reply is {saved, revision} or {conflict}
  const draftKey = (form) => `draft:${form.dataset.autosave}`;
  const forget = (form) => { if (form.dataset.autosave) localStorage.removeItem(draftKey(form)); };
  const keep = (form) => { localStorage.setItem(draftKey(form), new URLSearchParams(new FormData(form)).toString()); };
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
  for (const form of document.querySelectorAll("form[data-autosave]")) {
    const soon = (wait) => {
      clearTimeout(timers.get(form));
      if (form.dataset.sent !== "1") timers.set(form, setTimeout(() => save(form), wait));
    };
    form.addEventListener("input", () => soon(2000));
    form.addEventListener("change", (event) => { if (event.target.type !== "file") soon(50); });
  }

  // keys: <a data-key="j"> or <button data-key="a">; never while typing
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    const aim = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (aim) { event.preventDefault(); aim.click(); }
  });

  // the desk's list scrolls in its own pane: keep the open case in view
  document.querySelector(".case-list [aria-current]")?.scrollIntoView({ block: "nearest" });

  // the date slider: a range of days beside a date box
  for (const range of document.querySelectorAll("input[type=range][data-from]")) {
    const box = document.getElementById(range.dataset.box);
    const start = new Date(`${range.dataset.from}T00:00:00Z`);
    range.addEventListener("input", () => { box.value = new Date(start.getTime() + range.value * 864e5).toISOString().slice(0, 10); });
    range.addEventListener("change", () => box.form.requestSubmit());
  }

  for (const button of document.querySelectorAll("[data-elder]")) {
    button.addEventListener("click", () => {
      const on = document.documentElement.classList.toggle("elder");
      document.cookie = `elder=${on ? 1 : 0}; path=/; max-age=31536000; samesite=lax`;
    });
  }
  for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => window.print());
  for (const select of document.querySelectorAll("select[data-submit]")) select.addEventListener("change", () => select.form.requestSubmit());
  // what was typed on a shared computer goes with the sign-out
  for (const form of document.querySelectorAll('form[action$="/sign-out/"]')) {
    form.addEventListener("submit", () => { for (const key of Object.keys(localStorage)) if (key.startsWith("draft:")) localStorage.removeItem(key); });
  }
  document.getElementById("errors")?.focus();
})();
