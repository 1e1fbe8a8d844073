// Asks IBM's engine about the whole page as it stands, and gives what it is sure of.
(async () => {
  const report = await new ace.Checker().check(document, ["WCAG_2_2"]);
  const at = (path) =>
    document.evaluate(path, document, null, XPathResult.FIRST_ORDERED_NODE_TYPE, null).singleNodeValue;
  // The engine judges what is inside of a closed fold, which nobody can see, hear or reach, and finds
  // no words there. Each state is judged when its fold is open.
  const isThere = (element) => !(element instanceof Element) || element.checkVisibility();
  // It also takes a label for missing that is only read aloud (`.visually-hidden`), although the
  // browser names the field by it. Labels are axe's rule `label` as well.
  const hasLabel = (element) => [...(element?.labels ?? [])].some((label) => label.textContent.trim());
  return report.results
    .filter(({ value: [policy, result] }) => policy === "VIOLATION" && result === "FAIL")
    .map((found) => [found, at(found.path.dom)])
    .filter(([found, element]) => isThere(element) && !(found.ruleId === "input_label_exists" && hasLabel(element)))
    .map(([found]) => `${found.ruleId}: ${found.message}: ${found.snippet.slice(0, 200)} (${found.path.dom})`);
})()
