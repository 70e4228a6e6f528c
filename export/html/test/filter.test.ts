import assert from 'node:assert/strict';
import {test} from 'node:test';
import {findTie, row} from '../src/data.ts';
import {everything, Filterer, type Filter} from '../src/filter.ts';
import {dayOf} from '../src/words.ts';
import {graph} from './small.ts';

const filterer = new Filterer(graph);
const shown = (filter: Partial<Filter>) => filterer.apply({...everything, ...filter});
const events = (filter: Partial<Filter>) => [...shown(filter).visible.keys()].filter((at) => shown(filter).visible[at]);

test('without a filter everything is shown', () => {
  const all = shown({});
  assert.equal(all.events, 6);
  assert.equal(all.actors, 4);
  assert.equal(all.ties, 3);
  assert.deepEqual([...all.actorEvents], [3, 5, 2, 1]);
});

test('a period takes what overlaps it, and leaves out what has no date', () => {
  assert.deepEqual(events({from: dayOf(2024, 6, 1), to: dayOf(2024, 6, 30)}), [1]);
  assert.deepEqual(events({from: dayOf(2025, 8, 21)}), [3, 4]);
  assert.deepEqual(events({to: dayOf(2023, 12, 31)}), [0]);
});

test('relation, status, country and community narrow one another', () => {
  assert.deepEqual(events({relations: new Set([0])}), [0, 3, 4, 5]);
  assert.deepEqual(events({relations: new Set([0]), statuses: new Set([0])}), [0, 4]);
  assert.deepEqual(events({countries: new Set(['CN'])}), [1]);
  assert.deepEqual(events({communities: new Set([1])}), [2, 3]);
  assert.deepEqual(events({countries: new Set(['XX'])}), []); // not among these
});

test('the counts of a filter disregard what is pressed in it', () => {
  const some = shown({relations: new Set([2]), from: dayOf(2024)});
  assert.equal(some.events, 1);
  assert.deepEqual([...some.byRelation], [2, 1, 1]);
  assert.deepEqual([...some.byStatus], [1, 0, 0, 0]);
  assert.deepEqual([...some.inTime], [0, 0, 1, 0, 0, 0]);
  assert.equal(some.tieConflicts[findTie(graph, 1, 2)], 1);
});

test('events stand under both their actors, and an event with oneself once', () => {
  assert.deepEqual([...row(graph.eventsOfActor, 0)], [0, 4, 5]);
  assert.deepEqual([...row(graph.eventsOfTie, findTie(graph, 1, 0))], [0, 4]);
  assert.equal(findTie(graph, 0, 3), -1);
});
