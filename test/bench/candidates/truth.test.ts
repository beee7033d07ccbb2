import { describe, expect, test } from '@jest/globals';
import { RowJudge, TruthWriter } from './truth';

function judgeFor(rows: readonly (readonly [key: string, name: string | null, group: string | null])[]): RowJudge {
  const truth = new TruthWriter(2);
  for (const [key, name, group] of rows) truth.row(key, [name, group]);
  const bytes = truth.finish();
  return new RowJudge(new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4), ['name', 'group']);
}

describe('the judge of rows', () => {
  test('takes right rows in any order', () => {
    const judge = judgeFor([['a', 'One', 'x'], ['b', 'Two', 'y']]);
    judge.row('b', ['Two', 'y']);
    judge.row('a', ['One', 'x']);
    expect(judge.finish()).toEqual({ expected: 2, right: 2, wrong: {}, missing: 0, extra: 0, examples: [] });
  });

  test('names the field that is wrong, rows that are missing and rows that are none', () => {
    const judge = judgeFor([['a', 'One', 'x'], ['b', 'Two', 'y'], ['c', 'Three', 'z']]);
    judge.row('a', ['One', 'other']);
    judge.row('b', ['Two', 'y']);
    judge.row('d', ['Four', '']);
    expect(judge.finish()).toMatchObject({ expected: 3, right: 1, wrong: { group: 1 }, missing: 1, extra: 1, examples: ['group of a read as "other"', 'no such row: d'] });
  });

  test('does not take one row twice', () => {
    const judge = judgeFor([['a', 'One', 'x']]);
    judge.row('a', ['One', 'x']);
    judge.row('a', ['One', 'x']);
    expect(judge.finish()).toMatchObject({ right: 1, extra: 1 });
  });

  test('pairs rows of the same key with the ones that fit', () => {
    const judge = judgeFor([['a', 'One', 'x'], ['a', 'Two', 'x']]);
    judge.row('a', ['Two', 'x']);
    judge.row('a', ['One', 'x']);
    expect(judge.finish()).toMatchObject({ right: 2, wrong: {}, missing: 0 });
  });

  test('leaves fields alone the truth does not know', () => {
    const judge = judgeFor([['a', null, 'x']]);
    judge.row('a', ['anything', 'x']);
    expect(judge.finish()).toMatchObject({ right: 1 });
  });
});
