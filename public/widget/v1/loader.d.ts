/**
 * The gift shop on a partner's page: what `loader.js` puts there.
 *
 * ```html
 * <script src="https://shop.example/widget/v1/loader.js" async></script>
 * <gift-shop src="https://shop.example/embed" country="DE" lang="de" theme="auto"></gift-shop>
 * ```
 *
 * Or by program:
 *
 * ```js
 * const shop = GiftShop.mount("#here", { src: "https://shop.example/embed", pay: "host" });
 * shop.on("payment.intent", async (e) => {
 *   const txid = await wallet.send(e); // each `order_ref` and `amount` once
 *   await shop.paymentResult({ orderRef: e.order_ref, status: "sent", txid });
 * });
 * const inFront = GiftShop.open({ src: "https://shop.example/embed", brand: "Airbnb" });
 * ```
 *
 * `paid` and `delivered` are the shop's word alone: what a wallet says never proves a payment.
 */

/** A decimal number as text, never a float: `"0.00012"`. */
type GiftShopDecimal = string;
/** Six hexadecimal digits, with or without `#`; by `set` an empty one gives the colour back to the shop. */
type GiftShopColour = string;
/** Milliseconds since 1970. */
type GiftShopTime = number;

/** Colours and shapes. Pairs that can't be read are replaced, and said in `config.rejected`. */
interface GiftShopTokens {
  theme?: 'light' | 'dark' | 'auto';
  accent?: GiftShopColour;
  'accent-text'?: GiftShopColour;
  bg?: GiftShopColour;
  surface?: GiftShopColour;
  text?: GiftShopColour;
  muted?: GiftShopColour;
  border?: GiftShopColour;
  danger?: GiftShopColour;
  success?: GiftShopColour;
  /** In pixels, 0 to 24. */
  radius?: number | string;
  font?: 'system' | 'serif' | 'mono';
  density?: 'normal' | 'compact';
}

/**
 * What the shopper needn't type, 400 letters each. Never part of an address; shown as filled in by
 * your host. As attributes they have these names; others that look personal (`e-mail`, `user_phone`)
 * stay out of the address too, and are said in `config.rejected`.
 */
interface GiftShopPrefill {
  email?: string;
  phone?: string;
  refund_address?: string;
}

/** What can be changed at any time, by `set`. Everything else is taken at the start alone. */
interface GiftShopConfig extends GiftShopTokens {
  lang?: string;
  /** Two letters. Without it the shopper chooses. */
  country?: string;
  /** `"USDC:Solana,BTC:Mainnet"`, at most 1000 bytes: an allow-list, the first preselected. */
  coins?: string | string[];
  prefill?: GiftShopPrefill;
  /** `host`: your wallet pays, by `payment.intent`. */
  pay?: 'shopper' | 'host';
  /** Whether address and QR code are shown where the host pays. */
  show_payment_info?: boolean | 0 | 1;
  /** At most 64 letters, without spaces; of the two `utm_source` counts. */
  ref?: string;
  utm_source?: string;
}

/** The element's attributes, and what `mount` and `open` take. */
interface GiftShopOptions extends GiftShopConfig {
  /** The address of a shop, such as `https://shop.example/embed`. */
  src: string;
  view?: 'home' | 'brands' | 'brand' | 'product' | 'checkout' | 'order' | 'orders';
  brand?: string;
  product?: string;
  amount?: GiftShopDecimal;
  /** Of `giftcard`, `topup`, `esim`, with commas. */
  kinds?: string;
  utm_medium?: string;
  utm_campaign?: string;
  /** In pixels, as `760` or `760px`: no automatic height, and no layout shift where the page reserves the room. */
  height?: number | string;
  /** The frame's name for people who can't see it. */
  title?: string;
  loading?: 'lazy' | 'eager';
  email?: string;
  phone?: string;
  refund_address?: string;
  /** The modal's own words, until the shop brings its own. */
  labels?: Partial<GiftShopWords>;
  /** Also with underscores, aliases: `region`, `hl`, `paymentMethods` and so on. */
  [other: string]: unknown;
}

interface GiftShopWords {
  /** The language that they are in, for screen readers. */
  lang: string;
  title: string;
  close: string;
  reason: string;
  stay: string;
  leave: string;
  /** Where the shop can't be shown, before a link to it. */
  refused: string;
}

type GiftShopView = 'home' | 'brands' | 'brand' | 'product' | 'checkout' | 'order' | 'orders' | 'help' | 'other';

/** What `on` hears, and `giftshop:<type>` as an event of the document. */
interface GiftShopEvents {
  ready: { version: string; lang: string; country: string; theme: 'light' | 'dark' | 'auto'; words?: Partial<GiftShopWords> };
  /** The loader's own affair: what its window says, after the shopper's language has changed. */
  words: { words: Partial<GiftShopWords> };
  resize: { height: number };
  'view.changed': { view: GiftShopView; brand?: string; product?: string };
  'config.applied': { keys: string[] };
  'config.rejected': { problems: { key: string; reason: string }[] };
  'checkout.started': {
    items: { brand: string; country: string; kind: 'topup' | 'code'; face_value?: GiftShopDecimal; currency?: string }[];
  };
  'checkout.problem': { codes: string[] };
  'order.created': {
    order_ref: string;
    coin: string;
    network: string;
    coin_amount?: GiftShopDecimal;
    expires_at?: GiftShopTime;
  };
  /**
   * Pay each `order_ref` and `amount` once: a retry is the same intent again, the rest after a part is
   * another one. (`uri` alone is no key: not every coin has one.)
   */
  'payment.intent': {
    order_ref: string;
    uri?: string;
    address: string;
    /**
     * For tokens on Solana: the address may be the token's account and not a wallet's own. Look up who
     * owns it before you derive an account from it; if you can't, don't pay.
     */
    address_kind?: 'maybe_token_account' | 'off_curve';
    amount: GiftShopDecimal;
    amount_units: string;
    coin: string;
    network: string;
    /** CAIP-2. */
    chain: string;
    token?: string;
    decimals: number;
    expires_at?: GiftShopTime;
  };
  'order.updated': {
    order_ref: string;
    order_state: string;
    payment_state?: 'none' | 'partial' | 'paid';
    live: boolean;
  };
  /** Comes again whenever the order is opened: count each `order_ref` once. */
  'order.delivered': { order_ref: string; items_total: number; items_done: number };
  /** Comes again whenever the order is opened. */
  'order.failed': { order_ref: string; reason: 'expired' | 'canceled' | 'manual_review' };
  /**
   * While active, ask before you close. `reason` is a sentence in the shopper's language. It ends when
   * the money is seen, which may be before the goods are there: who closes then gets them by email.
   */
  'close.guard': { active: boolean; reason: string; stay?: string; leave?: string };
  /** The shopper pressed Esc inside of the frame. */
  'close.wanted': {};
  /** `preventDefault()` on the DOM event keeps the page from opening it. */
  'link.open': { uri: string };
  /** Of the loader: `bad_src`, `no_origin`, `handshake_timeout`; of the shop: `too_many`; of both: `too_large`. */
  error: { code: string; message: string; fatal: boolean };
  /**
   * Of the loader: the modal is gone, also with a page that has put other content in its place. Then only
   * the element hears it, not the document.
   */
  closed: {};
}

/** What the shop says of a command. */
interface GiftShopAnswer {
  ok: boolean;
  /**
   * `form`, `unknown_order`; of the loader: `too_large` (beyond 16000 letters, in `set` with all that was
   * set before), `reloaded`, `gone` (it is not on the page any more, or not yet). A command waits as long as
   * the shop isn't there, and is never answered where the shop has said `too_many`.
   */
  error?: string | undefined;
}

/** What the commands carry, as it goes over the port. */
interface GiftShopCommands {
  'config.set': GiftShopConfig;
  navigate: {
    view?: 'home' | 'brands' | 'brand' | 'product' | 'checkout' | 'order' | 'orders';
    brand?: string;
    product?: string;
    amount?: GiftShopDecimal;
  };
  'payment.result': { order_ref: string; status: 'sent' | 'rejected' | 'failed'; txid?: string };
  focus: {};
  destroy: {};
}

/** `<gift-shop>`. */
interface GiftShopElement extends HTMLElement {
  /** Returns what stops it. */
  on<Type extends keyof GiftShopEvents>(type: Type, listener: (data: GiftShopEvents[Type]) => void): () => void;
  /**
   * What the shop says to it comes as `config.applied` and `config.rejected`. Kept for a frame that reloads
   * or is not there yet; what was `too_large` is not.
   */
  set(config: GiftShopConfig): Promise<GiftShopAnswer>;
  navigate(to: GiftShopCommands['navigate']): Promise<GiftShopAnswer>;
  /** Changes words on the page and nothing else. */
  paymentResult(result: { orderRef: string; status: 'sent' | 'rejected' | 'failed'; txid?: string }): Promise<GiftShopAnswer>;
  /** Closes a modal, after asking where a payment is under way; else as `destroy`. */
  close(): void;
  /** Takes it off the page at once. */
  destroy(): void;
}

interface GiftShop {
  /** Puts a shop at the end of an element or of what a selector finds. */
  mount(target: string | Element, options: GiftShopOptions): GiftShopElement;
  /** Opens a shop in front of the page; the one that is open, if one is. */
  open(options: GiftShopOptions): GiftShopElement;
}

declare var GiftShop: GiftShop;

interface HTMLElementTagNameMap {
  'gift-shop': GiftShopElement;
}

type GiftShopDocumentEvents = {
  [Type in keyof GiftShopEvents as `giftshop:${Type}`]: CustomEvent<GiftShopEvents[Type]>;
};

interface HTMLElementEventMap extends GiftShopDocumentEvents {}
interface DocumentEventMap extends GiftShopDocumentEvents {}
