// 续传: sends large files in parts and goes on where it stopped. Without this file the form uploads them whole.
(() => {
  "use strict";
  if (!globalThis.crypto?.subtle) return;  // digests need a secure page; the plain form does without
  const csrf = () => document.cookie.split("; ").find((part) => part.startsWith("csrftoken="))?.slice(10) ?? "";
  const hex = async (bytes) => [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map((one) => one.toString(16).padStart(2, "0")).join("");
  const pause = (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); });

  class Refusal extends Error {}
  async function ask(url, options) {
    const reply = await fetch(url, { ...options, headers: { "X-CSRFToken": csrf(), Accept: "application/json", ...options.headers } });
    if (reply.status >= 500) throw new Error(String(reply.status));
    const told = await reply.json();
    if (!reply.ok) throw new Refusal(told.reason ?? "没有上传成功。");
    return told;
  }

  async function send(form, file, say) {
    const part = Number(form.dataset.part), began = new FormData();
    say(`“${file.name}”正在计算摘要…`);
    began.append("material", form.elements.material.value);
    began.append("name", file.name);
    began.append("size", file.size);
    began.append("sha256", await hex(await file.arrayBuffer()));
    let told = await ask(form.dataset.uploads, { method: "POST", body: began });
    for (let failures = 0; !told.done;) {
      say(`“${file.name}”已传 ${Math.floor((told.received / told.size) * 100)}%`);
      const bytes = await file.slice(told.received, told.received + part).arrayBuffer();
      try {
        told = await ask(told.url, { method: "PATCH", body: bytes, headers: { "Content-Type": "application/octet-stream", "Upload-Offset": String(told.received), "X-Part-SHA256": await hex(bytes) } });
        failures = 0;
      } catch (fault) {
        if (fault instanceof Refusal || ++failures > 8) throw fault;
        say(`“${file.name}”网络不通，${2 ** failures} 秒后从断处接着传。`);
        await pause(1000 * 2 ** failures);
        try { told = await ask(told.url, { method: "GET" }); } catch (again) { if (again instanceof Refusal) throw again; }
      }
    }
    return told;
  }

  for (const form of document.querySelectorAll("form[data-uploads]")) {
    const box = form.querySelector("input[type=file]"), place = form.querySelector("[data-upload-says]"), button = form.querySelector("button");
    const say = (words) => { place.textContent = words; };
    form.addEventListener("submit", async (event) => {
      const files = [...box.files];
      if (!files.some((file) => file.size > Number(form.dataset.part))) return;
      event.preventDefault();
      button.disabled = true;
      try {
        for (const file of files) await send(form, file, say);
        location.reload();
      } catch (fault) {
        say(fault instanceof Refusal ? fault.message : "网络不通，已传的部分保留 24 小时；请再选同一个文件，从断处接着传。");
        button.disabled = false;
        form.dataset.sent = "";  // the guard against a second click must let a second try through
      }
    });
  }
})();
