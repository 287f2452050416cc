import type { RecordSheet, SubjectRecord } from '../../../src/desk/api';
import { exportPath, recordPath } from '../../../src/desk/ui/model/record-place';
import { withKept, withTag, withTags } from '../../../src/desk/ui/model/record-sheet';

const by = { id: 's1', name: '高橋' };

function subject(which: SubjectRecord['subject']): SubjectRecord {
  const empty = { hint: null, choices: [], retired: false, by: null, at: null };
  return {
    subject: which,
    fields: [{ ...empty, id: 'wishes', label: '望んでいること', kind: 'text', value: null }],
    facts: [{ id: 'area', name: 'お住まい', told: '足立区', corrected: null, by: null, at: null }],
    notes: [],
    tags: ['電話は苦手'],
  };
}

const sheet: RecordSheet = {
  nickname: 'みなみ',
  standpoint: 'ご家族',
  language: 'ja',
  channel: 'web',
  canWrite: true,
  template: { version: '1', title: '支援記録票' },
  subjects: [subject('writer'), subject('other')],
  consents: [],
  referrals: [],
  organisations: [],
  canAsk: true,
};

describe('a record sheet on the page', () => {
  it('holds what was kept in the one subject it was written for', () => {
    const change = { part: 'fields', name: 'wishes', value: ' 静かに過ごす ' } as const;
    const after = withKept(sheet, 'other', change, { by, at: 5 });
    expect(after.subjects[0]).toEqual(sheet.subjects[0]);
    expect(after.subjects[1]?.fields[0]).toMatchObject({ value: '静かに過ごす', by, at: 5 });
    const emptied = withKept(after, 'other', { ...change, value: ' ' }, { by, at: 6 });
    expect(emptied).toEqual(sheet);
  });

  it('lets stand what was told once a correction is emptied', () => {
    const corrected = withKept(
      sheet,
      'writer',
      { part: 'facts', name: 'area', value: '荒川区' },
      { by, at: 5 },
    );
    expect(corrected.subjects[0]?.facts[0]).toMatchObject({ told: '足立区', corrected: '荒川区', by });
    const back = withKept(corrected, 'writer', { part: 'facts', name: 'area', value: '' }, { by, at: 6 });
    expect(back).toEqual(sheet);
  });

  it('has each tag once', () => {
    expect(withTag(['朝が苦手'], ' 夜　型 ')).toEqual(['朝が苦手', '夜 型']);
    expect(withTag(['朝が苦手'], '朝が苦手 ')).toEqual(['朝が苦手']);
    expect(withTag([], '  ')).toEqual([]);
    expect(withTags(sheet, 'writer', []).subjects.map(({ tags }) => tags)).toEqual([[], ['電話は苦手']]);
  });

  it('is fetched and exported where it was opened, whatever the id', () => {
    const place = { kind: 'letter', id: 'a/b' } as const;
    expect(recordPath(place)).toBe('letters/a%2Fb');
    expect(exportPath(place, 'other', 'pdf')).toBe('/api/desk/letters/a%2Fb/record/other/export.pdf');
  });
});
