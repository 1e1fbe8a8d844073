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
  return result.violations.flatMap((rule) =>
    rule.nodes.map((node) =>
      `${rule.id}: ${rule.help}: ${node.html.slice(0, 200)} (${node.failureSummary.split("\n").slice(1).join("; ").trim().slice(0, 300)})`));
})()
