import assert from 'node:assert/strict';
import {test} from 'node:test';
import {findTie} from '../src/data.ts';
import {Address, startState, type State} from '../src/state.ts';
import {dayOf} from '../src/words.ts';
import {graph} from './small.ts';

const address = new Address(graph);

test('what is usual needs no address', () => {
  assert.equal(address.write(startState(graph)), '');
  assert.deepEqual(address.read(''), startState(graph));
});

test('a view comes back from its address as it was', () => {
  const state: State = {
    ...startState(graph),
    from: dayOf(2024, 2, 29),
    to: dayOf(2025, 12, 31),
    relations: new Set([0, 2]),
    statuses: new Set([1]),
    countries: new Set(['IN', 'RU']),
    communities: new Set([1]),
    tie: findTie(graph, 0, 1),
    event: 4,
    view: 'ties',
    colouring: 'type',
    sort: 'events',
    descending: true,
    camera: [0.25, 0.5, 2],
  };
  const text = address.write(state);
  assert.equal(
    text,
    'from=2024-02-29&to=2025-12-31&relation=meet,sanction&status=denied&country=IN,RU&community=p.zelenskyy' +
      '&tie=p.narendra-modi,p.vladimir-putin&event=0000000000000004&view=ties&colour=type&sort=-events&at=0.25,0.5,2',
  );
  assert.deepEqual(address.read(`#${text}`), state);
});

test('what an address names and the graph does not have is passed over', () => {
  const state = address.read(
    '#from=2024-13-01&to=x&relation=nothing&country=XX&community=p.nobody&actor=p.nobody&tie=p.narendra-modi,c.cn' +
      '&event=1&view=cake&colour=red&sort=1&at=1,2&%E0%A4%A&q=%E0%A4',
  );
  assert.deepEqual(state, startState(graph));
});
