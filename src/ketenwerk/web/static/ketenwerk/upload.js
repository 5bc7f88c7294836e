/* Makes the upload pleasant where JavaScript runs; without it the form does the same work.
   Dropping files anywhere on the page puts them in the file field and sends the form. */
(() => {
  "use strict";

  const form = () => document.querySelector("[data-upload]");
  const carriesFiles = (event) => Array.from(event.dataTransfer?.types ?? []).includes("Files");
  let depth = 0;

  const mark = (on) => form()?.classList.toggle("is-over", on);

  const ready = () => {
    const hint = form()?.querySelector("[data-drop]");
    if (hint) hint.hidden = false;
  };

  document.addEventListener("dragenter", (event) => {
    if (!form() || !carriesFiles(event)) return;
    depth += 1;
    mark(true);
  });
  document.addEventListener("dragleave", (event) => {
    if (!form() || !carriesFiles(event)) return;
    depth = Math.max(0, depth - 1);
    if (depth === 0) mark(false);
  });
  document.addEventListener("dragover", (event) => {
    if (form() && carriesFiles(event)) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    const target = form();
    if (!target || !carriesFiles(event)) return;
    event.preventDefault();
    depth = 0;
    mark(false);
    target.elements.bestand.files = event.dataTransfer.files;
    target.requestSubmit();
  });

  const progress = (event, share) => {
    const box = event.target.closest?.("[data-upload]")?.querySelector("[data-progress]");
    if (!box) return;
    box.hidden = false;
    const bar = box.querySelector("progress");
    const text = box.querySelector("[data-progress-text]");
    if (share < 1) {
      bar.value = Math.round(share * 100);
      text.textContent = box.dataset.sending.replace("%", String(bar.value));
    } else {
      bar.removeAttribute("value");
      text.textContent = box.dataset.judging;
    }
  };
  document.addEventListener("htmx:xhr:loadstart", (event) => progress(event, 0));
  document.addEventListener("htmx:xhr:progress", (event) => {
    if (event.detail.lengthComputable) progress(event, event.detail.loaded / event.detail.total);
  });

  const failed = (event) => {
    const target = event.target.closest?.("[data-upload]");
    if (target) target.submit(); // the ordinary way shows the page that says what is wrong
  };
  document.addEventListener("htmx:responseError", failed);

  document.addEventListener("htmx:afterSettle", (event) => {
    ready();
    // Who turned a page or chose a tab goes on from the head of what was replaced.
    const boosted = event.detail.requestConfig?.boosted;
    if (boosted) document.getElementById(event.detail.target.id)?.querySelector("h2[tabindex]")?.focus({ preventScroll: true });
    const wrong = event.detail.target?.querySelector?.("[aria-invalid]") ?? document.querySelector("#upload [aria-invalid]");
    if (event.detail.requestConfig?.verb === "post" && wrong) wrong.focus();
  });

  ready();
})();
