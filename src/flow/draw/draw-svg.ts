import type { LaidArrow } from './join-arrows';
import { type LaidBox, type LaidLabel, type LaidLegend, type Line, layOut } from './lay-out';
import type { BoxKind, Picture } from './picture';

/**
 * A picture as one SVG file that needs nothing besides itself: no script, no font, no address. It follows the reader's
 * light or dark colours, prints on white, and tells its title and all its ways to a screen reader.
 */
export function drawSvg(picture: Picture): string {
  const laid = layOut(picture);
  const id = `madobe-${picture.title}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${laid.width} ${laid.height}" width="${laid.width}" height="${laid.height}" role="img" aria-labelledby="${id}-title ${id}-desc" lang="${languageTag(picture.language)}">`,
    `<title id="${id}-title">${escaped(picture.title)}</title>`,
    `<desc id="${id}-desc">${escaped(picture.description)}</desc>`,
    `<style>${style}</style>`,
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="tip" d="M0.5 0.5 7 4 0.5 7.5"/></marker></defs>',
    `<rect class="paper" width="${laid.width}" height="${laid.height}" rx="14"/>`,
    '<g aria-hidden="true">',
    drawLine(laid.title),
    ...laid.arrows.map(drawArrow),
    ...laid.arrows.flatMap(({ labels }) => labels.map(drawLabel)),
    ...laid.boxes.map(drawBox),
    ...(laid.legend === null ? [] : [drawLegend(laid.legend)]),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** Our own colours: paper, moss, sky and a little violet; each pair of ink and ground is easy to read. */
const style = `
svg{--paper:#fbfaf5;--ink:#2b3735;--soft:#5d6b69;--line:#a8b3ae;--said:#ffffff;--said-edge:#d5dad1;--ask:#edf6f1;--ask-edge:#6ba58f;--pill:#ffffff;--pill-ink:#1f5b49;--look:#f2eff9;--look-edge:#b3a6d3;--look-ink:#4c4173;--flow:#e8f1f8;--flow-edge:#86abc9;--flow-ink:#274b68;--way:#f6f0e0;--way-edge:#cdb987;--way-ink:#5b4c24;font-family:"Noto Sans JP","Hiragino Sans","Yu Gothic UI","Yu Gothic",Meiryo,system-ui,sans-serif}
@media (prefers-color-scheme:dark){svg{--paper:#1b2221;--ink:#e6ebe7;--soft:#a3b0ac;--line:#6a7975;--said:#262f2e;--said-edge:#3f4b49;--ask:#20352e;--ask-edge:#5c9c85;--pill:#182a24;--pill-ink:#b4e2d1;--look:#2b2838;--look-edge:#77699f;--look-ink:#cfc5ec;--flow:#1f303d;--flow-edge:#5684a6;--flow-ink:#bedcf2;--way:#332d1e;--way-edge:#897647;--way-ink:#e6d7ac}}
@media print{svg{--paper:#ffffff;--ink:#1c2422;--soft:#44504e;--line:#7d8884;--said:#ffffff;--said-edge:#9aa39f;--ask:#ffffff;--ask-edge:#2f7a62;--pill:#ffffff;--pill-ink:#1f5b49;--look:#ffffff;--look-edge:#7a6aa6;--look-ink:#3c3161;--flow:#ffffff;--flow-edge:#3f739b;--flow-ink:#1e415d;--way:#ffffff;--way-edge:#8f7a3d;--way-ink:#4c3f1b}}
.paper{fill:var(--paper)}
text{fill:var(--ink);font-size:13px;white-space:pre}
.name,.remark,.condition,.heading{fill:var(--soft)}
.name{font:600 11px ui-monospace,"SFMono-Regular",Menlo,Consolas,monospace}
.around{text-anchor:middle}
.title{font-weight:600}
.remark,.condition{font-size:11.5px}
.heading{font-size:12px;font-weight:600}
.button{font-size:12px;fill:var(--pill-ink)}
.pill{font-size:12.5px;fill:var(--pill-ink)}
.box{stroke-width:1.2}
.rule{stroke:var(--said-edge);stroke-width:1;stroke-dasharray:2 3}
.said .box{fill:var(--said);stroke:var(--said-edge)}
.question .box{fill:var(--ask);stroke:var(--ask-edge);stroke-width:1.6}
.question .rule{stroke:var(--ask-edge);opacity:.5}
.service .box,.branch .box{fill:var(--look);stroke:var(--look-edge);stroke-dasharray:4 3}
.service text,.branch text{fill:var(--look-ink)}
.flow .box{fill:var(--flow);stroke:var(--flow-edge)}
.flow text{fill:var(--flow-ink)}
.start .box,.end .box{fill:var(--way);stroke:var(--way-edge)}
.start text,.end text{fill:var(--way-ink)}
.arrow{fill:none;stroke:var(--line);stroke-width:1.4}
.tip{fill:none;stroke:var(--line);stroke-width:1.4;stroke-linecap:round;stroke-linejoin:round}
.pill-box{fill:var(--pill);stroke:var(--ask-edge);stroke-width:1.1}
.typed .pill-box{stroke-dasharray:3 2}
.under{fill:var(--paper);opacity:.92}
.legend-box{fill:none;stroke:var(--said-edge);stroke-width:1}
`.replaceAll('\n', '');

const corners: Readonly<Record<BoxKind, number>> = {
  start: 17,
  said: 10,
  question: 12,
  service: 6,
  branch: 6,
  flow: 8,
  end: 17,
};

function drawBox({ box, x, y, width, height, lines, rules }: LaidBox): string {
  return [
    `<g class="${box.kind}">`,
    `<rect class="box" x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" rx="${corners[box.kind]}"/>`,
    ...rules.map((at) => `<path class="rule" d="M${px(x + 12)} ${px(at)}H${px(x + width - 12)}"/>`),
    ...lines.map(drawLine),
    '</g>',
  ].join('');
}

function drawLine({ style: kind, text, x, y, around }: Line): string {
  const names = around ? `${kind} around` : kind;
  return `<text class="${names}" x="${px(x)}" y="${px(y)}">${escaped(text)}</text>`;
}

function drawArrow({ points }: LaidArrow): string {
  return `<path class="arrow" d="${curve(points)}" marker-end="url(#tip)"/>`;
}

/** A line that leaves and arrives upright, and swings from point to point in between. */
function curve(points: LaidArrow['points']): string {
  const [first, ...others] = points;
  if (first === undefined) return '';
  let before = first;
  const swings = others.map((point) => {
    const middle = px((before.y + point.y) / 2);
    const swing = `C${px(before.x)} ${middle} ${px(point.x)} ${middle} ${px(point.x)} ${px(point.y)}`;
    before = point;
    return swing;
  });
  return `M${px(first.x)} ${px(first.y)}${swings.join('')}`;
}

function drawLabel({ kind, x, y, width, height, lines }: LaidLabel): string {
  const box = `x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" rx="${px(height / 2)}"`;
  const ground = kind === 'condition' ? `<rect class="under" ${box}/>` : `<rect class="pill-box" ${box}/>`;
  return `<g class="${kind}">${ground}${lines.map(drawLine).join('')}</g>`;
}

function drawLegend({ x, y, width, height, heading, spokenHeading, pills, words }: LaidLegend): string {
  return [
    '<g class="legend">',
    `<rect class="legend-box" x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" rx="12"/>`,
    drawLine(heading),
    ...pills.map((pill) => drawLabel({ kind: 'button', ...pill })),
    ...(spokenHeading === null ? [] : [drawLine(spokenHeading)]),
    ...words.map(drawLine),
    '</g>',
  ].join('');
}

function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** やさしい日本語 is Japanese to a screen reader. */
function languageTag(language: string): string {
  return language.slice(0, 2);
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
