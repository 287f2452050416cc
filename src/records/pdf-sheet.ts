import type { Paper, PaperChapter, PaperRow } from './paper';
import type { PaperFonts } from './paper-fonts';

/** A4 with room at the left for a binder's holes. Points. */
export const margins = { top: 64, bottom: 72, left: 72, right: 56 };
const size = { title: 17, of: 11, chapter: 12, name: 9, text: 10.5, foot: 8 } as const;
const ink = { text: '#26313a', quiet: '#5b6a73', line: '#c9d2d6' } as const;
/** A heading does not stand alone at the foot of a page: as much room as it and two lines below it take. */
const KEPT_TOGETHER = 84;

/** A paper being set, with fonts that are registered under their names. */
export class PdfSheet {
  constructor(
    private readonly paper: Paper,
    private readonly fonts: PaperFonts,
    private readonly document: PDFKit.PDFDocument,
  ) {}

  /** Sets it. To be called once. */
  bytes(): Promise<Buffer> {
    const { document, paper } = this;
    const parts: Buffer[] = [];
    const whole = new Promise<Buffer>((resolve, reject) => {
      document.on('data', (part: Buffer) => parts.push(part));
      document.on('end', () => resolve(Buffer.concat(parts)));
      document.on('error', reject);
    });
    this.say(paper.title, size.title, ink.text, 4);
    this.say(paper.of, size.of, ink.quiet, 10);
    for (const chapter of paper.chapters) this.chapter(chapter);
    this.feet();
    document.end();
    return whole;
  }

  private chapter({ title, rows }: PaperChapter): void {
    const { document, paper } = this;
    const { bottom } = margins;
    if (document.y > document.page.height - bottom - KEPT_TOGETHER) document.addPage();
    document.y += 10;
    this.say(title, size.chapter, ink.text, 3);
    this.rule(document.y);
    document.y += 8;
    if (rows.length === 0) this.say(paper.nothing, size.text, ink.quiet, 6);
    for (const row of rows) this.row(row);
  }

  private row({ name, value, by, at }: PaperRow): void {
    const { document } = this;
    if (document.y > document.page.height - margins.bottom - KEPT_TOGETHER / 2) document.addPage();
    const written = [at, by].filter((part) => part !== '').join('　');
    this.say([name, written].filter((part) => part !== '').join('　　'), size.name, ink.quiet, 2);
    this.say(value, size.text, ink.text, 9);
  }

  /** Says a text where the last ended, over as many lines and pages as it takes. */
  private say(text: string, points: number, colour: string, below: number): void {
    const { document } = this;
    const runs = this.fonts.runsOf(text);
    document.fontSize(points).fillColor(colour);
    runs.forEach((run, index) => {
      const continued = index < runs.length - 1;
      const options = { lineGap: points * 0.45, continued };
      document.font(run.font);
      if (index === 0) document.text(run.text, margins.left, document.y, options);
      else document.text(run.text, options);
    });
    document.y += below;
  }

  private rule(y: number): void {
    const { document } = this;
    document
      .moveTo(margins.left, y)
      .lineTo(document.page.width - margins.right, y)
      .lineWidth(0.6)
      .strokeColor(ink.line)
      .stroke();
  }

  /** What stands at the foot of every page; only now is it known how many there are. */
  private feet(): void {
    const { document, paper } = this;
    const { start, count } = document.bufferedPageRange();
    for (let index = 0; index < count; index += 1) {
      document.switchToPage(start + index);
      const { page } = document;
      // Below the margin nothing can be said without beginning a new page.
      page.margins.bottom = 0;
      const y = page.height - margins.bottom + 22;
      this.rule(y - 8);
      document.y = y;
      this.say(paper.made, size.foot, ink.quiet, 0);
      this.say(paper.careful, size.foot, ink.quiet, 0);
      const width = page.width - margins.left - margins.right;
      document
        .font(this.fonts.usual.name)
        .text(`${index + 1} / ${count}`, margins.left, y, { width, align: 'right', lineBreak: false });
    }
  }
}
