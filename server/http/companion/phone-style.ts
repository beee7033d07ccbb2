import { PAGE_STYLE } from '../pages/page-style';

/** What the paired page adds to the style of plain pages: a remote, tabs and lists for thumbs. */
export const PHONE_STYLE = `${PAGE_STYLE}
body{padding-top:20px}
.logo{margin-bottom:14px;font-size:1.125rem}
.logo svg{width:30px;height:30px}
.card{padding:18px 16px}
[hidden]{display:none!important}
.top{display:flex;align-items:center;gap:10px;justify-content:space-between}
.top h1{font-size:1.25rem;overflow-wrap:anywhere}
#status{display:flex;align-items:center;gap:8px;margin-top:4px;font-size:.9375rem}
#status::before{content:"";width:10px;height:10px;flex:none;border-radius:50%;background:var(--success)}
#status.lost::before{background:var(--error)}
.tabs{display:flex;gap:6px;margin-top:16px}
.tabs button{flex:1;min-height:46px;padding:8px 6px;background:var(--surface);color:var(--text2);font-size:.9375rem}
.tabs button[aria-selected=true]{background:var(--surface3);color:var(--text)}
.field{margin-top:16px;padding:14px;border-radius:18px;background:var(--surface2)}
.field .row{display:flex;gap:8px}
.field .row button{flex:none}
.field p{font-size:.9375rem}
.pad{display:grid;grid-template-columns:repeat(3,1fr);gap:10px;margin:18px auto 0;max-width:20rem;direction:ltr}
.pad button{min-height:72px;padding:8px;border-radius:20px;background:var(--surface2);color:var(--text);font-size:1rem;touch-action:manipulation}
.pad button.ok{background:var(--focus);color:var(--on-focus)}
.pad button:active{background:var(--surface3)}
.pad svg{width:28px;height:28px}
.list{list-style:none;padding:0;margin-top:14px;display:grid;gap:8px}
.list li{padding:10px 12px;border-radius:14px;background:var(--surface)}
.list .name{display:flex;gap:10px;font-weight:500;overflow-wrap:anywhere}
.list .off{color:#A09C98;text-decoration:line-through}
.list .acts,.acts{display:flex;flex-wrap:wrap;gap:6px;margin-top:8px}
.acts button{min-height:44px;padding:6px 14px;background:var(--surface2);color:var(--text);font-size:.9375rem;font-weight:500}
.acts button[aria-pressed=true]{background:var(--surface3);box-shadow:inset 0 0 0 2px var(--accent2)}
#arrange,#send{margin-top:16px}
select{width:100%;min-height:54px;padding:12px 16px;border:2px solid #6F7585;border-radius:14px;background:var(--surface);color:var(--text);font:inherit}
select:focus-visible{outline:3px solid var(--focus);outline-offset:3px}
.wide{width:100%;margin-top:14px}
.small{min-height:44px;padding:6px 16px;font-size:.9375rem}
`.replace(/\n/g, '');
