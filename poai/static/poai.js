// Conveniences that need a script: those that do nothing without one stay hidden.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const words = button.querySelector("[role=status]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(new URL(button.dataset.copy, location.href).href);
      words.textContent = button.dataset.done;
    });
  }
}

// Staying signed in without a new tab, and a warning before the end.
const until = document.querySelector("[data-until]");
const stay = document.querySelector("[data-stay]");
if (until) {
  const soon = document.querySelector("[data-soon]");
  let alarm;
  const wait = (seconds) => {
    clearTimeout(alarm);
    soon.textContent = "";
    alarm = setTimeout(() => (soon.textContent = soon.dataset.soon), Math.max(0, seconds - 180) * 1000);
  };
  wait(Number(until.dataset.until));
  stay?.querySelector("span").remove();
  stay?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const sent = new URLSearchParams(new FormData(stay));
    const answer = await fetch(stay.action, { method: "POST", body: sent }).catch(() => null);
    if (!answer?.ok || answer.redirected) return stay.submit();
    const there = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-until]");
    until.textContent = there.textContent;
    wait(Number(there.dataset.until));
  });
}
