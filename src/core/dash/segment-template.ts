/** What a player puts into a template itself, of ISO/IEC 23009-1 5.3.9.4.4; `$$` is a dollar. */
const BLANK = /\$(?:(RepresentationID|Bandwidth|Number|SubNumber|Time)(%0[1-9]\d?d)?)?\$/g;
/** What may be put in for a number, and for the id of a representation: nothing that leads to another folder or ends the path. */
const NUMBER = /^\d{1,24}$/;
const SAFE_ID = /^(?!\.)(?!.*\.\.)[A-Za-z0-9._~:=+,@!()*-]{1,120}$/;

/** Whether a representation of this id can be named in an address of ours. */
export function isSafeId(id: string): boolean {
  return SAFE_ID.test(id);
}

/** The blanks of a template in their order, as they stand in it; none: it is a plain address. */
export function blanksOf(template: string): string[] {
  return (template.match(BLANK) ?? []).filter((blank) => blank !== '$$');
}

/** A template with what is known of its representation put in; blanks of numbers stay. */
export function withKnown(template: string, known: { readonly id: string; readonly bandwidth: string }): string {
  return template.replace(BLANK, (blank, name: string | undefined, width: string | undefined) => {
    if (name === 'RepresentationID') return known.id;
    return name === 'Bandwidth' ? padded(known.bandwidth, width) : blank;
  });
}

function padded(digits: string, width: string | undefined): string {
  const wanted = width === undefined ? 1 : parseInt(width.slice(1), 10);
  let text = digits;
  while (text.length < wanted) text = `0${text}`;
  return text;
}

/** The address of a template without blanks. */
export function plainAddress(template: string): string {
  return template.replace(/\$\$/g, '$');
}

/** The address of a template whose blanks are filled with `values`, one for each in order; `null` where one is missing, too many or not what belongs there. */
export function fillTemplate(template: string, values: readonly string[]): string | null {
  let used = 0;
  let wrong = 0;
  const filled = template.replace(BLANK, (_blank, name: string | undefined) => {
    if (name === undefined) return '$';
    const value = values[used] ?? '';
    used += 1;
    if (!(name === 'RepresentationID' ? SAFE_ID : NUMBER).test(value)) wrong += 1;
    return value;
  });
  return wrong === 0 && used === values.length ? filled : null;
}
