/** Names under which the reader's choices are kept in the browser. */
export const themeKey = 'portal-theme';
export const languageKey = 'portal-lang';
/** Whether this browser was signed in when it last asked; only the look of the header follows from it. */
export const accountKey = 'portal-account';

/**
 * Runs before the first paint: theme, sample language and whether somebody is signed in stand on <html> when the page
 * is drawn, so nothing flashes.
 * One fixed text, because the server's Content-Security-Policy lists its hash.
 */
export const themeScript = `(function(){var d=document.documentElement;d.dataset.js='';if(/^(Mac|iP)/.test(navigator.platform))d.dataset.mac='';try{var t=localStorage.getItem('${themeKey}');if(t==='light'||t==='dark')d.dataset.theme=t;var l=localStorage.getItem('${languageKey}');if(l&&/^[a-z]{2,12}$/.test(l))d.dataset.lang=l;if(localStorage.getItem('${accountKey}'))d.dataset.account=''}catch(e){}})()`;
