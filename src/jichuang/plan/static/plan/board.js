// 看板日期滑块：拖动改写日期，松手即查看；今天之后的部分拖不过去。没有脚本时用“选日期”里的日期框。
document.querySelectorAll("form[data-slider]").forEach((form) => {
  const range = form.querySelector("input[type=range]");
  const day = form.querySelector("input[name=on]");
  const words = form.querySelector("[data-day]");
  if (!range || !day || !words) return;
  const first = Date.parse(range.dataset.first + "T00:00:00Z");
  const offsetOf = (iso) => Math.round((Date.parse(iso + "T00:00:00Z") - first) / 86400000);
  const last = offsetOf(range.dataset.last);
  range.hidden = false;
  range.addEventListener("input", () => {
    if (Number(range.value) > last) range.value = String(last);
    const chosen = new Date(first + Number(range.value) * 86400000);
    day.value = chosen.toISOString().slice(0, 10);
    words.textContent = `${chosen.getUTCFullYear()}年${chosen.getUTCMonth() + 1}月${chosen.getUTCDate()}日`;
    range.setAttribute("aria-valuetext", words.textContent);
  });
  range.addEventListener("change", () => form.requestSubmit());
});
