// 评分页: the weighted total while typing. The server works it out again; this only shows it.
(() => {
  "use strict";
  for (const form of document.querySelectorAll("form[data-scoring]")) {
    const place = form.querySelector("[data-total]"), boxes = [...form.querySelectorAll("[data-weight]")];
    const show = () => {
      const empty = boxes.some((box) => box.value === "" || !Number.isFinite(Number(box.value)));
      const whole = boxes.reduce((sum, box) => sum + Number(box.dataset.weight), 0);
      const total = boxes.reduce((sum, box) => sum + (Number(box.value) - Number(box.min)) * 100 / (Number(box.max) - Number(box.min)) * Number(box.dataset.weight), 0) / whole;
      place.textContent = empty ? "—" : (Math.round((total + Number.EPSILON) * 100) / 100).toFixed(2);
    };
    form.addEventListener("input", show);
    show();
  }
})();
