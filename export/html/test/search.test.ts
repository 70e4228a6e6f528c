import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Folder} from '../src/fold.ts';
import {Search} from '../src/search.ts';
import {block, graph} from './small.ts';

const folder = new Folder(block.letterFolds, block.nameFolds);
const search = new Search(graph);
const found = (query: string) => search.find(query, 5).map(({actor}) => graph.block.entities.label[actor]);

test('case, accents, nukta and punctuation set names apart no more', () => {
  assert.equal(folder.normal('  José-Manuel  O’Neil '), 'jose manuel o neil');
  assert.equal(folder.normal('ज़ेलेंस्की'), folder.normal('जेलेंस्की'));
  assert.equal(folder.normal('नरेंद्र मोदी'), 'नरेंद्र मोदी'); // vowel signs are not accents
});

test('a name folds to the same consonants in either script', () => {
  assert.equal(folder.fold(folder.normal('ज़ेलेंस्की')), folder.fold(folder.normal('Zelensky')));
  assert.equal(folder.fold(folder.normal('')), '');
});

test('a person is found by any alias, in either script, also by its beginning', () => {
  assert.deepEqual(found('पुतिन'), ['Vladimir Putin']);
  assert.deepEqual(found('putin'), ['Vladimir Putin']);
  assert.deepEqual(found('मोद'), ['Narendra Modi']);
  assert.deepEqual(found('चीन'), ['China']);
});

test('a person whose alias nobody wrote is found by the fold of the name', () => {
  assert.deepEqual(found('ज़ेलेंस्की'), ['Volodymyr Zelenskyy']);
});

test('the name that fits best is told, and nothing is found for nothing', () => {
  assert.equal(search.find('व्लादिमीर', 1)[0]?.name, 'व्लादिमीर पुतिन');
  assert.deepEqual(found(' '), []);
  assert.deepEqual(found('xyzzy'), []);
});
