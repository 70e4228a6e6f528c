// Finds actors by any of their names, in either script.
import type {Graph} from './data.ts';
import {Folder} from './fold.ts';

export interface Found {
  actor: number;
  name: string; // the one that fits
}

interface Name {
  actor: number;
  text: string;
  normal: string;
  fold: string;
}

const SHORTEST_FOLD = 2; // letters

/** How well a name fits; 0: not at all. */
function fitOf(name: Name, normal: string, fold: string): number {
  if (name.normal === normal) return 7;
  if (name.normal.startsWith(normal)) return 6;
  if (` ${name.normal}`.includes(` ${normal}`)) return 5;
  if (fold.length >= SHORTEST_FOLD) {
    if (name.fold === fold) return 4;
    if (` ${name.fold} `.includes(` ${fold} `)) return 3;
    if (` ${name.fold}`.includes(` ${fold}`)) return 2;
  }
  return normal.length > 2 && name.normal.includes(normal) ? 1 : 0;
}

export class Search {
  private readonly names: Name[] = [];
  private readonly folder: Folder;

  constructor(private readonly graph: Graph) {
    const {entities, letterFolds, nameFolds} = graph.block;
    this.folder = new Folder(letterFolds, nameFolds);
    for (let actor = 0; actor < graph.actors; ++actor) {
      for (const text of new Set([entities.label[actor]!, ...entities.aliases[actor]!])) {
        const normal = this.folder.normal(text);
        if (normal !== '') this.names.push({actor, text, normal, fold: this.folder.fold(normal)});
      }
    }
  }

  /** The best first; among equals who has more events. */
  find(query: string, limit: number): Found[] {
    const normal = this.folder.normal(query);
    if (normal === '') return [];
    const fold = this.folder.fold(normal);
    const best = new Map<number, {fit: number; name: string}>();
    for (const name of this.names) {
      const fit = fitOf(name, normal, fold);
      if (fit > (best.get(name.actor)?.fit ?? 0)) best.set(name.actor, {fit, name: name.text});
    }
    const {start} = this.graph.eventsOfActor;
    const eventsOf = (actor: number) => start[actor + 1]! - start[actor]!;
    return [...best]
      .sort(([a, x], [b, y]) => y.fit - x.fit || eventsOf(b) - eventsOf(a) || a - b)
      .slice(0, limit)
      .map(([actor, {name}]) => ({actor, name}));
  }
}
