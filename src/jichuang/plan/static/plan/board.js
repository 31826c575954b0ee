// 看板日期滑块：拖动改写日期框，松手即查看。没有脚本时只用日期框和“查看”按钮。
document.querySelectorAll("form[data-slider]").forEach((form) => {
  const range = form.querySelector("input[type=range]");
  const day = form.querySelector("input[name=on]");
  if (!range || !day) return;
  const first = Date.parse(range.dataset.first + "T00:00:00Z");
  const iso = (offset) => new Date(first + offset * 86400000).toISOString().slice(0, 10);
  range.hidden = false;
  range.addEventListener("input", () => {
    day.value = iso(Number(range.value));
    range.setAttribute("aria-valuetext", day.value);
  });
  range.addEventListener("change", () => form.requestSubmit());
  day.addEventListener("change", () => {
    const offset = Math.round((Date.parse(day.value + "T00:00:00Z") - first) / 86400000);
    if (Number.isFinite(offset)) range.value = String(offset);
  });
});
