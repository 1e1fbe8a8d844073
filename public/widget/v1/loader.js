// <gift-shop> and window.GiftShop: see loader.d.ts and messages.schema.json.
(() => {
	const NAME = 'giftshop';
	const TAG = 'gift-shop';
	if (customElements.get(TAG)) return;

	const PATIENCE = 10000;
	const WALLETS = /^(bitcoin|lightning|litecoin|dogecoin|ethereum|solana|ton|tron):/i;
	// Addresses end in logs.
	const PERSONAL = /mail|phone|tel|refund|address/;
	// The page's own attributes.
	const OWN = /^(src|id|class|style|height|title|loading|slot|part|dir|hidden|role|tabindex|nonce)$|^(on|aria-|data-)|[^a-z_-]/;

	const living = new Set();
	let modal;

	const make = (tag, css, more) => {
		const element = document.createElement(tag);
		element.style.cssText = css;
		return Object.assign(element, more);
	};
	// A proxy can't be sent.
	const copy = (data) => {
		const text = JSON.stringify(data);
		return text.length < 16000 && JSON.parse(text);
	};
	addEventListener('message', ({ origin, source, data }) => {
		for (const shop of living) if (origin === shop._origin && source === shop._frame.contentWindow) shop._hello(data);
	});

	customElements.define(TAG, class extends HTMLElement {
		static observedAttributes = ['src', 'height', 'lang', 'theme', 'accent', 'radius', 'coins'];
		_config = {};
		_waiting = [];
		_places = {};
		_words = { title: 'Gift card shop', close: 'Close', reason: 'A payment is under way.', stay: 'Keep open', leave: 'Close anyway', refused: 'The shop can’t be shown here.' };
		_root = this.attachShadow({ mode: 'open' });

		connectedCallback() {
			this._begun = true;
			const src = this.getAttribute('src');
			let address;
			try {
				address = new URL(src, document.baseURI);
			} catch {}
			const wrong = (!src || !/^https?:/.test(address)) && `<${TAG}> needs src="https://…/embed"`;
			if (wrong || self.origin === 'null') {
				this._root.textContent = wrong || `${this._words.refused} (no origin)`;
				return this._fail(wrong ? 'bad_src' : 'no_origin', this._root.textContent, true);
			}
			const query = address.searchParams;
			for (const { name, value } of this.attributes) {
				if (OWN.test(name)) continue;
				if (PERSONAL.test(name)) this.set({ prefill: { ...this._config.prefill, [name]: value } });
				else query.set(name, value);
			}
			this._ch = crypto.getRandomValues(new Uint32Array(6)).join('');
			query.set('parent', self.origin);
			query.set('ch', this._ch);
			this._origin = address.origin;
			this._heard = -PATIENCE;
			this._frame = make('iframe', 'display:block;width:100%;border:0', {
				sandbox: 'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads allow-top-navigation-to-custom-protocols',
				allow: 'clipboard-write',
				referrerPolicy: 'strict-origin',
				loading: this.getAttribute('loading'),
				src: address,
				// A frame's hello may be first.
				onload: () => performance.now() - this._heard > PATIENCE && this._wait(),
			});
			this.style.display ||= 'block';
			this._title();
			this._size(600);
			if (this._frame.loading !== 'lazy') this._wait();
			living.add(this);
			this._root.replaceChildren(this._frame);
		}

		connectedMoveCallback() {}

		disconnectedCallback() {
			clearTimeout(this._timer);
			this._hangUp('gone');
			living.delete(this);
			this._root.replaceChildren();
			queueMicrotask(() => this.isConnected || this._closed?.());
		}

		attributeChangedCallback(name, old, value) {
			if (!this._begun || old === value) return;
			if (name === 'src') this.replaceWith(this);
			else if (name !== 'height') value && this.set({ [name]: value });
			else if (living.has(this)) this._size(600);
		}

		on(type, listener) {
			const name = `${NAME}:${type}`;
			const heard = (event) => listener(event.detail);
			this.addEventListener(name, heard);
			return () => this.removeEventListener(name, heard);
		}

		async set(config) {
			const all = copy({ ...this._config, ...config });
			if (!all) return this._fail('too_large', 'settings over 16 kB', false);
			this._config = all;
			return this._port ? this._command('config.set', config) : { ok: true };
		}

		navigate(to) {
			return this._command('navigate', to);
		}

		paymentResult({ orderRef, ...result }) {
			return this._command('payment.result', { order_ref: orderRef, ...result });
		}

		focus() {
			this._frame?.focus();
			this._command('focus', {});
		}

		close() {
			this._ask && this._guard ? this._ask(true) : this.destroy();
		}

		destroy() {
			this._closed?.();
			this.remove();
		}

		_wait() {
			clearTimeout(this._timer);
			this._timer = setTimeout(() => {
				this._refuse();
				this._fail('handshake_timeout', `${this._origin} did not answer in 10 s: is ${self.crossOriginIsolated ? 'Cross-Origin-Embedder-Policy on its /embed' : `${self.origin} in its partner_origins`}?`, false);
			}, PATIENCE);
		}

		// In the place of a frame that the browser shows grey; a late hello brings it back.
		_refuse() {
			const href = new URL('.', this._frame.src);
			this._note = make('p', 'padding:16px;font:16px/1.4 system-ui', { textContent: `${this._words.refused} ` });
			this._note.append(make('a', '', { href, target: '_blank', rel: 'noopener', textContent: href.host }));
			this._frame.style.display = 'none';
			this._root.replaceChildren(this._frame, this._note);
		}

		// A page begins at its top, and a list is found again where it was left.
		_turn({ view, brand, product }) {
			const page = [view, brand, product].join();
			const { top, bottom } = this._frame.getBoundingClientRect();
			if (this._page && this._page !== page && bottom > 0) {
				this._places[this._page] = top;
				if (top < 0) this._frame.scrollIntoView();
				this._back = !brand && this._places[page];
				this._until = performance.now() + 2000;
				this._return();
			}
			this._page = page;
		}

		_return() {
			if (this._back < 0 && performance.now() < this._until) scrollBy(0, this._frame.getBoundingClientRect().top - this._back);
		}

		_fail(code, message, fatal) {
			console.warn('GiftShop:', message);
			// Nobody listens yet.
			queueMicrotask(() => this._emit('error', { code, message, fatal }));
			return { ok: false, error: code };
		}

		_emit(type, detail) {
			return this.dispatchEvent(new CustomEvent(`${NAME}:${type}`, { detail, bubbles: true, composed: true, cancelable: true }));
		}

		_title() {
			this._frame.title = this.title || this._words.title;
		}

		_size(height) {
			const given = this.getAttribute('height')?.replace('px', '');
			this._frame.style.height = given == null ? `${Math.min(3e4, Math.max(200, Math.round(height)))}px` : +given ? `${+given}px` : '100%';
		}

		_hello(data) {
			if (data?.gs !== 1 || data.ch !== this._ch || data.type !== 'hello' || !Array.isArray(data.v) || !data.v.includes(1)) return;
			clearTimeout(this._timer);
			this._hangUp('reloaded');
			this._note?.remove();
			this._frame.style.display = 'block';
			this._heard = performance.now();
			const { port1, port2 } = new MessageChannel();
			this._port = port1;
			port1.onmessage = (event) => this._hear(event.data);
			this._frame.contentWindow.postMessage({ gs: 1, ch: this._ch, type: 'connect', v: 1, config: this._config }, this._origin, [port2]);
		}

		_hangUp(error) {
			this._port?.close();
			this._port = this._guard = null;
			for (const answer of this._waiting.splice(0)) answer({ ok: false, error });
		}

		async _command(type, data) {
			data = copy(data);
			while (!this._port && living.has(this)) await new Promise((done) => this._waiting.push(done));
			const error = data ? !this._port && 'gone' : 'too_large';
			if (error) return { ok: false, error };
			return new Promise((done) => this._port.postMessage({ v: 1, id: `${this._waiting.push(done)}`, type, data }));
		}

		_hear(message) {
			if (message?.v !== 1 || !message.data) return;
			const { type, data } = message;
			this._heard = performance.now();
			if (type === 'ack') return this._waiting[data.id - 1]?.({ ok: data.ok === true, error: data.error });
			if (type === 'resize' && data.height > 0) {
				this._size(data.height);
				this._return();
			}
			if (type === 'view.changed') this._turn(data);
			if (type === 'close.guard') this._guard = data.active === true && data;
			if (data.words) {
				Object.assign(this._words, data.words);
				this._title();
			}
			if (this._emit(type, data) && type === 'link.open' && WALLETS.test(data.uri)) location.assign(data.uri);
		}
	});

	const build = ({ labels, prefill, ...options }) => {
		const shop = document.createElement(TAG);
		Object.assign(shop._words, labels);
		if (prefill) shop.set({ prefill });
		for (const [key, value] of Object.entries(options)) {
			if (value != null) shop.setAttribute(key, typeof value === 'boolean' ? +value : value);
		}
		return shop;
	};

	const mount = (target, options) => {
		const place = target.append ? target : document.querySelector(target);
		if (!place) throw Error(`GiftShop: no ${target}`);
		const shop = build(options);
		place.append(shop);
		return shop;
	};

	const open = (options) => {
		if (modal) return modal;
		const shop = (modal = build({ ...options, height: 'full' }));
		const page = document.documentElement.style;
		const overflow = page.overflow;
		const before = document.activeElement;
		const host = make('div');
		const root = host.attachShadow({ mode: 'open' });
		const dialog = make('dialog', `display:flex;flex-direction:column;width:min(100%,720px);height:min(100%,900px);max-width:none;max-height:none;padding:0;border:0;box-shadow:0 0 0 100vmax #0009;font:16px/1.4 system-ui;color-scheme:${{ light: 'light', dark: 'dark' }[options.theme] || 'light dark'}`);
		const bar = make('div', 'display:flex;flex-wrap:wrap;gap:8px;align-items:center;justify-content:end;padding:4px 8px');
		const question = make('span', 'flex:1 1 260px', { role: 'alert', dir: 'auto' });
		const button = (onclick) => make('button', 'min-width:44px;min-height:44px;font:inherit', { type: 'button', onclick });
		const stay = button(() => ask() || shop.focus());
		const leave = button(() => shop.destroy());
		const close = () => shop.close();
		const cross = button(close);
		cross.style.cssText += 'border:0;background:none';
		const ask = (shop._ask = (active) => {
			const words = { ...shop._words, ...shop._guard };
			const asks = active === true || (active && !stay.hidden && shop._guard);
			const { activeElement } = root;
			dialog.ariaLabel = words.title;
			if (words.lang) dialog.lang = words.lang;
			cross.textContent = '✕';
			cross.ariaLabel = words.close;
			question.textContent = asks ? words.reason : '';
			stay.textContent = words.stay;
			leave.textContent = words.leave;
			stay.hidden = leave.hidden = !asks;
			if (active === true) stay.focus();
			else if (activeElement?.hidden) shop.focus();
		});
		shop._closed = () => {
			shop._closed = dialog.onclose = modal = null;
			dialog.close();
			before?.focus();
			page.overflow = overflow;
			shop._emit('closed', {});
			host.remove();
		};
		dialog.oncancel = (event) => {
			event.preventDefault();
			close();
		};
		// Some browsers can be refused once only.
		dialog.onclose = () => {
			close();
			if (modal) dialog.showModal();
		};
		dialog.onclick = (event) => event.target === dialog && close();
		shop.on('close.wanted', close);
		shop.on('close.guard', ask);
		shop.on('words', ask);
		shop.on('ready', ask);
		shop.on('ready', () => root.activeElement === cross && shop.focus());
		shop.style.cssText = 'flex:1;min-height:0';
		page.overflow = 'hidden';
		bar.append(question, stay, leave, cross);
		dialog.append(bar, shop);
		root.append(dialog);
		document.body.append(host);
		ask();
		dialog.showModal();
		return shop;
	};

	// Over an element with this id.
	Object.defineProperty(window, 'GiftShop', { value: { mount, open }, configurable: true });
})();
