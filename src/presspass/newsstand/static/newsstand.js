// Small comforts. Every page works without them.
const said = document.querySelector(".tools-said");

async function copy(button) {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    said.textContent = button.dataset.done;
  } catch {
    said.textContent = button.dataset.copy;
  }
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", () => copy(button));
}
for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => window.print());
}
if (navigator.share) {
  for (const button of document.querySelectorAll("[data-share]")) {
    button.closest(".device-share").classList.add("ready");
    button.addEventListener("click", () => {
      const { share: url, title } = button.dataset;
      navigator.share({ title, url }).catch(() => {});
    });
  }
}
