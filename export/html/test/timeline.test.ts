import assert from 'node:assert/strict';
import {test} from 'node:test';
import {beginOf, binOf, binsFor, countBins, mainPeriod, niceTicks} from '../src/bins.ts';
import {families, dayOf, isoOf, spanText} from '../src/words.ts';
import {graph} from './small.ts';

test('units begin where calendars say', () => {
  const day = dayOf(2025, 8, 21); // a Thursday
  assert.equal(isoOf(beginOf('week', day)), '2025-08-18');
  assert.equal(isoOf(beginOf('month', day)), '2025-08-01');
  assert.equal(isoOf(beginOf('quarter', day)), '2025-07-01');
  assert.equal(isoOf(beginOf('year', day)), '2025-01-01');
  assert.equal(isoOf(beginOf('week', dayOf(1969, 12, 31))), '1969-12-29');
});

test('bars cover the period, as fine as there is room', () => {
  const period = {first: dayOf(2020), last: dayOf(2024, 12, 31)};
  assert.equal(binsFor(period, 100).unit, 'month');
  const years = binsFor(period, 8);
  assert.deepEqual([...years.starts].map(isoOf), [2020, 2021, 2022, 2023, 2024, 2025].map((year) => `${year}-01-01`));
  assert.equal(binOf(years, dayOf(2021, 12, 31)), 1);
  assert.equal(binOf(years, dayOf(2019, 12, 31)), -1);
});

test('an event that is dated to a year counts once, spread over it', () => {
  const bins = binsFor({first: dayOf(2023), last: dayOf(2025, 12, 31)}, 40);
  assert.equal(bins.unit, 'month');
  const counts = countBins(graph, bins, (event) => event === 1);
  const sum = counts.reduce((all, one) => all + one, 0);
  assert.ok(Math.abs(sum - 1) < 1e-9);
  const january = binOf(bins, dayOf(2024, 1, 1)) * families.length;
  assert.ok(Math.abs(counts[january]! - 31 / 366) < 1e-9);
});

test('the timeline begins with the first year and ends with the last', () => {
  assert.equal(isoOf(mainPeriod(graph).first), '2023-05-01');
  assert.equal(mainPeriod(graph).before, 0);
});

test('spans are told as exactly as they were given', () => {
  const span = (a: number, b: number) => spanText(a, b);
  assert.equal(span(dayOf(2025, 8, 21), dayOf(2025, 8, 21)), '21 Aug 2025');
  assert.equal(span(dayOf(2025, 2, 1), dayOf(2025, 2, 28)), 'Feb 2025');
  assert.equal(span(dayOf(2024), dayOf(2024, 12, 31)), '2024');
  assert.equal(span(dayOf(2025, 8, 19), dayOf(2025, 8, 21)), '19–21 Aug 2025');
  assert.equal(span(dayOf(2024, 12, 30), dayOf(2025, 1, 2)), '30 Dec 2024 – 2 Jan 2025');
});

test('an axis has a few round values', () => {
  assert.deepEqual(niceTicks(66), [50]);
  assert.deepEqual(niceTicks(10), [5, 10]);
  assert.deepEqual(niceTicks(1), [1]);
});
