import { type Box, type Content, type Picture, shorten } from './picture';

/** A picture in words: one line per box, with all ways out of it. */
export function describePicture({ boxes, arrows }: Pick<Picture, 'boxes' | 'arrows'>): string {
  const name = (id: string): string => boxes.find((box) => box.id === id)?.name ?? id;
  return boxes
    .filter(({ kind }) => kind !== 'end')
    .map((box) => {
      const ways = arrows
        .filter(({ from }) => from === box.id)
        .map(({ to, labels }) => {
          const along = labels.map(({ text }) => shorten(text, 24)).join(' / ');
          return along === '' ? name(to) : `${along} → ${name(to)}`;
        });
      const line = [
        `${box.name ?? box.id}: ${summary(box)}`.trim(),
        ...(ways.length > 0 ? [ways.join('; ')] : []),
      ];
      return line.join(' — ');
    })
    .join('\n');
}

function summary({ contents }: Box): string {
  return contents.map((content) => shorten(firstWords(content), 40)).join(' ');
}

function firstWords(content: Content): string {
  return content.kind === 'card' ? content.title : content.text;
}
