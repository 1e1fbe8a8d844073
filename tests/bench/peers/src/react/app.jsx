import { StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter, Route, Routes } from "react-router";
import { Footer, Header, Tabs } from "../views/frame.jsx";

/** Shows the shop with these components as its pages. */
export function start({ home: Home, wall: Wall, brand: Brand, order: Order }) {
  createRoot(document.getElementById("root")).render(
    <StrictMode>
      <BrowserRouter>
        <Header />
        <Suspense fallback={<main className="wrap" aria-busy="true" />}>
          <Routes>
            <Route path="/" element={<Home />} />
            <Route path="/brand/:family" element={<Brand />} />
            <Route path="/product/:family/:brand" element={<Brand />} />
            <Route path="/order/:id" element={<Order />} />
            <Route path="*" element={<Wall />} />
          </Routes>
        </Suspense>
        <Footer />
        <Tabs />
      </BrowserRouter>
    </StrictMode>,
  );
}
