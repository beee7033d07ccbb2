import { GRANTS } from '#server/domain';
import type { PageTexts } from '#server/texts';
import { alertView, hidden } from '../pages/activate-views';
import { html, Markup, NOTHING } from '../pages/html';
import { fill } from '../pages/page';

const ARROW = (turn: number): Markup =>
  new Markup(`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path transform="rotate(${String(turn)} 12 12)" d="M5 15l7-7 7 7"/></svg>`);
const PLAY = new Markup('<svg viewBox="0 0 24 24" fill="currentColor" aria-hidden="true"><path d="M4 5v14l9-7zM15 5h2.5v14H15zM19.5 5H22v14h-2.5z"/></svg>');

/** Pairing: the code the set shows, and its PIN. Which of the two was wrong is not said. */
export function joinView(texts: PageTexts, formToken: string, code: string, problem: string): Markup {
  const described = problem === '' ? NOTHING : html` aria-describedby="problem"`;
  const [onCode, onPin] = code === '' ? [html` autofocus`, NOTHING] : [NOTHING, html` autofocus`];
  return html`<h1>${texts.phoneJoinHeading}</h1><p>${texts.phoneJoinHint}</p>${alertView(problem)}<form method="post" action="/phone">${hidden('form_token', formToken)}<label>${texts.codeLabel}<input class="code" name="code" value="${code}" required maxlength="12" autocomplete="off" autocapitalize="characters" autocorrect="off" spellcheck="false" placeholder="XXXX-XXXX"${described}${onCode}></label><label>${texts.phonePinLabel}<input class="code" name="pin" required pattern="[0-9]{4}" maxlength="4" inputmode="numeric" autocomplete="off"${onPin}></label><button>${texts.phoneConnect}</button></form>`;
}

function key(name: string, label: string, face: Markup | string, type = ''): Markup {
  return html`<button type="button" class="${type}" data-key="${name}" aria-label="${label}">${face}</button>`;
}

function remote(texts: PageTexts): Markup {
  return html`<div class="pad">${key('channelDown', texts.phoneKeyChannelDown, 'CH −')}${key('up', texts.phoneKeyUp, ARROW(0))}${key('channelUp', texts.phoneKeyChannelUp, 'CH +')}${key('left', texts.phoneKeyLeft, ARROW(-90))}${key('ok', texts.phoneKeyOk, texts.phoneKeyOk, 'ok')}${key('right', texts.phoneKeyRight, ARROW(90))}${key('back', texts.phoneKeyBack, texts.phoneKeyBack)}${key('down', texts.phoneKeyDown, ARROW(180))}${key('playpause', texts.phoneKeyPlay, PLAY)}</div>`;
}

function playlist(texts: PageTexts): Markup {
  return html`<p>${texts.phonePlaylistHint}</p><form id="playlist-form"><label>${texts.phonePlaylistAddress}<input id="playlist-address" type="url" inputmode="url" maxlength="4000" autocomplete="off" autocapitalize="none" autocorrect="off" spellcheck="false" dir="ltr"></label><label>${texts.phonePlaylistFile}<input id="playlist-file" type="file" accept=".m3u,.m3u8,.txt,.gz,audio/x-mpegurl,application/vnd.apple.mpegurl"></label><label>${texts.phonePlaylistName}<input id="playlist-name" maxlength="100" autocomplete="off"></label><button>${texts.phoneSend}</button></form><p id="playlist-state" role="status"></p>`;
}

function channels(texts: PageTexts): Markup {
  return html`<p id="no-channels">${texts.phoneNoChannels}</p><div id="lineup" hidden><label>${texts.phoneGroup}<select id="group"></select></label><div class="acts"><button type="button" id="group-hide"></button><button type="button" id="group-rename">${texts.phoneRename}</button><button type="button" id="undo">${texts.phoneUndo}</button></div><p id="lineup-state" role="status"></p><ul class="list" id="channels"></ul><button type="button" class="second wide" id="more" hidden>${texts.phoneMore}</button></div>`;
}

function timeQuestion(texts: PageTexts): Markup {
  const grants = GRANTS.map((minutes) => html`<button value="${minutes}">${fill(texts.timeMinutes, { count: String(minutes) })}</button>`);
  return html`<form class="field" id="time" hidden><h2 id="time-heading" tabindex="-1"></h2><p id="time-reason"></p><label>${texts.timePin}<input id="time-pin" type="password" inputmode="numeric" pattern="[0-9]{4}" maxlength="4" required autocomplete="off"></label><p id="time-state" role="alert"></p>${grants}<button class="second" value="0">${texts.timeNo}</button></form>`;
}

function backup(texts: PageTexts): Markup {
  return html`<form class="field" id="backup" hidden><h2 id="backup-heading" tabindex="-1">${texts.phoneBackup}</h2><p id="backup-hint"></p><button type="button" id="backup-save" hidden>${texts.phoneBackupSave}</button><div id="backup-choose" hidden><label>${texts.phoneBackupFile}<input id="backup-file" type="file"></label><button>${texts.phoneSend}</button></div><p id="backup-state" role="status"></p></form>`;
}

/** Texts the page's script says by itself. */
const SPOKEN = ['phoneConnected', 'phoneLost', 'phoneOver', 'phoneTypeHint', 'phoneSecretHint', 'phoneSending', 'phoneSent', 'phoneTooLarge', 'phoneFailed', 'phoneHide', 'phoneShow', 'phoneRename', 'phoneNewName', 'phoneMoveUp', 'phoneMoveDown', 'phoneFavourite', 'phoneHideGroup', 'phoneShowGroup', 'phoneBackupWanted', 'phoneBackupSaved', 'timeHeading', 'timeBudget', 'timeBedtime'] as const satisfies ReadonlyArray<keyof PageTexts>;

/** The paired page: a remote, the field that is typed into, channels and playlists. Works when its script has come. */
export function remoteView(texts: PageTexts, setName: string): Markup {
  const spoken = JSON.stringify(Object.fromEntries(SPOKEN.map((name) => [name, texts[name]])));
  const tab = (id: string, label: string, isFirst = false): Markup => html`<button type="button" role="tab" id="tab-${id}" aria-controls="${id}" aria-selected="${isFirst ? 'true' : 'false'}">${label}</button>`;
  return html`<div id="app" data-texts="${spoken}"><div class="top"><div><h1>${setName}</h1><p id="status" role="status">${texts.phoneConnected}</p></div><button type="button" class="second small" id="leave">${texts.phoneDisconnect}</button></div><div id="paired">${timeQuestion(texts)}${backup(texts)}<form class="field" id="typing" hidden><label><span id="typing-label"></span><div class="row"><input id="typing-text" autocomplete="off" autocapitalize="none" autocorrect="off" spellcheck="false" enterkeyhint="done"><button>${texts.phoneDone}</button></div></label><p id="typing-hint"></p></form><div class="tabs" role="tablist">${tab('remote', texts.phoneTabRemote, true)}${tab('arrange', texts.phoneTabChannels)}${tab('send', texts.phoneTabPlaylist)}</div><div id="remote" role="tabpanel" aria-labelledby="tab-remote">${remote(texts)}</div><div id="arrange" role="tabpanel" aria-labelledby="tab-arrange" hidden>${channels(texts)}</div><div id="send" role="tabpanel" aria-labelledby="tab-send" hidden>${playlist(texts)}</div></div><p class="foot" id="again" hidden><a href="/phone">${texts.phoneAgain}</a></p></div><script src="/phone/script/phone.js" defer></script>`;
}
