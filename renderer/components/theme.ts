/** The look of the kiosk, for whoever opens a page with it: typeface, tokens, and what every element starts from. */
import '@fontsource-variable/plus-jakarta-sans';
import './tokens.css';
import './base.css';
