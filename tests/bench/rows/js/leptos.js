// Starts the wasm. Its memory is handed out because the measurement asks for its size.
import start from "wasm-bindgen-glue";

globalThis.wasmMemory = (await start({ module_or_path: "rows.wasm" })).memory;
