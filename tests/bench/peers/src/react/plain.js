// `react` and `win`: all pages in one file.
import { start } from "./app.jsx";
import brand from "./brand.jsx";
import home from "./home.jsx";
import order from "./order.jsx";
import wall from "./wall.jsx";

start({ home, wall, brand, order });
