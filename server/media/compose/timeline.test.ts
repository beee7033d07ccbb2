import { describe, expect, test } from '@jest/globals';
import { cutSpan, timelineOf, timelineStart } from './timeline';
import { frameAtSecond } from '../audio/adts';

const RESET = Date.UTC(2025, 10, 22, 3) / 1000;

describe('timelines', () => {
  test('begin every day at three in the morning', () => {
    expect(timelineStart(timelineOf(RESET))).toBe(RESET);
    expect(timelineOf(RESET - 1)).toBe(timelineOf(RESET) - 1);
    expect(timelineStart(timelineOf(RESET + 86_399))).toBe(RESET);
  });

  test('begin on a whole AAC frame', () => {
    expect((timelineStart(timelineOf(RESET)) * 48_000) % 1024).toBe(0);
    expect(frameAtSecond(8)).toBe(375);
    expect(frameAtSecond(1)).toBe(47);
  });
});

describe('cutSpan', () => {
  test('cuts from its own start and leaves a short rest', () => {
    expect(cutSpan(101, 111, 4)).toEqual([{ start: 101, end: 105 }, { start: 105, end: 109 }, { start: 109, end: 111 }]);
    expect(cutSpan(5, 5, 4)).toEqual([]);
  });

  test('cuts where time stamps start anew', () => {
    expect(cutSpan(RESET - 5, RESET + 3, 4)).toEqual([{ start: RESET - 5, end: RESET - 1 }, { start: RESET - 1, end: RESET }, { start: RESET, end: RESET + 3 }]);
  });
});
