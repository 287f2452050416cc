import type { Paper } from './paper';
import { PaperFonts } from './paper-fonts';
import { margins, PdfSheet } from './pdf-sheet';

/**
 * A paper as PDF: A4, with the font in it, page numbers, and on each page who took it out and when. Signs that no font
 * has, such as emoji, are replaced by 〓.
 */
export async function paperPdf(paper: Paper): Promise<Buffer> {
  // What sets pages takes a while to load, and most servers never set one on the day they start.
  const { default: PDFDocument } = await import('pdfkit');
  const document = new PDFDocument({
    size: 'A4',
    margins,
    bufferPages: true,
    lang: paper.language,
    displayTitle: true,
    info: { Title: paper.title },
  });
  const fonts = await PaperFonts.open();
  for (const { name, bytes } of [fonts.usual, ...(await fonts.further(textsOf(paper)))]) {
    document.registerFont(name, bytes);
  }
  return new PdfSheet(paper, fonts, document).bytes();
}

function textsOf({ title, of, chapters, nothing, made, careful }: Paper): readonly string[] {
  return [
    ...[title, of, nothing, made, careful],
    ...chapters.flatMap((chapter) => [
      chapter.title,
      ...chapter.rows.flatMap(({ name, value, by, at }) => [name, value, by, at]),
    ]),
  ];
}
