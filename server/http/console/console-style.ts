/** The console's style sheet; colours are `tokens.color.dark` of the design, accent never marks focus. */
export const CONSOLE_STYLE = `
:root{color-scheme:dark;--bg:#0B0C10;--panel:#14161C;--surface:#1D2028;--surface2:#282C36;--surface3:#363B48;--line:#2D313B;--text:#F6F3EE;--text2:#C4C1BD;--text3:#9C999A;--focus:#FFF8F0;--on-focus:#15120F;--accent:#FF7A3D;--accent2:#FFB25E;--on-accent:#1B0D05;--error:#FF8078;--success:#56C990;--warning:#FFC555}
*{box-sizing:border-box;margin:0}
body{min-height:100vh;background:var(--bg);color:var(--text);font:400 0.9375rem/1.5 Commissioner,system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
h1{font-size:1.5rem;line-height:1.25;font-weight:600}
h2{font-size:1.0625rem;font-weight:600}
p,small,.quiet{color:var(--text2)}
a{color:var(--accent2)}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:8px}
h1:focus-visible{outline-offset:6px}
.skip{position:absolute;inset-inline-start:16px;top:-60px;background:var(--focus);color:var(--on-focus);padding:10px 16px;border-radius:10px;z-index:5}
.skip:focus{top:12px}
.frame{display:grid;grid-template-columns:232px minmax(0,1fr);min-height:100vh}
.side{background:var(--panel);border-inline-end:1px solid var(--line);padding:24px 14px;display:flex;flex-direction:column;gap:4px;position:sticky;top:0;height:100vh;overflow:auto}
.brand{font-size:1.25rem;font-weight:600;padding:0 12px 18px;overflow-wrap:anywhere}
.brand small{display:block;font-size:.8125rem;font-weight:400;color:var(--text3)}
.side nav{display:grid;gap:2px}
.side a{display:block;padding:6px 12px;border-radius:10px;color:var(--text2);text-decoration:none}
.side a:hover{background:var(--surface)}
.side a{position:relative}
.side a[aria-current=page]{background:var(--surface2);color:var(--text);font-weight:600}
.side a[aria-current=page]::before{content:"";position:absolute;inset-inline-start:4px;inset-block:9px;width:3px;border-radius:2px;background:var(--accent)}
.who{margin-top:auto;padding:12px 12px 0;display:grid;gap:8px;overflow-wrap:anywhere}
.side .who a{padding:2px 0}
main{padding:32px clamp(16px,3vw,48px) 64px;max-width:1560px;width:100%;display:grid;gap:24px;align-content:start}
.head{display:flex;flex-wrap:wrap;gap:12px;align-items:center;justify-content:space-between}
.cards{display:flex;flex-wrap:wrap;gap:14px}
.cards>.card{flex:1 1 138px}
.card,.panel{background:var(--panel);border:1px solid var(--line);border-radius:18px;padding:18px 20px}
.card dt{color:var(--text2);font-size:.875rem}
.card dd{margin:2px 0 0;font-size:1.875rem;font-weight:600;font-variant-numeric:tabular-nums}
.card small{color:var(--text3)}
.grid{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,460px),1fr));gap:18px;align-items:stretch}
.panel{display:grid;gap:14px;min-width:0;align-content:start}
.chart{width:100%;height:auto;display:block}
.chart .bar{fill:var(--accent)}
.chart .bar.second{fill:var(--accent2)}
.chart .axis{stroke:var(--line);stroke-width:1}
.chart text{font-family:inherit}
.chart text:not(.own){fill:var(--text2);font-size:13px}
.chart text.name:not(.own){fill:var(--text)}
.preview>div{display:grid;grid-template-columns:minmax(0,360px) minmax(0,1fr);gap:10px 28px;align-items:center}
.preview dl{display:grid;grid-template-columns:minmax(0,auto) max-content;justify-content:start;gap:8px 18px;align-items:center;margin:0}
.preview dt{color:var(--text2)}.preview dd{margin:0}
input[aria-invalid=true]{border-color:var(--error)}
label small{min-height:1.2em}
.scroll{overflow-x:auto;max-width:100%}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
th{font-weight:500;color:var(--text3);text-align:start;font-size:.8125rem;white-space:nowrap}
th,td{padding:9px 12px 9px 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:break-word}
td{max-width:30rem}
td.number,th.number{text-align:end;padding-inline-end:28px}
tr:last-child td{border-bottom:0}
details>summary{cursor:pointer;color:var(--text2);padding:4px 0}
.panel>details>summary{width:max-content;max-width:100%;list-style:none;padding:8px 18px 8px 14px;border-radius:999px;background:var(--surface2);color:var(--text);font-weight:600}
.panel>details>summary::-webkit-details-marker{display:none}
.panel>details>summary::before{content:"+";display:inline-block;width:1.2em;color:var(--accent2)}
.panel>details[open]>summary{margin-bottom:16px}
.panel>details[open]>summary::before{content:"–"}
.panel>details>summary:hover{background:var(--surface3)}
button,.button{font:inherit;font-weight:600;min-height:40px;padding:8px 18px;border:0;border-radius:999px;background:var(--surface2);color:var(--text);cursor:pointer;text-decoration:none;display:inline-block}
button:hover,.button:hover{background:var(--surface3)}
button.main{background:var(--accent);color:var(--on-accent)}
button.danger{background:transparent;color:var(--error);box-shadow:inset 0 0 0 1px var(--error)}
button.small{min-height:32px;padding:4px 12px;font-size:.875rem}
button:disabled{opacity:.5;cursor:default}
button:focus-visible{border-radius:999px}
.row{display:flex;flex-wrap:wrap;gap:10px;align-items:end}
.row.find>label{flex:1}
.row>select{width:auto;max-width:100%;min-height:34px;padding:4px 10px}
.row>label{min-width:min(100%,260px)}
td .row{align-items:center}
td .row>input[type=number],td .row>input[type=text]{width:9rem}
td .row>label{min-width:0}
.panel>button{justify-self:start}
.panel>:is(.row,.chips,.sorted):empty{position:absolute}
form{display:grid;gap:14px}
.fields{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,220px),1fr));gap:14px;align-items:start}
label{display:grid;gap:5px;min-width:0;color:var(--text2);font-size:.875rem}
@supports(grid-template-rows:subgrid){.fields label:not(.check){grid-row:span 3;grid-template-rows:subgrid;row-gap:5px}.fields label.check{grid-row:span 3}}
label.check{display:flex;gap:10px;align-items:center;min-height:42px}
.fields label.check:not(.wide){margin-top:1.6rem}
[hidden]{display:none!important}
.group{display:grid;gap:12px;margin:0;padding:0;border:0;min-width:0}
.group>legend{padding:0;margin-bottom:10px;font-weight:600}
.color{display:grid;grid-template-columns:minmax(0,1fr) 42px;gap:8px}
.commands{padding:12px 16px;border-radius:12px;background:var(--surface);overflow-x:auto;line-height:1.8;user-select:all}
.steps{display:flex;flex-wrap:wrap;gap:10px;margin:0;padding:0;list-style:none;counter-reset:step}
.steps li{counter-increment:step}
.steps a{display:flex;gap:10px;align-items:center;min-height:44px;padding-block:8px;padding-inline:10px 18px;border-radius:999px;background:var(--surface2);color:var(--text);text-decoration:none;font-weight:500}
.steps a:hover{background:var(--surface3)}
.steps a::before{content:counter(step);display:grid;place-items:center;width:26px;height:26px;border-radius:50%;background:var(--accent);color:var(--on-accent);font-weight:600}
input,select,textarea{font:inherit;color:var(--text);background:var(--surface);border:1px solid #6F7585;border-radius:10px;padding:9px 12px;width:100%;min-width:0;min-height:42px}
input[type=checkbox]{width:20px;height:20px;min-height:0;accent-color:var(--accent)}
input[type=color]{padding:4px}
input[type=file]::file-selector-button{font:inherit;font-weight:600;margin-inline-end:12px;padding:4px 14px;border:0;border-radius:999px;background:var(--surface3);color:var(--text);cursor:pointer}
textarea{min-height:84px;resize:vertical}
.wide{grid-column:1/-1}
.tag{display:inline-block;padding:1px 10px;border-radius:999px;background:var(--surface2);font-size:.8125rem;color:var(--text2)}
.tag.good{color:var(--success)}.tag.bad{color:var(--error)}.tag.warn{color:var(--warning)}
.notice{padding:12px 16px;border-radius:12px;background:var(--surface);border-inline-start:4px solid var(--success)}
.notice.bad{border-color:var(--error)}
.notice:empty{display:none}
.sorted{margin:0 0 10px;padding:0;list-style:none;counter-reset:row}
.sorted li{display:flex;gap:4px;align-items:center;margin:4px 0;padding:5px 8px 5px 12px;border-radius:10px;background:var(--surface2);cursor:grab;counter-increment:row}
.sorted li::before{content:counter(row) ".";min-width:2.2em;color:var(--text3);font-variant-numeric:tabular-nums}
.sorted li span{flex:1;min-width:0;overflow-wrap:anywhere}
.sorted li button{background:var(--surface3)}
.chips{display:flex;flex-wrap:wrap;gap:8px;list-style:none;padding:0}
.chips li{background:var(--surface2);border-radius:999px;padding:3px 6px 3px 14px;display:flex;gap:6px;align-items:center}
code,.secret{font-family:ui-monospace,Menlo,Consolas,monospace}
.secret{font-size:1.0625rem;background:var(--surface);border-radius:10px;padding:10px 14px;display:grid;gap:4px;user-select:all}
dialog{margin:auto;background:var(--panel);color:var(--text);border:1px solid var(--line);border-radius:20px;padding:26px;max-width:min(92vw,520px)}
dialog::backdrop{background:#000A}
dialog form,.stack{display:grid;gap:20px}
.stack>details>summary{font-weight:600;color:var(--text)}
.sign-in{min-height:100vh;display:grid;place-items:center;padding:24px;background:radial-gradient(90% 60% at 10% 0,#FF7A3D24,transparent 70%),var(--bg)}
.sign-in .panel{width:min(100%,400px);padding:28px}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:6px 18px}
.facts dt{color:var(--text3)}.facts dd{margin:0;overflow-wrap:anywhere}
@media(max-width:1380px){.cards>.card{flex-basis:22%;min-width:150px}.panel .cards>.card{flex-basis:30%}}
@media(max-width:860px){.preview>div{grid-template-columns:minmax(0,1fr)}.frame{grid-template-columns:minmax(0,1fr)}.side{position:static;height:auto;padding:14px}.brand{padding-bottom:8px}.side nav{display:flex;flex-wrap:wrap}.side a{padding:7px 10px}.who{margin-top:6px;padding-top:8px;display:flex;align-items:center;justify-content:space-between}}
@media(prefers-reduced-motion:no-preference){button,.side a{transition:background .15s}}
`;
