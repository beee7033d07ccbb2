import type { ChannelPlan } from './types';

type Logo = ChannelPlan['logo'];

function drawn(text: string, font: string, ink: string, accent: string, mark: string): Logo {
  return { text, font, ink, accent, mark };
}

type Row = readonly [number: number, slug: string, name: string, category: string, style: string, color: string, clips: readonly string[], logo: Logo];

function channel(...[number, slug, name, category, style, color, clips, logo]: Row): ChannelPlan {
  return { number, slug, name, category, style, color, clips, logo };
}

/** Channels in the order of their numbers; those of the design mocks first. */
export const CHANNELS: readonly ChannelPlan[] = [
  channel(101, 'nord-1', 'Nord 1 HD', 'General', 'public', '#e8443a', ['harbour', 'hills'], { mock: 'nord1' }),
  channel(102, 'nord-2', 'Nord 2 HD', 'General', 'public', '#3a7de8', ['road', 'harbour'], { mock: 'nord2' }),
  channel(103, 'arena-live', 'Arena Live', 'Sport', 'football', '#f2a33a', ['pitch'], { mock: 'arena' }),
  channel(104, 'arena-max', 'Arena Max', 'Sport', 'motor', '#4fcf8a', ['rush', 'pitch'], { mock: 'arena2' }),
  channel(105, 'pulse-24', 'Pulse 24', 'News', 'news', '#ff4a3d', ['studio'], { mock: 'pulse' }),
  channel(106, 'kino-noir', 'Kino Noir', 'Films', 'films', '#d9a441', ['rain', 'city'], { mock: 'kino' }),
  channel(107, 'terra', 'Terra', 'Nature', 'nature', '#2fa56b', ['woods', 'deep'], { mock: 'terra' }),
  channel(108, 'minimo', 'Minimo', 'Kids', 'kids', '#5ac2ff', ['paper'], { mock: 'minimo' }),
  channel(109, 'beat', 'Beat', 'Music', 'music', '#c98aff', ['stage', 'meters'], { mock: 'beat' }),
  channel(110, 'sobremesa', 'Sobremesa', 'General', 'food', '#ff8a4a', ['brick', 'hills'], { mock: 'mesa' }),
  channel(111, 'nord-3', 'Nord 3', 'General', 'public', '#8a6ae0', ['hills', 'aurora'], drawn('nord', 'unbounded 600', '#ffffff', '#8a6ae0', 'tile:3')),
  channel(112, 'arena-extra', 'Arena Extra', 'Sport', 'football', '#e85a9a', ['pitch', 'rush'], drawn('ARENA|EXTRA', 'bebas-neue 400', '#ffffff', '#ff6aa8', 'slant')),
  channel(113, 'arena-ice', 'Arena Ice', 'Sport', 'winter', '#6ad0ff', ['aurora', 'rush'], drawn('ARENA|ICE', 'bebas-neue 400', '#ffffff', '#6ad0ff', 'slant')),
  channel(114, 'peloton', 'Peloton', 'Sport', 'cycling', '#ffd23f', ['road', 'hills'], drawn('peloton', 'righteous 400', '#ffd23f', '#ffffff', 'dots')),
  channel(115, 'court-one', 'Court One', 'Sport', 'tennis', '#b6e04a', ['hills', 'meters'], drawn('Court|One', 'dm-serif-display 400', '#ffffff', '#b6e04a', 'ball')),
  channel(116, 'pulse-world', 'Pulse World', 'News', 'news', '#3aa0ff', ['studio', 'city'], drawn('pulse|world', 'rubik 600', '#ffffff', '#6fb8ff', 'dot')),
  channel(117, 'meridian-news', 'Meridian News', 'News', 'news', '#f0b429', ['studio'], drawn('MERIDIAN|NEWS', 'oswald 600', '#ffffff', '#f0b429', 'bar')),
  channel(118, 'kurs', 'Kurs', 'News', 'business', '#39c28e', ['studio', 'meters'], drawn('KURS', 'archivo-black 400', '#ffffff', '#39c28e', 'arrow')),
  channel(119, 'regional', 'Regional', 'News', 'regional', '#9aa4b2', ['harbour', 'hills'], drawn('regional', 'josefin-sans 600', '#ffffff', '#9aa4b2', 'pin')),
  channel(120, 'kino-prime', 'Kino Prime', 'Films', 'films', '#e2c26a', ['dunes', 'city'], drawn('kino|prime', 'playfair-display 700', '#ffffff', '#e2c26a', 'none')),
  channel(121, 'kino-light', 'Kino Light', 'Films', 'comedy', '#ff9fb2', ['paper', 'harbour'], drawn('kino|light', 'playfair-display 700', '#ffffff', '#ff9fb2', 'none')),
  channel(122, 'reel-one', 'Reel One', 'Films', 'films', '#ff5d5d', ['road', 'rain'], drawn('REEL 1', 'limelight 400', '#ffffff', '#ff5d5d', 'reel')),
  channel(123, 'midnight-drive', 'Midnight Drive', 'Films', 'thriller', '#7d5cff', ['grid', 'rain'], drawn('Midnight|Drive', 'monoton 400', '#c9b8ff', '#ff5db1', 'none')),
  channel(124, 'parallel', 'Parallel', 'Films', 'scifi', '#39e0d0', ['planet', 'cubes'], drawn('PARALLEL', 'audiowide 400', '#ffffff', '#39e0d0', 'lines')),
  channel(125, 'serial', 'Serial', 'Films', 'series', '#ff7043', ['city', 'aurora'], drawn('serial', 'syne 700', '#ffffff', '#ff7043', 'dot')),
  channel(126, 'minimo-2', 'Minimo 2', 'Kids', 'kids', '#ffd84a', ['paper', 'planet'], drawn('minimo', 'lilita-one 400', '#5ac2ff', '#ffd84a', 'tile:2')),
  channel(127, 'pling', 'Pling', 'Kids', 'kids', '#ff6f91', ['paper', 'geo'], drawn('Pling!', 'chango 400', '#ff6f91', '#ffd84a', 'none')),
  channel(128, 'captain-tv', 'Captain TV', 'Kids', 'kids', '#3aa0e8', ['harbour', 'paper'], drawn('Captain', 'bungee 400', '#ffffff', '#3aa0e8', 'wave')),
  channel(129, 'owl', 'Owl', 'Kids', 'knowledge', '#8ad06a', ['woods', 'geo'], drawn('owl', 'fredoka 700', '#ffffff', '#8ad06a', 'eyes')),
  channel(130, 'terra-blue', 'Terra Blue', 'Nature', 'nature', '#2f8fd6', ['deep', 'harbour'], drawn('terra|blue', 'outfit 600', '#ffffff', '#5ab4f0', 'wave')),
  channel(131, 'terra-wild', 'Terra Wild', 'Nature', 'nature', '#c9a13a', ['dunes', 'woods'], drawn('terra|wild', 'outfit 600', '#ffffff', '#e2b94a', 'wave')),
  channel(132, 'summit', 'Summit', 'Nature', 'mountain', '#7fb6e8', ['aurora', 'hills'], drawn('SUMMIT', 'barlow-condensed 600', '#ffffff', '#7fb6e8', 'peak')),
  channel(133, 'slow', 'Slow', 'Nature', 'slow', '#9fc7a8', ['harbour', 'road', 'woods'], drawn('s l o w', 'poiret-one 400', '#dff0e2', '#9fc7a8', 'none')),
  channel(134, 'beat-gold', 'Beat Gold', 'Music', 'music', '#e8b93a', ['meters', 'grid'], drawn('BEAT|GOLD', 'righteous 400', '#ffffff', '#e8b93a', 'bars')),
  channel(135, 'beat-club', 'Beat Club', 'Music', 'music', '#ff3d8a', ['grid', 'stage'], drawn('BEAT|CLUB', 'righteous 400', '#ffffff', '#ff3d8a', 'bars')),
  channel(136, 'sala', 'Sala', 'Music', 'classical', '#c9b48a', ['silk', 'stage'], drawn('Sala', 'bodoni-moda 500', '#f3e6c8', '#c9b48a', 'none')),
  channel(137, 'vinyl', 'Vinyl', 'Music', 'jazz', '#e06a3a', ['silk', 'rain'], drawn('Vinyl', 'abril-fatface 400', '#ffffff', '#e06a3a', 'disc')),
  channel(138, 'lumiere-monde', 'Lumière Monde', 'International', 'public', '#5a7dff', ['city', 'hills'], drawn('lumière|monde', 'josefin-sans 600', '#ffffff', '#8aa4ff', 'none')),
  channel(139, 'rheinblick', 'Rheinblick', 'International', 'public', '#d6b23a', ['hills', 'harbour'], drawn('Rheinblick', 'rubik 600', '#ffffff', '#d6b23a', 'wave')),
  channel(140, 'canal-del-sur', 'Canal del Sur', 'International', 'public', '#e8583a', ['dunes', 'harbour'], drawn('canal|del sur', 'outfit 700', '#ffffff', '#ff7a5a', 'sun')),
  channel(141, 'piazza', 'Piazza', 'International', 'food', '#4aa86a', ['hills', 'brick'], drawn('Piazza', 'yeseva-one 400', '#ffffff', '#6ac88a', 'none')),
  channel(142, 'sakura-plus', 'Sakura Plus', 'International', 'public', '#ff9fc0', ['silk', 'city'], drawn('sakura|+', 'syne 700', '#ffffff', '#ff9fc0', 'dot')),
  channel(143, 'nilo', 'Nilo', 'International', 'public', '#d6a05a', ['dunes', 'deep'], drawn('NILO', 'forum 400', '#ffe8c8', '#d6a05a', 'wave')),
  channel(144, 'savanna-one', 'Savanna One', 'International', 'public', '#e2a33a', ['dunes', 'stage'], drawn('savanna|1', 'archivo-black 400', '#ffffff', '#e2a33a', 'sun')),
  channel(145, 'baltic-view', 'Baltic View', 'International', 'slow', '#6ab0c8', ['harbour', 'aurora'], drawn('Baltic|View', 'dm-serif-display 400', '#ffffff', '#8ad0e8', 'none')),
  channel(146, 'agora', 'Agora', 'General', 'talk', '#b08ae0', ['studio', 'geo'], drawn('AGORA', 'forum 400', '#ffffff', '#b08ae0', 'bar')),
  { ...channel(201, 'nord-radio', 'Nord Radio', 'Radio', 'radio', '#e8443a', [], drawn('nord|radio', 'unbounded 500', '#ffffff', '#ff6a5e', 'none')), isRadio: true },
  { ...channel(202, 'beat-fm', 'Beat FM', 'Radio', 'radio', '#c98aff', [], drawn('BEAT|FM', 'righteous 400', '#ffffff', '#c98aff', 'bars')), isRadio: true },
  { ...channel(203, 'nocturne', 'Nocturne', 'Radio', 'radio', '#8aa4c8', [], drawn('Nocturne', 'great-vibes 400', '#e6eefc', '#8aa4c8', 'none')), isRadio: true },
];
