/** Dispatched on the window by the page's own script when it listens. */
export const readyEvent = 'portal:ready';

/**
 * Runs before the first paint, too. Between the drawing of a page and the start of its script a press on a button would
 * be lost, and what is chosen in a field would be shown but not known. This keeps both, with the keys that open the
 * search and what is typed after them, and hands them on in their order when the page listens. Links, forms and
 * everything else that works without a script is left alone.
 *
 * React takes the text that it finds in a field for the one that it put there, and may put another one there before
 * this comes to it; so the text is kept, and the field is given another one by React's own setter first, and then the
 * reader's by the browser's.
 *
 * Keys go in one turn: the search keeps what is typed until its dialog is there, and the dialog must not come between
 * two of them.
 *
 * One fixed text, as theme-script.ts.
 */
export const earlyScript = `(function(){
var kept=[],types=['click','input','change','keydown'],searching=false;
function stop(e){e.preventDefault();e.stopImmediatePropagation()}
function say(field,type){field.dispatchEvent(new Event(type,{bubbles:true}))}
function check(f){return f.type==='checkbox'||f.type==='radio'}
function again(f,v){
if(check(f)){f.checked=!v;f.click()}
else if(f.type==='file')say(f,'change')
else if(f.tagName==='SELECT'){f.value=v;say(f,'change')}
else{var start=f.selectionStart,end=f.selectionEnd;f.value=v+' ';
Object.getOwnPropertyDescriptor(Object.getPrototypeOf(f),'value').set.call(f,v);
if(start!==null&&f===document.activeElement)f.setSelectionRange(start,end);say(f,'input')}}
function keep(e){
var t=e.target instanceof Element?e.target:document.body;
if(e.type==='click'){var b=t.closest('button[type=button]:not([popovertarget])');
if(!b)return;stop(e);if(!kept.length||kept.at(-1).at!==b)kept.push({at:b})}
else if(e.type==='keydown'){var k=e.key||'',held=e.ctrlKey||e.metaKey||e.altKey;
var opens=k==='/'?!held&&!t.matches('input,textarea,select'):held&&!e.altKey&&k.toLowerCase()==='k';
if(!opens&&!(searching&&!held&&(k.length===1||k==='Backspace')))return;
searching=true;stop(e);kept.push({key:e})}
else if(t.matches('input,textarea,select')){e.stopImmediatePropagation();
var known=kept.find(function(one){return one.at===t});
if(!known)kept.push(known={at:t});known.value=check(t)?t.checked:t.value}}
function next(){
var one=kept.shift();if(!one)return;
if(one.key){document.dispatchEvent(new KeyboardEvent('keydown',one.key));if(kept.length&&kept[0].key)return next()}
else if(one.at.isConnected){if(one.at.tagName==='BUTTON')one.at.click();else again(one.at,one.value)}
setTimeout(next)}
types.forEach(function(type){addEventListener(type,keep,true)});
addEventListener('${readyEvent}',function(){
types.forEach(function(type){removeEventListener(type,keep,true)});setTimeout(next)},{once:true})
})()`;
