// A small graph for the tests: four actors of three countries, six events, two documents.
import {readGraph, type Block, type Graph} from '../src/data.ts';
import {dayOf} from '../src/words.ts';

const relations = [
  ['meet', 'contact', true],
  ['visit', 'contact', false],
  ['sanction', 'conflict', false],
] as const;

// day, length, relation, status, subject, object
const rows: [number, number, number, number, number, number][] = [
  [dayOf(2023, 5, 1), 0, 0, 0, 0, 1], // Modi met Putin
  [dayOf(2024, 1, 1), 365, 1, 0, 1, 3], // Putin visited China, in 2024
  [dayOf(2024, 3, 10), 0, 2, 0, 2, 1], // Zelenskyy sanctioned Putin
  [dayOf(2025, 8, 19), 2, 0, 1, 2, 1], // denied
  [dayOf(2025, 8, 31), 0, 0, 0, 0, 1], // Modi met Putin again
  [0, 0, 0, 2, 0, 0], // planned, without a date, with himself
];
const dated = rows.length - 1;

export const block: Block = {
  format: 1,
  title: '',
  texts: ['Modi met Putin.', 'मोदी ने पुतिन से मुलाकात की।'],
  relations: relations.map(([name, family, symmetric]) => ({name, family, symmetric, plover: '', cameo: ''})),
  statuses: ['happened', 'denied', 'planned', 'possible'],
  topics: ['trade'],
  extractors: ['test'],
  events: {
    count: rows.length,
    dated,
    id: rows.map((_, at) => `000000000000000${at}`),
    relation: rows.map((row) => row[2]),
    status: rows.map((row) => row[3]),
    subject: rows.map((row) => row[4]),
    object: rows.map((row) => row[5]),
    day: rows.slice(0, dated).map((row, at) => row[0] - (at === 0 ? 0 : rows[at - 1]![0])),
    length: rows.slice(0, dated).map((row) => row[1]),
    place: rows.map(() => -1),
    confidence: rows.map(() => 900),
    topicCount: rows.map(() => 0),
    topicList: [],
    mentionCount: [2, 0, 0, 0, 1, 0],
  },
  mentions: {
    count: 3,
    document: [0, 1, 0],
    text: [0, 1, 0],
    status: [0, 0, 0],
    confidence: [900, 900, 900],
    begin: [0, 0, 20],
    bytes: [15, 70, 15],
    char: [-1, 0, -1],
    extractor: [0, 0, 0],
  },
  documents: {
    count: 2,
    id: ['en-1', 'hi-1'],
    title: ['A meeting', ''],
    url: ['https://news.example/1', ''],
    language: ['en', 'hi'],
    day: ['2025-09-01', ''],
  },
  entities: {
    count: 4,
    actors: 4,
    id: ['p.narendra-modi', 'p.vladimir-putin', 'p.zelenskyy', 'c.cn'],
    type: [0, 0, 0, 1],
    label: ['Narendra Modi', 'Vladimir Putin', 'Volodymyr Zelenskyy', 'China'],
    country: ['IN', 'RU', 'UA', 'CN'],
    aliases: [['मोदी', 'नरेंद्र मोदी'], ['Putin', 'व्लादिमीर पुतिन'], [], ['चीन']],
    x: [0, 100, 200, 300],
    y: [0, 0, 100, 50],
    community: [0, 0, 1, 0],
  },
  letterFolds: [['’', "'"]],
  // as the packs have them, a few
  nameFolds: [
    ['ज़', 'j'], ['ज', 'j'], ['े', 'a'], ['ल', 'l'], ['ें', 'an'], ['स', 's'], ['्', ''], ['क', 'k'], ['ी', 'a'],
    ['z', 'j'], ['l', 'l'], ['n', 'n'], ['s', 's'], ['k', 'k'], ['e', 'a'], ['y', 'a'], ['v', 'v'], ['o', 'a'],
    ['d', 'd'], ['m', 'm'], ['r', 'r'], ['i', 'a'], ['p', 'p'], ['u', 'a'], ['t', 't'], ['a', 'a'], ['h', 'h'], ['c', 'c'],
  ],
};

export const graph: Graph = readGraph(block);
