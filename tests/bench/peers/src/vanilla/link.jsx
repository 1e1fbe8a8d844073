/** Clicks on all links are heard in one place: see `main.js`. */
export const Link = ({ to, ...rest }) => <a href={to} {...rest} />;
