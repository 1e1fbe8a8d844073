// Texts come from the shop's English file: `vite.config.mjs` puts each in place of its key, so that
// a page carries only its own.

const LOCALE = "en-US";
const number = new Intl.NumberFormat(LOCALE);
const moment = new Intl.DateTimeFormat(LOCALE, { year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "short" });
const hour = new Intl.DateTimeFormat(LOCALE, { hour: "2-digit", minute: "2-digit", timeZoneName: "short" });

/** A text, with its fields filled in if there are any. */
export const t = (text, fields) => (fields ? text.replace(/\{(\w+)\}/g, (_, name) => fields[name]) : text);

/** A text about a number of things. */
export const plural = (forms, count, fields) => t(count === 1 ? forms.one : forms.other, { ...fields, count: number.format(count) });

/** A text whose fields are elements, as children of one. */
export const pieces = (text, fields) => text.split(/\{(\w+)\}/g).map((piece, place) => (place % 2 ? fields[piece] : piece));

/** All texts of a group, by the rest of their keys. */
export const group = (texts) => texts;

export const formatNumber = (value) => number.format(value);
export const formatMoment = (seconds) => moment.format(seconds * 1000);
export const formatHour = (seconds) => hour.format(seconds * 1000);
