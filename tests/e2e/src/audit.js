// Asks axe-core about the whole page as it stands. `RULES` is put in by the caller.
(async () => {
  const { tags, without } = RULES;
  const rules = Object.fromEntries(without.map((id) => [id, { enabled: false }]));
  const result = await axe.run(document, {
    runOnly: { type: "tag", values: tags },
    rules,
    resultTypes: ["violations"],
    selectors: true,
  });
  // A bar that sticks to the window's edge lies over whatever is under it until the page is
  // scrolled on. How large targets are is measured without it, by the tests themselves.
  const isCovered = (rule, node) => rule.id === "target-size" && /partially obscured/.test(node.failureSummary);
  return result.violations.flatMap((rule) =>
    rule.nodes.filter((node) => !isCovered(rule, node)).map((node) =>
      `${rule.id}: ${rule.help}: ${node.html.slice(0, 200)} (${node.failureSummary.split("\n").slice(1).join("; ").trim().slice(0, 300)})`));
})()
