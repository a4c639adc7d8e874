/** Names under which the reader's choices are kept in the browser. */
export const themeKey = 'portal-theme';
export const languageKey = 'portal-lang';

/**
 * Runs before the first paint: theme and sample language stand on <html> when the page is drawn, so neither flashes.
 * One fixed text, because the server's Content-Security-Policy lists its hash.
 */
export const themeScript = `(function(){var d=document.documentElement;d.dataset.js='';try{var t=localStorage.getItem('${themeKey}');if(t==='light'||t==='dark')d.dataset.theme=t;var l=localStorage.getItem('${languageKey}');if(l&&/^[a-z]{2,12}$/.test(l))d.dataset.lang=l}catch(e){}})()`;
