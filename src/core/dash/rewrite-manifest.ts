import { isKept, isLeadingAway, isPlainAttribute, isReadText, looksLikeAddress, segmentInformation } from './manifest-parts';
import { attributeOf, childrenNamed, localName, readMarkup, textOf, writeMarkup } from './markup';
import type { MarkupElement } from './markup';
import { blanksOf, isSafeId, plainAddress, withKnown } from './segment-template';

/** What stands in a manifest in place of addresses. */
export interface ManifestAddresses {
  /** An address of the manifest as an absolute one of http(s); `null` for any other. */
  resolve(base: string, address: string): string | null;
  /** Where a player finds an absolute address. */
  address(url: string): string;
  /** The same for where the manifest itself is next. */
  manifest(url: string): string;
  /** Where it finds an absolute template: behind it stand `blanks`, for the player to fill, and `fillTemplate` puts what came into the template. */
  template(template: string, blanks: readonly string[]): string;
}

/** What became of a manifest: its text, or why it is not handed out. */
export type RewrittenManifest = { readonly text: string } | { readonly refused: 'media.unsupported' | 'media.drm-unsupported' };

/** What makes a text a manifest, of DASH or of Smooth Streaming, wherever it stands. */
const MANIFEST = /<(?:[\w.-]+:)?(?:MPD|Patch|SmoothStreamingMedia)[\s>/]/;
const TIME_BY_HTTP = /^urn:mpeg:dash:utc:http-(?:xsdate|iso|head):20\d\d$/;
const TIME_INSIDE = /^urn:mpeg:dash:utc:direct:20\d\d$/;
const TEMPLATES = ['media', 'initialization', 'index', 'bitstreamSwitching'];

/** Whether a text holds a manifest. */
export function isManifestText(text: string): boolean {
  return MANIFEST.test(text);
}

/** Message of the error thrown inside for an address that cannot be held: old Nodes subclass no errors. */
const UNHOLDABLE = 'an address that cannot be held';

/**
 * A manifest of DASH in which every address a player would fetch is one of ours. `base` is its own address. What is not understood is
 * left out; links to other documents (XLink), patches, steering, clocks of other kinds and further places of the same segments are too,
 * as if they were not there. A protected stream is refused, since its licence would be asked for directly, and so is anything that
 * cannot be read or held.
 */
export function rewriteManifest(text: string, base: string, addresses: ManifestAddresses): RewrittenManifest {
  const root = readMarkup(text);
  if (root === null || localName(root.name) !== 'MPD') return { refused: 'media.unsupported' };
  if (/<(?:[\w.-]+:)?ContentProtection[\s>/]/.test(text)) return { refused: 'media.drm-unsupported' };
  try {
    clean(root);
    rewriteMpd(root, base, addresses);
    return { text: `<?xml version="1.0" encoding="UTF-8"?>\n${writeMarkup(root)}` };
  } catch (error) {
    if (error instanceof Error && error.message === UNHOLDABLE) return { refused: 'media.unsupported' };
    throw error;
  }
}

/** Leaves out what is not understood. Addresses that will be rewritten stay for now. */
function clean(element: MarkupElement): void {
  const name = localName(element.name);
  const isWritten = isAddressText(name);
  element.children = element.children.filter((child) => {
    if (typeof child === 'string') return isWritten || isReadText(name) || !looksLikeAddress(child);
    const childName = localName(child.name);
    return isKept(childName) && !isLeadingAway(childName, attributeOf(child, 'schemeIdUri') ?? '', attributeOf(child, 'value') ?? '');
  });
  element.attributes = element.attributes.filter((each) => isWrittenAttribute(name, each.name) || isPlainAttribute(each.name, each.value));
  for (const child of element.children) if (typeof child !== 'string') clean(child);
}

function isAddressText(name: string): boolean {
  return name === 'BaseURL' || name === 'Location';
}

/** Attributes {@link rewriteMpd} writes itself. */
function isWrittenAttribute(element: string, attribute: string): boolean {
  if (element === 'SegmentTemplate') return TEMPLATES.indexOf(attribute) !== -1;
  if (element === 'SegmentURL') return attribute === 'media' || attribute === 'index';
  if (element === 'UTCTiming') return attribute === 'value';
  return attribute === 'sourceURL';
}

function rewriteMpd(root: MarkupElement, base: string, addresses: ManifestAddresses): void {
  for (const location of childrenNamed(root, 'Location')) location.children = [addresses.manifest(must(addresses.resolve(base, textOf(location))))];
  rewriteClocks(root, base, addresses);
  const ground = takeBase(root, base, addresses);
  for (const period of childrenNamed(root, 'Period')) {
    const periodBase = takeBase(period, ground, addresses);
    const sets = childrenNamed(period, 'AdaptationSet');
    pushDown(period, sets);
    for (const set of sets) rewriteSet(set, periodBase, addresses);
  }
}

/** Clocks asked by http go by us, one that is in the manifest stays, others are left out wherever they stand. */
function rewriteClocks(element: MarkupElement, base: string, addresses: ManifestAddresses): void {
  element.children = element.children.filter((child) => {
    if (typeof child === 'string') return true;
    rewriteClocks(child, base, addresses);
    if (localName(child.name) !== 'UTCTiming') return true;
    const scheme = attributeOf(child, 'schemeIdUri') ?? '';
    const value = child.attributes.filter((each) => each.name === 'value')[0];
    if (value === undefined || looksLikeAddress(value.value) !== TIME_BY_HTTP.test(scheme)) return false;
    if (TIME_INSIDE.test(scheme)) return true;
    const url = TIME_BY_HTTP.test(scheme) ? addresses.resolve(base, value.value.trim().split(/\s+/)[0] ?? '') : null;
    value.value = url === null ? '' : addresses.address(url);
    return url !== null;
  });
}

/** A representation with what its addresses are resolved against. */
interface Leaf {
  readonly element: MarkupElement;
  readonly base: string;
  readonly id: string;
  readonly bandwidth: string;
}

function rewriteSet(set: MarkupElement, periodBase: string, addresses: ManifestAddresses): void {
  const setBase = takeBase(set, periodBase, addresses);
  const leaves = childrenNamed(set, 'Representation').map((element): Leaf => ({
    element, base: takeBase(element, setBase, addresses), id: attributeOf(element, 'id') ?? '', bandwidth: attributeOf(element, 'bandwidth') ?? '',
  }));
  // What they share can be written once where it means the same for all of them.
  if (leaves.some((leaf) => leaf.base !== setBase || !isSafeId(leaf.id))) pushDown(set, leaves.map(({ element }) => element));
  const hasTemplate = childrenNamed(set, 'SegmentTemplate').length > 0;
  rewriteInformation(set, setBase, null, addresses);
  for (const leaf of leaves) {
    rewriteInformation(leaf.element, leaf.base, leaf, addresses);
    if (hasTemplate || childrenNamed(leaf.element, 'SegmentTemplate').length > 0) continue;
    const kept = childrenNamed(leaf.element, 'BaseURL')[0];
    const whole: MarkupElement = kept ?? { name: prefixed(leaf.element, 'BaseURL'), attributes: [], children: [] };
    whole.children = [addresses.address(leaf.base)];
    // The schema wants it behind descriptions and before segments; players find it anywhere.
    if (kept === undefined) leaf.element.children = [whole, ...leaf.element.children];
  }
}

/**
 * The base of an element, of its first BaseURL. Further ones are other places of the same: left out. One that says when segments are there
 * stays for that, and leads nowhere by itself.
 */
function takeBase(element: MarkupElement, outer: string, addresses: ManifestAddresses): string {
  const all = childrenNamed(element, 'BaseURL');
  const first = all[0];
  if (first === undefined) return outer;
  const base = must(addresses.resolve(outer, textOf(first)));
  first.attributes = first.attributes.filter(({ name }) => name === 'availabilityTimeOffset' || name === 'availabilityTimeComplete');
  first.children = ['./'];
  element.children = element.children.filter((child) => typeof child === 'string' || all.indexOf(child) === -1 || (child === first && first.attributes.length > 0));
  return base;
}

/** Gives what an element says of segments to each of `inner`, where that does not say it itself, and takes it out. */
function pushDown(outer: MarkupElement, inner: readonly MarkupElement[]): void {
  for (const name of segmentInformation()) {
    for (const shared of childrenNamed(outer, name)) {
      for (const element of inner) inherit(element, shared, name);
      outer.children = outer.children.filter((child) => child !== shared);
    }
  }
}

function inherit(element: MarkupElement, shared: MarkupElement, name: string): void {
  const own = childrenNamed(element, name)[0];
  if (own === undefined) {
    element.children = [...element.children, copyOf(shared)];
    return;
  }
  for (const each of shared.attributes) if (attributeOf(own, each.name) === null) own.attributes = [...own.attributes, { name: each.name, value: each.value }];
  const names = own.children.map((child) => (typeof child === 'string' ? '' : localName(child.name)));
  for (const child of shared.children) if (typeof child !== 'string' && names.indexOf(localName(child.name)) === -1) own.children = [...own.children, copyOf(child)];
}

function copyOf(element: MarkupElement): MarkupElement {
  return {
    name: element.name,
    attributes: element.attributes.map(({ name, value }) => ({ name, value })),
    children: element.children.map((child) => (typeof child === 'string' ? child : copyOf(child))),
  };
}

/** Rewrites what an element says of segments. `leaf`: the representation it belongs to alone, `null`: several share it. */
function rewriteInformation(element: MarkupElement, base: string, leaf: Leaf | null, addresses: ManifestAddresses): void {
  for (const name of segmentInformation()) for (const each of childrenNamed(element, name)) rewriteAddresses(each, base, leaf, addresses);
}

function rewriteAddresses(element: MarkupElement, base: string, leaf: Leaf | null, addresses: ManifestAddresses): void {
  const name = localName(element.name);
  for (const each of element.attributes) {
    if (!isWrittenAttribute(name, each.name)) continue;
    if (name === 'SegmentTemplate') each.value = templateAddress(each.value, base, leaf, addresses);
    else each.value = addresses.address(must(addresses.resolve(base, each.value)));
  }
  for (const child of element.children) if (typeof child !== 'string') rewriteAddresses(child, base, leaf, addresses);
}

function templateAddress(text: string, base: string, leaf: Leaf | null, addresses: ManifestAddresses): string {
  const template = must(addresses.resolve(base, leaf === null ? text : withKnown(text, leaf)));
  // What a player would put into a host's name leads to hosts nobody judged.
  if (/^[^/]*\/\/[^/]*\$/.test(template)) throw new Error(UNHOLDABLE);
  const blanks = blanksOf(template);
  return blanks.length === 0 ? addresses.address(plainAddress(template)) : addresses.template(template, blanks);
}

function prefixed(like: MarkupElement, name: string): string {
  const at = like.name.indexOf(':');
  return at === -1 ? name : like.name.slice(0, at + 1) + name;
}

function must(url: string | null): string {
  if (url === null) throw new Error(UNHOLDABLE);
  return url;
}
