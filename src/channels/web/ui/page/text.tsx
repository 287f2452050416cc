import { Fragment } from 'preact';
import { splitLinks } from '../model/link-parts';
import { splitRuby, withoutReadings } from '../model/ruby';
import type { Values, Words } from '../model/words';
import { useApp } from './app-context';

/** A text as it is read: readings above their kanji in やさしい日本語, line breaks kept. */
export function Text({ children }: { readonly children: string }) {
  const { language } = useApp().words.value;
  if (language !== 'ja-easy') return <>{children}</>;
  return (
    <>
      {splitRuby(children).map(({ text, reading }, index) =>
        reading === null ? (
          <Fragment key={index}>{text}</Fragment>
        ) : (
          <ruby key={index}>
            {text}
            <rp>（</rp>
            <rt>{reading}</rt>
            <rp>）</rp>
          </ruby>
        ),
      )}
    </>
  );
}

/** A text in which phone numbers and addresses can be tapped. */
export function TextWithLinks({ children }: { readonly children: string }) {
  return (
    <>
      {splitLinks(children).map((part, index) => {
        if (part.kind === 'plain') return <Text key={index}>{part.text}</Text>;
        return part.kind === 'phone' ? (
          <a key={index} href={part.href}>
            {part.text}
          </a>
        ) : (
          <a key={index} href={part.href} target="_blank" rel="noopener noreferrer">
            {part.text}
          </a>
        );
      })}
    </>
  );
}

/** A sentence of the page's own words. */
export function Say({ words: key, values }: { readonly words: string; readonly values?: Values }) {
  return <Text>{useApp().words.value.say(key, values)}</Text>;
}

/** A sentence for where only plain text can stand, such as a label that is heard and not seen. */
export function sayPlain(words: Words, key: string, values?: Values): string {
  const text = words.say(key, values);
  return words.language === 'ja-easy' ? withoutReadings(text) : text;
}
