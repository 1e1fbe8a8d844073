// The table of a run, and what its bars say.

const median = (values) => {
  const list = values.toSorted((one, other) => one - other);
  return list.length % 2 ? list[(list.length - 1) / 2] : (list[list.length / 2 - 1] + list[list.length / 2]) / 2;
};

/** What is measured, how it is called, its unit and its digits. */
export const MEASURES = {
  paint: ["first paint", "ms", 0],
  contentful: ["first contentful paint", "ms", 0],
  content: ["content painted", "ms", 0],
  largest: ["largest contentful paint", "ms", 0],
  blocked: ["total blocking time", "ms", 0],
  blockedInAll: ["the same from the start of the visit", "ms", 0],
  work: ["main thread work", "ms", 0],
  script: ["of it script", "ms", 0],
  layouts: ["layouts", "", 0],
  styles: ["style rounds", "", 0],
  bytes: ["bytes until content", "kB", 1, 1000],
  code: ["of it wasm and JavaScript", "kB", 1, 1000],
  requests: ["requests until content", "", 0],
  memory: ["memory", "MB", 2],
  shift: ["layout shift", "", 3],
  again: ["repeat visit: content painted", "ms", 0],
  next: ["click to amounts painted", "ms", 0],
  keys: ["key press to results, p95", "ms", 1],
  key: ["key press to results, median", "ms", 1],
  clear: ["clear", "ms", 1],
  message: ["message to DOM", "ms", 2],
};

const ratio = (ours, peer) => (ours === peer ? 1 : ours / peer);
/** The median of the ratios of each round. */
const compared = (rounds, measure, peer) => median(rounds.filter((round) => round.ours && round[peer]).map((round) => ratio(round.ours[measure], round[peer][measure])));
const value = (rounds, measure, app) => median(rounds.filter((round) => round[app]).map((round) => round[app][measure]));
const format = (number, digits) => (Number.isFinite(number) ? number.toFixed(digits) : "–");

export function report({ apps, results }) {
  const peers = apps.filter((app) => app !== "ours");
  const lines = [];
  for (const [protocol, routes] of Object.entries(results)) {
    lines.push("", `| ${protocol === "h1" ? "HTTP/1.1" : "HTTP/2"} | ${[...apps, ...(apps.includes("ours") ? peers.map((peer) => `ours / ${peer}`) : [])].join(" | ")} |`);
    lines.push(`|---|${"---|".repeat(apps.length + (apps.includes("ours") ? peers.length : 0))}`);
    for (const [route, rounds] of Object.entries(routes)) {
      if (!rounds.length) continue;
      for (const measure of Object.keys(MEASURES).filter((measure) => measure in (rounds[0].ours ?? Object.values(rounds[0])[0]))) {
        const [name, unit, digits, scale = 1] = MEASURES[measure];
        const cells = apps.map((app) => format(value(rounds, measure, app) / scale, digits));
        const ratios = apps.includes("ours") ? peers.map((peer) => format(compared(rounds, measure, peer), 2)) : [];
        lines.push(`| ${route}: ${name}${unit ? `, ${unit}` : ""} | ${[...cells, ...ratios].join(" | ")} |`);
      }
    }
  }
  return lines.join("\n");
}

/** A line for each bar that isn't met; those that are kept begin with FALLEN. */
export function judge({ results }, bars) {
  const lines = [];
  for (const [protocol, routes] of Object.entries(results)) {
    for (const bar of bars) {
      const rounds = routes[bar.route];
      if (!rounds?.[0]?.ours || !(bar.measure in rounds[0].ours) || (bar.peer && !rounds[0][bar.peer])) continue;
      const ours = value(rounds, bar.measure, "ours");
      const peer = bar.peer && value(rounds, bar.measure, bar.peer);
      const found = bar.peer ? compared(rounds, bar.measure, bar.peer) : ours;
      const isMet = found <= bar.max || (bar.orBoth !== undefined && Math.max(ours, peer) <= bar.orBoth) || (bar.orWithin !== undefined && Math.abs(ours - peer) <= bar.orWithin);
      if (isMet) continue;
      const what = `${bar.route}: ${MEASURES[bar.measure][0]}${bar.peer ? `, ours / ${bar.peer}` : ""}`;
      lines.push(`${bar.kept ? "FALLEN" : "not met yet"} (${protocol}): ${what}: ${found.toFixed(bar.peer ? 2 : 3)} where ${bar.max} is the bar`);
    }
  }
  return lines;
}
