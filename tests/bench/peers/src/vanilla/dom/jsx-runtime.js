// JSX without a framework: each element of the markup is made once, as it stands there.
const SVG = new Set(["svg", "use", "path", "rect"]);
const NAMES = { className: "class", htmlFor: "for", strokeWidth: "stroke-width", shapeRendering: "shape-rendering", defaultValue: "value", defaultChecked: "checked" };
/** Attributes whose names have capitals. */
const CAPITALS = new Set(["viewBox"]);

function append(parent, child) {
  if (Array.isArray(child)) child.forEach((each) => append(parent, each));
  else if (child != null && typeof child !== "boolean") parent.append(child);
}

export const Fragment = ({ children }) => [children].flat(Infinity);

export function jsx(type, { children, ...properties }) {
  if (typeof type === "function") return type({ ...properties, children });
  const element = SVG.has(type) ? document.createElementNS("http://www.w3.org/2000/svg", type) : document.createElement(type);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "style") for (const [property, text] of Object.entries(value)) element.style.setProperty(property, text);
    else if (name === "dangerouslySetInnerHTML") element.innerHTML = value.__html;
    else if (name.startsWith("on")) value && element.addEventListener(name.slice(2).toLowerCase(), value);
    else if (value === true && !name.startsWith("aria-")) element.setAttribute(NAMES[name] ?? name.toLowerCase(), "");
    else if (value != null && value !== false) element.setAttribute(NAMES[name] ?? (CAPITALS.has(name) || name.includes("-") ? name : name.toLowerCase()), value);
  }
  append(element, children);
  return element;
}

export const jsxs = jsx;
