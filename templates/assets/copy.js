/* Copies a text that stands on the page. A button names it with `data-copies`, and is hidden until this script is there. */
(() => {
  "use strict";

  /** Selects what is to be copied: where a browser keeps the clipboard to itself, the reader's own keys still work. */
  function select(node) {
    const range = document.createRange();
    range.selectNodeContents(node);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  async function copied(node) {
    try {
      await navigator.clipboard.writeText(node.textContent.trim());
      return true;
    } catch {
      select(node);
      return document.execCommand("copy"); // the older way needs no permission
    }
  }

  for (const button of document.querySelectorAll("button[data-copies]")) {
    const source = document.getElementById(button.dataset.copies);
    const status = button.parentElement.querySelector("[role=status]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      status.textContent = "";
      status.textContent = (await copied(source)) ? button.dataset.done : button.dataset.failed;
    });
  }
})();
