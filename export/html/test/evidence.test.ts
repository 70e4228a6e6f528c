import assert from 'node:assert/strict';
import {test} from 'node:test';
import {linkTo, patternFor, piecesOf} from '../src/evidence.ts';
import {distanceSquared} from '../src/pick.ts';

test('only addresses of the web become links, and they point at the passage', () => {
  assert.equal(linkTo('javascript:alert(1)', 'x'), null);
  assert.equal(linkTo('C:\\news\\z.txt', 'x'), null);
  assert.equal(linkTo('https://news.example/1', 'Modi met Putin'), 'https://news.example/1#:~:text=Modi%20met%20Putin');
  assert.equal(
    linkTo('https://news.example/1#top', 'one two-three four five six seven eight, nine ten'),
    'https://news.example/1#top:~:text=one%20two%2Dthree%20four%20five,seven%20eight%2C%20nine%20ten',
  );
});

test('names are marked as whole words, the longest first, in any script', () => {
  const pattern = patternFor(['मोदी', 'नरेंद्र मोदी', 'U.S.', '']);
  assert.deepEqual(piecesOf('नरेंद्र मोदी ने कहा', pattern), ['', 'नरेंद्र मोदी', ' ने कहा']);
  assert.deepEqual(piecesOf('मोदीनगर', pattern), ['मोदीनगर']);
  assert.deepEqual(piecesOf('the U.S. and UxSx', pattern), ['the ', 'U.S.', ' and UxSx']);
  assert.deepEqual(piecesOf('text', patternFor([' '])), ['text']);
});

test('the distance to a tie is that to the nearest point of it', () => {
  assert.equal(distanceSquared(5, 3, 0, 0, 10, 0), 9);
  assert.equal(distanceSquared(13, 4, 0, 0, 10, 0), 25);
  assert.equal(distanceSquared(3, 4, 0, 0, 0, 0), 25);
});
