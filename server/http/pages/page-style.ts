/**
 * The one style sheet of the pages, inline so that a page is a single request. Colours are `tokens.color.dark` of the design;
 * light comes from one side, warm, and accent never marks focus.
 */
export const PAGE_STYLE = `
:root{color-scheme:dark;--bg:#0B0C10;--panel:#14161C;--surface:#1D2028;--surface2:#282C36;--surface3:#363B48;--text:#F6F3EE;--text2:#C4C1BD;--focus:#FFF8F0;--on-focus:#15120F;--accent:#FF7A3D;--accent2:#FFB25E;--error:#FF8078;--success:#56C990}
*{box-sizing:border-box;margin:0}
body{min-height:100vh;min-height:100dvh;display:flex;flex-direction:column;align-items:center;padding:32px 20px 40px;background:radial-gradient(120% 60% at 12% 0,#FF7A3D2E,transparent 70%),radial-gradient(90% 50% at 90% 100%,#FFB25E12,transparent 70%),var(--bg);color:var(--text);font:400 1.0625rem/1.5 Commissioner,"Noto Sans Arabic",system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{width:100%;max-width:27rem;margin:auto 0}
.logo{display:flex;align-items:center;gap:12px;margin-bottom:28px;font-size:1.5rem;font-weight:600}
.logo svg{width:44px;height:44px;flex:none}
.card{background:var(--panel);border:1px solid #FFFFFF14;border-radius:24px;padding:28px 24px;box-shadow:0 24px 60px #0008}
h1{font-size:1.625rem;line-height:1.25;font-weight:600;text-wrap:balance}
h2{margin-top:26px;font-size:1.125rem;line-height:1.3;font-weight:600}
p{margin-top:10px;color:var(--text2)}
p.strong{color:var(--text);font-weight:500}
form{margin-top:22px;display:grid;gap:16px}
label{display:grid;gap:6px;font-weight:500}
input{width:100%;min-height:54px;padding:12px 16px;border:2px solid #6F7585;border-radius:14px;background:var(--surface);color:var(--text);font:inherit}
input.code{font-size:1.5rem;font-weight:600;letter-spacing:.18em;text-align:center;text-transform:uppercase;direction:ltr}
button{min-height:54px;padding:12px 24px;border:0;border-radius:999px;background:var(--focus);color:var(--on-focus);font:inherit;font-weight:600;cursor:pointer}
button.second{background:var(--surface2);color:var(--text)}
a{color:var(--accent2)}
input:focus-visible,button:focus-visible,a:focus-visible{outline:3px solid var(--focus);outline-offset:3px;border-radius:14px}
button:focus-visible{border-radius:999px}
.tiles{display:flex;justify-content:center;gap:6px;margin-top:22px;direction:ltr;list-style:none;padding:0}
.tiles li{flex:1;max-width:44px;padding:10px 0;border-radius:10px;background:var(--surface2);font-size:1.375rem;font-weight:600;text-align:center}
.tiles li.gap{flex:none;width:8px;background:none}
.tiles+p{margin-top:18px}
.device{display:flex;align-items:center;gap:10px;margin-top:16px;padding:12px 16px;border-radius:14px;background:var(--surface);color:var(--text);overflow-wrap:anywhere}
.device svg{width:24px;height:24px;flex:none;color:var(--text2)}
.alert{margin-top:18px;padding:12px 16px;border-inline-start:4px solid var(--error);border-radius:10px;background:#FF80781F;color:var(--text)}
.sign{width:72px;height:72px;margin-bottom:18px}
.done{color:var(--success)}
.refused{color:var(--text2)}
table{width:100%;margin-top:18px;border-collapse:collapse}
th,td{padding:7px 0;text-align:start;font-weight:400;color:var(--text2);vertical-align:top}
td{text-align:end;color:var(--text)}
tr.total th,tr.total td{border-top:1px solid #FFFFFF24;padding-top:12px;font-weight:600;font-size:1.25rem;color:var(--text)}
select{width:100%;min-height:54px;padding:12px 16px;border:2px solid #6F7585;border-radius:14px;background:var(--surface);color:var(--text);font:inherit}
select:focus-visible{outline:3px solid var(--focus);outline-offset:3px}
a.button{display:block;margin-top:22px;padding:14px 24px;border-radius:999px;background:var(--focus);color:var(--on-focus);font-weight:600;text-align:center;text-decoration:none}
.orders{margin-top:18px;padding:0;list-style:none;display:grid;gap:12px}
.orders li{padding:14px 16px;border-radius:14px;background:var(--surface)}
.beside{display:flex;gap:10px;align-items:end}
.beside label{flex:1}
.foot{margin-top:20px;text-align:center}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
`.replace(/\n/g, '');
