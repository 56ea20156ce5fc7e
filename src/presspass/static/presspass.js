// Pages with a wall or a notice work without this file. A browser may keep such a page and show it
// again as it was; its reader may have signed in or subscribed meanwhile, so it is asked for anew.
addEventListener("pageshow", (event) => {
  if (event.persisted) {
    location.reload();
  }
});
