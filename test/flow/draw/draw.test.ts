import { languages } from '../../../src/flow';
import { drawMermaid, drawSvg, type Picture, pictureAll, pictureFlow } from '../../../src/flow/draw';
import { layOut } from '../../../src/flow/draw/lay-out';
import { widthOf, wrapText } from '../../../src/flow/draw/wrap-text';
import { shippedContent } from '../../cli/shipped-content';
import { loadAskingSet } from '../small-set';

const flows = loadAskingSet();

function picture(flow: string, language: (typeof languages)[number] = 'ja'): Picture {
  const drawn = pictureFlow(flows, flow, language);
  if (drawn === null) throw new Error(`There is no flow ${flow}.`);
  return drawn;
}

describe('a picture of a flow', () => {
  const welcome = picture('welcome');
  const arrow = (from: string, to: string) =>
    welcome.arrows.find((each) => each.from === from && each.to === to)?.labels.map(({ text }) => text);

  it('has a box for every step but those that only pass on, and one for each flow they pass on to', () => {
    expect(welcome.boxes.map(({ id }) => id)).toEqual([
      'start',
      'step_hello',
      'step_who',
      'step_offer',
      'step_nickname',
      'step_thanks',
      'flow_menu',
      'step_plain',
      'step_sure',
      'step_story',
    ]);
  });

  it('has an arrow for every way on, with what leads there in the words of the person', () => {
    expect(arrow('start', 'step_hello')).toEqual([]);
    expect(arrow('step_who', 'step_offer')).toEqual(['本人です', '家族です', '答えない']);
    expect(arrow('step_nickname', 'step_sure')).toEqual(['文字で書く']);
    expect(arrow('step_nickname', 'step_story')).toEqual(['長いとき']);
    expect(arrow('step_offer', 'step_nickname')).toEqual(['offered']);
    expect(arrow('step_thanks', 'flow_menu')).toEqual([]);
  });

  it('says how people come to it', () => {
    expect(welcome.boxes[0]?.contents).toEqual([{ kind: 'remark', text: '友だち追加・はじめて開く' }]);
    expect(picture('phone').boxes[0]?.contents).toEqual([{ kind: 'remark', text: '← menu, person' }]);
  });

  it('shows conditions, entered flows, effects and the end', () => {
    const back = picture('welcome-back', 'en');
    const labels = back.arrows.filter(({ from }) => from === 'step_by_name').flatMap((each) => each.labels);
    expect(labels.map(({ text }) => text)).toEqual(['nickname known', 'standpoint = family', 'otherwise']);
    expect(picture('menu').boxes.find(({ name }) => name === 'phone')).toMatchObject({
      kind: 'flow',
      contents: [{ kind: 'remark', text: '⇄ もどってくる' }],
    });
    expect(picture('erase').boxes.find(({ name }) => name === 'erased')?.contents).toContainEqual({
      kind: 'remark',
      text: 'すべて消す',
    });
    expect(picture('erase').boxes.filter(({ kind }) => kind === 'end')).toHaveLength(1);
  });

  it('draws what can be said at every point once, as a legend', () => {
    expect(welcome.legend).toEqual({
      title: 'どこからでも',
      buttons: ['人と話したい', 'また今度', 'ひとつ前へ', 'メニュー', 'いま危ないとき'],
      spokenTitle: 'ことばで',
      spoken: ['やめる', '言語', '記録を消す', 'つづきから'],
    });
  });

  it('tells itself in words', () => {
    expect(welcome.description).toContain(
      'who: よかったら、どなたか教えてください。 — 本人です / 家族です / 答えない → offer',
    );
  });

  it('of a flow that is not there is none', () => {
    expect(pictureFlow(flows, 'nowhere', 'ja')).toBeNull();
  });
});

describe('a picture of all flows', () => {
  const all = pictureAll(flows, 'en');
  const box = (name: string) => all.boxes.find((each) => each.name === name)?.contents;

  it('has a box for each, with what leads there by itself', () => {
    expect(all.boxes.filter(({ kind }) => kind === 'flow')).toHaveLength(flows.flows.size);
    const starts = all.boxes.filter(({ kind }) => kind === 'start');
    const opened = starts.find(({ contents }) =>
      contents.some((each) => each.kind === 'remark' && each.text === 'added as a friend, opened'),
    );
    expect(all.arrows).toContainEqual({ from: opened?.id, to: 'flow_welcome', labels: [] });
  });

  it('has one arrow to each flow, names the other ways in the box, and leaves out what every question offers', () => {
    const leading = all.arrows.filter(({ from, to }) => from.startsWith('flow_') && to === 'flow_phone');
    expect(leading).toHaveLength(1);
    const [first] = leading;
    const other = first?.from === 'flow_menu' ? 'person' : 'menu';
    expect(box(other)).toContainEqual({ kind: 'remark', text: '→ phone' });
    expect(all.arrows.map(({ to }) => to)).not.toContain('flow_menu');
  });
});

describe('Mermaid text', () => {
  const text = drawMermaid(picture('welcome'));

  it('is a flowchart with a title, a description and a box a line', () => {
    expect(text.startsWith('flowchart TD\n  accTitle: welcome\n  accDescr {\n')).toBe(true);
    expect(text).toContain(
      '  step_who("<b>who</b><br/>よかったら、どなたか教えてください。"):::is_question\n',
    );
    expect(text).toContain('  step_who -->|"本人です<br/>家族です<br/>答えない"| step_offer\n');
    expect(text).toContain('  step_nickname -->|"✎ 文字で書く"| step_sure\n');
    expect(text).toContain('  classDef is_question ');
  });

  it('calls no box or class `end`, which Mermaid keeps for itself', () => {
    expect(drawMermaid(picture('erase'))).not.toMatch(/(^ *|> |:::|classDef )end\b(?!$)/m);
  });

  it('hides what Mermaid would read as its own', () => {
    const drawn = drawMermaid({
      title: 'a\nb',
      description: 'one { two }',
      language: 'en',
      boxes: [{ id: 'x', kind: 'said', name: null, contents: [{ kind: 'words', text: '"a" <b> & c #1' }] }],
      arrows: [],
      legend: null,
    });
    expect(drawn).toContain('  x["#quot;a#quot; #lt;b#gt; #amp; c #35;1"]:::is_said\n');
    expect(drawn).toContain('  accTitle: a b\n');
    expect(drawn).toContain('    one  two \n');
  });
});

describe('the SVG', () => {
  const svg = drawSvg(picture('welcome'));

  it('stands by itself: no script, no address, no font from elsewhere', () => {
    expect(svg).not.toMatch(/<script|<image|<foreignObject|@import|@font-face|href=/);
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:/);
  });

  it('has a title and a description that a screen reader is pointed to', () => {
    expect(svg).toMatch(/role="img" aria-labelledby="madobe-welcome-title madobe-welcome-desc" lang="ja"/);
    expect(svg).toContain('<title id="madobe-welcome-title">welcome</title>');
    expect(svg).toContain('<desc id="madobe-welcome-desc">');
  });

  it('follows light and dark, and prints on white', () => {
    expect(svg).toContain('@media (prefers-color-scheme:dark)');
    expect(svg).toContain('@media print{svg{--paper:#ffffff');
  });

  it('shows the words of questions and of their buttons', () => {
    for (const words of ['本人です', '家族です', '答えない', 'こんにちは。{organisation}']) {
      expect(svg).toContain(`>${words}`);
    }
  });

  it('is the same when it is drawn again', () => {
    expect(drawSvg(picture('welcome'))).toBe(svg);
  });

  it('is sound XML for every shipped flow, in every language', () => {
    const shipped = shippedContent('.').flows;
    for (const language of languages) {
      for (const flow of shipped.flows.keys()) {
        const drawn = pictureFlow(shipped, flow, language);
        const text = drawn === null ? '' : drawSvg(drawn);
        expect(unbalanced(text)).toEqual([]);
        expect(text).not.toMatch(/NaN|undefined/);
      }
    }
  });
});

/** Tags that are not closed, or close nothing. */
function unbalanced(xml: string): readonly string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [tag, slash, name = '', own] of xml.matchAll(/<(\/?)([a-z]+)(?:"[^"]*"|[^">])*?(\/?)>/gi)) {
    if (own === '/') continue;
    if (slash === '') open.push(name);
    else if (open.pop() !== name) wrong.push(tag);
  }
  return [...wrong, ...open];
}

describe('what is laid out', () => {
  const shipped = shippedContent('.').flows;
  const laid = [...shipped.flows.keys()].flatMap((flow) => {
    const drawn = pictureFlow(shipped, flow, 'ja');
    return drawn === null ? [] : [{ flow, ...layOut(drawn) }];
  });

  it.each(laid.map(({ flow, ...rest }) => [flow, rest] as const))(
    '%s: no box lies over another',
    (_, each) => {
      const over = each.boxes.flatMap((a, index) =>
        each.boxes
          .slice(index + 1)
          .filter(
            (b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
          ),
      );
      expect(over).toEqual([]);
      for (const { x, y, width, height } of each.boxes) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(x + width).toBeLessThanOrEqual(each.width);
        expect(y + height).toBeLessThanOrEqual(each.height);
      }
    },
  );

  it('lets arrows end on the boxes they join', () => {
    for (const { arrows, boxes } of laid) {
      for (const { arrow, points } of arrows) {
        const [from, to] = [arrow.from, arrow.to].map((id) => boxes.find(({ box }) => box.id === id));
        const [first, last] = [points[0], points.at(-1)];
        expect([from?.y, (from?.y ?? 0) + (from?.height ?? 0)]).toContain(first?.y);
        expect([to?.y, (to?.y ?? 0) + (to?.height ?? 0)]).toContain(last?.y);
      }
    }
  });
});

describe('lines of text', () => {
  it('are no wider than asked for, with room for the mark that may not begin a line', () => {
    const lines = wrapText(
      'こんにちは。ここは「窓辺」という、ひきこもりの状態にある方のための場所です。',
      10,
      9,
    );
    for (const line of lines) {
      expect(widthOf(line)).toBeLessThanOrEqual(11);
      expect(line).not.toMatch(/^[、。」]/);
      expect(line).not.toMatch(/「$/);
    }
    expect(lines.join('')).toBe(
      'こんにちは。ここは「窓辺」という、ひきこもりの状態にある方のための場所です。',
    );
  });

  it('keep words of letters whole, and end in an ellipsis when there is more', () => {
    expect(wrapText('Somebody answers these numbers now', 9, 2)).toEqual(['Somebody', 'answers these…']);
    expect(wrapText('one\n\ntwo', 9, 5)).toEqual(['one', 'two']);
    expect(wrapText('', 9, 2)).toEqual([]);
  });
});

it('the description is one line per box', () => {
  const { description, boxes } = picture('menu');
  expect(description.split('\n')).toHaveLength(boxes.filter(({ kind }) => kind !== 'end').length);
});
